// AnswerMachine: outcomes and amounts of one company after another, and nothing that explains them: no words,
// no reasons, no lists of what is missing. The same answers as evaluate() gives, at a small part of its cost.
// One thread at a time.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/evaluate/company.h"
#include "engine/evaluate/evaluate.h"
#include "engine/evaluate/guards.h"
#include "engine/evaluate/machine.h"
#include "engine/evaluate/prepared.h"
#include "engine/evaluate/reckoner.h"
#include "engine/evaluate/verdict.h"

namespace jurat {

// Which rules are listed for a subject.
enum class Listed : std::uint8_t {
  Every,
  // Those of which it is not plain at a glance that they do not apply: a rule that is not in force on the
  // day, or that one answer keeps from applying, is left out. What is left out costs nothing.
  Concerning,
};

struct RuleResult {
  std::uint32_t rule = 0;  // index into RuleSet::rules
  InstanceId subject{kNoId};
  RuleAnswer answer;
};

// As AmountBound, without a label.
struct AmountSide {
  bool has = false;                 // whether the law sets it
  std::optional<Number> low, high;  // what it lies between
  bool error = false;               // it could not be computed
  bool may_fail = false;            // what is missing may show that it cannot be computed
  friend bool operator==(const AmountSide&, const AmountSide&) = default;
};
struct BoundResult {
  const std::string* label = nullptr;  // BoundCode::label
  AmountSide least, most;
};
struct AmountValue {
  std::uint32_t amount = 0;  // index into RuleSet::amounts
  InstanceId subject{kNoId};
  bool in_force = false, maybe_in_force = false;
  std::uint32_t currency = 0;
  std::uint32_t first_bound = 0, bounds = 0;  // into CompanyAnswers::bounds: those that the law sets
};

struct CompanyAnswers {
  std::vector<RuleResult>
      rules;  // subject by subject in the profile's order, each by pack id, then as written
  std::vector<AmountValue> amounts;  // of root entities, as written
  std::vector<BoundResult> bounds;
  std::uint64_t steps = 0;  // run, which are fewer than evaluate() runs
};

class AnswerMachine {
 public:
  // Of `options` reasons are of no account. Takes about as long as compile() does.
  AnswerMachine(std::shared_ptr<const RuleSet> rules, EvaluateOptions options, Listed listed = Listed::Every,
                Limits limits = {});
  AnswerMachine(const AnswerMachine&) = delete;
  AnswerMachine& operator=(const AnswerMachine&) = delete;

  // Never fails: gaps of the profile are results. What it answers stands until it is called again, and the
  // profile must until then. Of what a company is asked beyond Limits::steps, every answer is an error, as in
  // evaluate(), which gets there sooner.
  const CompanyAnswers& answer(const Profile& profile);
  // The same of a company that this machine, or another one for the same rules, has made of its profile: who
  // asks more than once, or later, makes it once and has a thirtieth of the memory to go through.
  const CompanyAnswers& answer(const Company& company);
  Company prepared(const Profile& profile);

  // What a definition is for an element of its subject, after answer(); `option` indexes the lowest options
  // of what it is `per`. INVARIANT: it is a definition, parameter or decision table (then `option` is the
  // result).
  const Slot& value(checked::DeclarationId definition, std::uint32_t option, InstanceId element) {
    return result(BlockId{machine_.rules().first_block[raw(definition)] + option}, element);
  }
  const Slot& result(BlockId block, InstanceId element) { return reckoner_.slotOf(block, element); }
  // The answer to a rule that `Listed::Concerning` leaves out.
  RuleAnswer leftOut(std::uint32_t rule) const { return left_out_[rule]; }

  const RuleSet& rules() const { return machine_.rules(); }
  // After answer(): the elements of an entity, in the profile's order.
  const std::vector<InstanceId>& instancesOf(EntityId entity) const { return of_entity_[raw(entity)]; }

 private:
  struct Rule {
    std::uint32_t index = 0;  // into RuleSet::rules
    PackId pack{kNoId};
    const RuleVersion* version = nullptr;  // null: not in force on the day
    const Choice* catalogue = nullptr;     // of controls
    bool plain = false;      // certainly in force, without a deadline and from a source that is confirmed
    BlockId applies{kNoId};  // what says whether it applies (Prepared::behind)
  };
  struct Amount {
    std::uint32_t index = 0;  // into RuleSet::amounts
    PackId pack{kNoId};
    EntityId subject{kNoId};
    const AmountVersion* version = nullptr;  // likewise
    bool in_force = false;                   // certainly, whatever the company
  };
  // Which packs run for whom: frameworks asked for, and by RuleSet::called_for whether the pack is refused.
  struct Asking {
    std::vector<std::string> frameworks;
    std::string refused;
    auto operator<=>(const Asking&) const = default;
  };
  using Selection = std::vector<std::uint8_t>;  // by pack, whether it runs

  void planRules();
  void planAmounts();
  void list(const Company& company);
  const Selection& select(const Company& company);
  void askRules(EntityId entity, InstanceId subject, const Selection& runs);
  void answerTo(const Rule& rule, InstanceId subject, RuleAnswer& out);
  void askAmount(const Amount& amount, InstanceId subject);
  AmountSide side(const Amount& amount, InstanceId subject, std::uint32_t slot, bool least,
                  AmountValue& value);

  EvaluateOptions options_;
  Listed listed_;
  Machine machine_;
  std::unique_ptr<const Prepared> prepared_;
  CompanyMaker maker_;
  Reckoner reckoner_;
  Company company_;  // of answer(Profile)
  std::vector<std::vector<InstanceId>> of_entity_;
  std::vector<std::vector<Rule>> rules_of_;  // by entity
  std::vector<Guards> guards_of_;            // by entity, of numbers of those
  std::vector<RuleAnswer> left_out_;         // by rule
  std::vector<Amount> amounts_;
  CompanyAnswers out_;
  std::map<Asking, Selection> selections_;
  Asking asking_;
  const Selection* usual_ = nullptr;  // of who asks for no frameworks, where no pack is called for
};

}  // namespace jurat
