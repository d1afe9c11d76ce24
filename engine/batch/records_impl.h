// RecordReader::Impl: one walk over a JSON document, no tree; private to engine/batch.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "engine/batch/json_text.h"
#include "engine/batch/quick_values.h"
#include "engine/batch/records.h"
#include "engine/profile/binding.h"
#include "engine/source/diagnostic.h"

namespace jurat {
struct Datum;
}

namespace jurat::batch {

static_assert(kPadding >= KnownWord::kMost);

// Each step answers false where the record is not of the usual form: then the ordinary reader has it. Where a
// step reads a value, the walk over the text stands before it.
class RecordReader::Impl {
 public:
  Impl(std::shared_ptr<const RuleSet> rules, const AsOf& as_of, Limits limits)
      : rules_(std::move(rules)),
        vocabulary_(rules_->vocabulary()),
        as_of_(as_of),
        limits_(limits),
        facts_(*rules_),
        machine_(rules_, limits),
        profiles_(rules_, limits),
        builder_(profiles_, facts_),
        values_(*rules_, as_of, facts_, machine_, builder_) {
    renewBinding();
    for (std::uint32_t i = 0; i < vocabulary_.entities.size(); ++i) {
      const Entity& entity = vocabulary_.entities[EntityId{i}];
      addKeys(entity);
      if (entity.parent == EntityId{kNoId}) roots_.push_back({keyOf(entity), EntityId{i}});
    }
    for (std::uint32_t i = 0; i < vocabulary_.facts.size(); ++i) forms_.push_back(formOf(FactId{i}));
    setKeys();
  }

  void start(Columns& out) {
    builder_.start(out);
    // The builder asks `profiles_` what is not answered, also where no profile has been bound: by the day.
    profiles_.start(nothing_, as_of_);
    machine_.start(nothing_, as_of_);
  }

  bool add(const Record& record) {
    ++records_seen;
    builder_.beginCompany();
    if (quick(record)) return true;
    builder_.dropCompany();
    ++records_bound;
    const std::optional<Profile> profile = bind(record);
    if (!profile) return false;
    builder_.beginCompany();
    builder_.addProfile(*profile, as_of_);
    return true;
  }

  std::optional<Profile> bind(const Record& record);
  void alsoRead(FactId fact) {
    facts_.add(fact);
    forms_[raw(fact)] = formOf(fact);
    setKeys();
  }

  ColumnsBuilder& builder() { return builder_; }
  std::string complaints;
  OtherKeys others;
  std::uint64_t records_seen = 0, records_bound = 0;

 private:
  using Said = QuickValues::Said;

  bool quick(const Record& record);
  bool document();
  bool rootNamed(std::string_view name, EntityId& id) const;
  bool frameworks();
  bool entity(EntityId id, std::uint32_t element, std::string_view* own_id);
  bool ownId(std::string_view* own_id);
  bool child(EntityId parent, std::uint32_t c, std::uint32_t element);
  bool list(EntityId parent, std::uint32_t c, std::uint32_t element);
  bool controls(bool given, EntityId parent, std::uint32_t c, std::uint32_t element);
  bool single(bool given, EntityId parent, std::uint32_t c, std::uint32_t element);
  bool absent(EntityId parent, std::uint32_t c, std::uint32_t element);
  bool allAbsent(EntityId id, std::uint32_t element);
  bool fact(FactId id, std::uint32_t element);
  bool answer(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element);
  bool text(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element);
  bool set(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element);
  bool ordinary(const Datum& datum, const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element);
  bool datum(Datum& out, std::size_t depth);
  bool datumRecord(Datum& out, std::size_t depth);
  // Calls `item` before each item of a list, or `field` with each key before its value; false once one is.
  template <typename Item>
  bool items(const Item& item) {
    if (!json_.take('[')) return false;
    if (json_.take(']')) return true;
    do {
      if (!item()) return false;
    } while (json_.take(','));
    return json_.take(']');
  }
  template <typename Field>
  bool fields(const Field& field) {
    if (!json_.take('{')) return false;
    if (json_.take('}')) return true;
    do {
      std::string_view key;
      if (!json_.string(key) || !json_.take(':') || !field(key)) return false;
    } while (json_.take(','));
    return json_.take('}');
  }
  void say(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element, const Said& said);
  bool item(EntityId id, std::uint32_t element, std::size_t first);
  bool series(std::size_t first);
  void renewBinding() {
    binding_.reset();
    diagnostics_ = {};
    binding_.emplace(vocabulary_, limits_, diagnostics_);
  }
  bool settleRefs();

