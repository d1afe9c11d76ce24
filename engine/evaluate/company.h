// Company: a profile in the form that an AnswerMachine computes with: a byte for each answer, sixteen more
// for a figure or a choice, records and lists as numbers, all in one block of memory. What has no such form
// (a range, a judgement, evidence, a text) is read from the profile when a rule asks for it. Nothing is
// evaluated.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/compile/rule_set.h"
#include "engine/profile/profile.h"

namespace jurat {

// How an answer to a fact is held.
enum class FactForm : std::uint8_t {
  Elsewhere,  // in the profile alone
  Truth,      // yes or no
  Judgement,  // when it is not made; else in the profile
  Options,    // bits, of a choice with at most 64 options
  Option,     // the index, of a larger one; sets of those are in the profile
  Figure,     // a number, an amount, a quantity, a day
  PastDay,    // a day that counts once it has come
};

FactForm formOf(const Fact& fact, const Vocabulary& vocabulary);

// A number that is certain: coefficient * 10^exponent, not of one form alone; of money its currency, else 0.
struct Figure {
  std::int64_t coefficient = 0;
  std::int32_t exponent = 0;
  std::uint32_t unit = 0;
  Number number() const { return Number::scaled(coefficient, exponent); }
};

// What a company says of each fact, as AnswerMachine looks for it; of one rule set.
struct FactForms {
  struct Fact {
    std::uint64_t all = 0;   // options
    std::uint32_t slot = 0;  // of the fact
    FactForm form = FactForm::Elsewhere;
    bool or_none = false;  // silence may mean that there is none
  };
  // What silence about a figure says of it; nothing else where it is `known`.
  struct Bounds {
    bool known = false;
    std::uint32_t unit = 0;
    std::optional<Figure> at_least, at_most;
  };
  struct Slot {
    FactForm form = FactForm::Elsewhere;
    bool or_none = false;
  };
  explicit FactForms(const RuleSet& rules);

  std::vector<Fact> facts;
  std::vector<Bounds> bounds;            // by fact
  std::vector<std::vector<Slot>> slots;  // by entity
  std::vector<std::uint32_t> blocks;     // by entity: those that run for its elements
  std::uint32_t blocks_without_subject = 0;
  std::vector<std::uint32_t> rank;  // by block: among those of its subject, or among those without one
};

class Company {
 public:
  // Of an answer; from kFirstValue on the number of a value of the record.
  static constexpr std::uint8_t kNotGiven = 0, kYesGiven = 1, kNoGiven = 2, kElsewhere = 3, kFirstValue = 4;
  struct Record {
    EntityId entity{};
    InstanceId parent{kNoId};
    std::uint32_t option = kNoId;  // Instance::option
    std::uint32_t codes = 0, values = 0, lists = 0;
    std::uint32_t list_count = 0;
    std::uint32_t first_place = 0;  // of what is known of its blocks
  };
  struct List {
    EntityId entity{};
    std::uint32_t first = 0, count = 0;  // of members
    bool given = false, complete = false;
  };
  struct Value {
    std::int64_t word = 0;  // a coefficient, bits or an index
    std::int32_t exponent = 0;
    std::uint32_t unit = 0;  // currency
  };

  const Profile& profile() const { return *profile_; }
  bool asksFrameworks() const { return asks_frameworks_; }
  std::uint32_t size() const { return size_; }
  std::uint32_t places() const { return places_; }
  const Record* records() const { return at<Record>(0); }
  const Value* values() const { return at<Value>(values_); }
  const List* lists() const { return at<List>(lists_); }
  const InstanceId* members() const { return at<InstanceId>(members_); }
  const std::uint8_t* codes() const { return at<std::uint8_t>(codes_); }
  const InstanceId* rootsBegin() const { return members() + roots_; }
  const InstanceId* rootsEnd() const { return rootsBegin() + root_count_; }
  std::size_t bytes() const { return used_; }
  // Fetches all of it at once into the cache.
  void prefetch() const {
    for (std::size_t i = 0; i < used_; i += 64) __builtin_prefetch(block_.get() + i);
  }

 private:
  friend class CompanyMaker;
  template <typename T>
  const T* at(std::uint32_t offset) const {
    return reinterpret_cast<const T*>(block_.get() + offset);
  }

  const Profile* profile_ = nullptr;
  std::unique_ptr<std::byte[]> block_;
  std::size_t used_ = 0, room_ = 0;
  std::uint32_t size_ = 0, places_ = 0, values_ = 0, lists_ = 0, members_ = 0, codes_ = 0;
  std::uint32_t roots_ = 0, root_count_ = 0;
  bool asks_frameworks_ = false;
};

// Makes companies, one after the other; keeps its memory between them.
class CompanyMaker {
 public:
  explicit CompanyMaker(const RuleSet& rules) : forms_(rules) {}
  const FactForms& forms() const { return forms_; }
  // The profile must outlive the company.
  void make(const Profile& profile, Company& out);

 private:
  void record(const Instance& instance, const Profile& profile);
  std::uint8_t code(const Answer& answer, FactForm form, std::uint32_t first_value);

  FactForms forms_;
  std::vector<Company::Record> records_;
  std::vector<Company::Value> values_;
  std::vector<Company::List> lists_;
  std::vector<InstanceId> members_;
  std::vector<std::uint8_t> codes_;
  std::uint32_t places_ = 0;
};

}  // namespace jurat
