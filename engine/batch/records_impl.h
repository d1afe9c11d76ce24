// RecordReader::Impl: one walk over a JSON document, no tree; private to engine/batch.
#pragma once
#include <simdjson.h>

#include <optional>
#include <vector>

#include "engine/batch/quick_values.h"
#include "engine/batch/records.h"
#include "engine/profile/binding.h"
#include "engine/source/diagnostic.h"

namespace jurat {
struct Datum;
}

namespace jurat::batch {

namespace ondemand = simdjson::ondemand;
static_assert(kPadding >= simdjson::SIMDJSON_PADDING);

// Each step answers false where the record is not of the usual form: then the ordinary reader has it.
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
    for (const Entity& entity : vocabulary_.entities) addKeys(entity);
    for (std::uint32_t i = 0; i < vocabulary_.facts.size(); ++i) forms_.push_back(formOf(FactId{i}));
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
  }

  ColumnsBuilder& builder() { return builder_; }
  std::string complaints;
  OtherKeys others;
  std::uint64_t records_seen = 0, records_bound = 0;

 private:
  using Said = QuickValues::Said;

  bool quick(const Record& record);
  bool document(ondemand::object object);
  bool frameworks(ondemand::value value);
  bool entity(ondemand::object object, EntityId id, std::uint32_t element, std::string_view* own_id);
  bool child(ondemand::value value, EntityId parent, std::uint32_t c, std::uint32_t element);
  bool list(ondemand::value value, EntityId parent, std::uint32_t c, std::uint32_t element);
  bool controls(ondemand::value* value, EntityId parent, std::uint32_t c, std::uint32_t element);
  bool single(ondemand::value* value, EntityId parent, std::uint32_t c, std::uint32_t element);
  bool absent(EntityId parent, std::uint32_t c, std::uint32_t element);
  bool allAbsent(EntityId id, std::uint32_t element);
  bool fact(ondemand::value value, FactId id, std::uint32_t element);
  bool answer(ondemand::value value, const Fact& fact, FactId id, std::uint32_t option,
              std::uint32_t element);
  bool set(ondemand::array items, const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element);
  bool ordinary(const Datum& datum, const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element);
  bool datum(ondemand::value value, Datum& out, std::size_t depth);
  void say(const Fact& fact, FactId id, std::uint32_t option, std::uint32_t element, const Said& said);
  bool series(std::uint32_t* items, std::int64_t* days, std::size_t count);
  void renewBinding() {
    binding_.reset();
    diagnostics_ = {};
    binding_.emplace(vocabulary_, limits_, diagnostics_);
  }
  std::size_t rootCount() const;
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
  ondemand::parser parser_;
  // What a key of a record means: a fact, or a list by its index among Entity::children; neither: the id.
  struct Key {
    std::string_view name;
    FactId fact{kNoId};
    std::uint32_t child = kNoId;
    // The keys that stood behind this one in the records before, the last first: records of one file have the
    // same keys in the same order. The last of all stands before the first.
    std::uint32_t next = 0, next_but_one = 0;
  };
  struct Keys {
    std::vector<Key> keys;
    std::optional<Names> names;
  };
  void addKeys(const Entity& entity);
  std::uint32_t whichKey(Keys& keys, std::uint32_t before, ondemand::field& field);
  std::vector<Keys> keys_;  // by entity
  // Which answers to a fact are read without a slot.
  enum class Plain : std::uint8_t { No, Truth, Option, Set, Number, Money, Date };
  struct Form {
    Plain plain = Plain::No;
    bool read = false, whole = false, from_zero = false, event = false;
    FactId fact{kNoId};
    std::uint32_t column = 0, unit = 0;
    ChoiceId choice{kNoId};
    char currency[4] = {};
  };
  Form formOf(FactId fact) const;
  // Answers whether the value has been taken; one that is not is read by others.
  bool plainAnswer(ondemand::value& value, const Form& form, std::uint32_t element);
  bool plainDate(std::string_view token, const Form& form, std::uint32_t element);
  bool plainSet(ondemand::value& value, const Form& form, std::uint32_t element);
  std::vector<Form> forms_;  // by fact
  std::vector<std::uint8_t>
      said_;                   // a stack: by key of the records that are being read, whether it was there
  const char* end_ = nullptr;  // of the document
};

}  // namespace jurat::batch