  std::shared_ptr<const RuleSet> rules_;
  const Vocabulary& vocabulary_;
  AsOf as_of_;
  Limits limits_;
  ReadFacts facts_;
  Machine machine_;   // for single answers, on no profile
  Machine profiles_;  // for whole profiles
  Profile nothing_;
  ColumnsBuilder builder_;
  QuickValues values_;
  Diagnostics diagnostics_;
  std::optional<Binding> binding_;
  // Ids of the records of this document, and who names one; settled when all have been read.
  struct Named {
    EntityId entity{kNoId};
    std::uint32_t element = 0;
    std::string_view id;
  };
  struct Naming {
    FactId fact{kNoId};
    std::uint32_t option = 0, element = 0;
    std::string_view id;
  };
  std::vector<Named> named_;
  std::vector<Naming> namings_;
  std::int64_t* day_ = nullptr;  // of the record of a series that is being read
  FactId day_fact_{kNoId};
  JsonText json_;
  // What a key of a record means: a fact, or a list by its index among Entity::children; neither: the id.
  struct Key {
    KnownWord word;  // the name, and the quote and the colon behind it
    FactId fact{kNoId};
    std::uint32_t child = kNoId;
    // Keys that stood behind this one in the records before, the usual one first: records of one file have
    // the same keys in the same order. The last of all stands before the first.
    std::uint32_t next = 0, next_but_one = 0;
    bool truth = false;        // read without a slot, as an answer to yes or no that a rule reads
    std::uint32_t column = 0;  // of it
    std::uint32_t missed = 0;  // so often in a row it was not the usual one
    std::uint64_t said_in =
        0;  // the record that it has been said in, by Impl::entity_count_: it may not be twice
  };
  struct Keys {
    std::vector<Key> keys;  // by fact, then by child, then the id
    std::optional<Names> names;
  };
  void addKeys(const Entity& entity);
  void setKeys();
  std::uint32_t whichKey(Keys& keys, std::uint32_t before);
  std::uint32_t otherKey(Keys& keys, Key& last);
  std::uint32_t truths(Keys& keys, std::uint32_t before, std::uint32_t element, std::uint64_t own);
  std::vector<Keys> keys_;          // by entity
  std::uint64_t entity_count_ = 0;  // records within records, of all that have been read
  struct Root {
    std::string name;
    EntityId entity{kNoId};
  };
  std::vector<Root> roots_;
  // Which answers to a fact are read without a slot.
  enum class Plain : std::uint8_t { No, Truth, Option, Set, Number, Money, Date, Text };
  struct Form {
    Plain plain = Plain::No;
    bool read = false, whole = false, from_zero = false, event = false;
    FactId fact{kNoId};
    std::uint32_t column = 0, unit = 0;
    ChoiceId choice{kNoId};
    char currency[5] = {};  // how an amount in it begins: "EUR
  };
  Form formOf(FactId fact) const;
  // Answers whether the value has been taken; before one that is not, the walk stands as it did.
  bool plainAnswer(const Form& form, std::uint32_t element);
  bool readPlain(const Form& form, std::uint32_t element);
  bool plainTruth(const Form& form, std::uint32_t element);
  bool plainOption(const Form& form, std::uint32_t element);
  bool plainSet(const Form& form, std::uint32_t element);
  bool plainNumber(const Form& form, std::uint32_t element);
  bool plainMoney(const Form& form, std::uint32_t element);
  bool plainDate(const Form& form, std::uint32_t element);
  bool plainText(const Form& form, std::uint32_t element);
  bool sayPlain(const Form& form, std::uint32_t element, std::int64_t units, std::int8_t scale);
  std::optional<Date> dayOf(std::string_view text);
  std::vector<Form> forms_;  // by fact
  struct KnownDay {
    char text[10] = {};
    Date day{};
  };
  std::array<KnownDay, 64> known_days_{};
  // The items of the lists that are being read, those of an inner one behind those of the outer one.
  struct Sibling {
    std::uint32_t element = 0;
    std::int64_t day = 0;
    std::string_view id;
  };
  std::vector<Sibling> siblings_;
  std::vector<std::uint32_t> elements_;  // of the list that has been read
};

}  // namespace jurat::batch
