// RecordReader::Impl: one walk over a JSON document, no tree; private to engine/batch.
#pragma once
#include <simdjson.h>

#include <optional>
#include <unordered_map>
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
    for (const Entity& entity : vocabulary_.entities) {
      auto& keys = keys_.emplace_back();
      for (const FactId fact : entity.facts) keys[vocabulary_.facts[fact].name] = {.fact = fact};
      for (std::uint32_t c = 0; c < entity.children.size(); ++c) {
        const Entity& child = vocabulary_.entities[entity.children[c]];
        keys[child.list_name.empty() ? child.name : child.list_name] = {.child = c};
      }
    }
  }

  void start(Columns& out) {
    builder_.start(out);
    // The builder asks `profiles_` what is not answered, also where no profile has been bound: by the day.
    profiles_.start(nothing_, as_of_);
    machine_.start(nothing_, as_of_);
  }

  bool add(const Record& record) {
    ++records_;
    builder_.beginCompany();
    if (quick(record)) return true;
    builder_.dropCompany();
    ++bound_;
    const std::optional<Profile> profile = bind(record);
    if (!profile) return false;
    builder_.beginCompany();
    builder_.addProfile(*profile, as_of_);
    return true;
  }

  std::optional<Profile> bind(const Record& record);
  void alsoRead(FactId fact) { facts_.add(fact); }

  ColumnsBuilder& builder() { return builder_; }
  std::string complaints_;
  OtherKeys others_;
  std::uint64_t records_ = 0, bound_ = 0;

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
  bool series(std::vector<std::uint32_t>& items, const std::vector<std::int64_t>& days);
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
  // What a key of a record means: a fact, or a list by its index among Entity::children.
  struct Meaning {
    FactId fact{kNoId};
    std::uint32_t child = kNoId;
  };
  std::vector<std::unordered_map<std::string_view, Meaning>> keys_;  // by entity
};

}  // namespace jurat::batch
