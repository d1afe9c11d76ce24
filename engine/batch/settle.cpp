// What columns do not settle, by the scalar machine.
#include <algorithm>
#include <utility>

#include "engine/batch/answers.h"
#include "engine/evaluate/amounts.h"
#include "engine/evaluate/verdict.h"

namespace jurat::batch {
namespace {

class Settling {
 public:
  Settling(Machine& machine, const Columns& columns, const EvaluateOptions& options, Answers& answers)
      : machine_(machine), columns_(columns), options_(options), answers_(answers) {}

  // Whether nothing is left open at all, which is the usual case.
  bool done() const {
    const auto escaped = [](const auto& each) { return each.any_escaped; };
    return std::find(answers_.apart.begin(), answers_.apart.end(), std::uint8_t{1}) == answers_.apart.end() &&
           std::none_of(answers_.rules.begin(), answers_.rules.end(), escaped) &&
           std::none_of(answers_.amounts.begin(), answers_.amounts.end(), escaped) &&
           std::none_of(answers_.definitions.begin(), answers_.definitions.end(), escaped);
  }

  // Whether columns leave something open that this company is asked.
  bool open(std::size_t company) const {
    if (answers_.apart[company]) return true;
    for (const RuleAnswers& rule : answers_.rules) {
      if (rule.any_escaped && runs(company, machine_.rules().rules[rule.rule].declaration) &&
          some(company, rule.subject, rule.escaped))
        return true;
    }
    for (const AmountAnswers& amount : answers_.amounts) {
      if (amount.any_escaped && runs(company, machine_.rules().amounts[amount.amount].declaration) &&
          some(company, amount.subject, amount.escaped))
        return true;
    }
    return std::any_of(
        answers_.definitions.begin(), answers_.definitions.end(), [&](const DefinitionAnswers& each) {
          return each.any_escaped && settles(each) && each.subject != EntityId{kNoId} && some(company, each);
        });
  }

  void settle(std::size_t company, const Profile& profile) {
    machine_.start(profile, options_.as_of);
    const bool apart = answers_.apart[company] != 0;
    if (apart) select(company, profile);
    for (RuleAnswers& rule : answers_.rules) {
      const RuleCode& code = machine_.rules().rules[rule.rule];
      if (!runs(company, code.declaration)) continue;
      each(company, rule.subject, [&](std::size_t lane, InstanceId subject) {
        if (apart || rule.escaped[lane]) put(rule, lane, answerOf(machine_, code, subject));
      });
    }
    for (DefinitionAnswers& each : answers_.definitions) define(company, apart, each);
    for (AmountAnswers& amount : answers_.amounts) {
      const AmountCode& code = machine_.rules().amounts[amount.amount];
      if (!runs(company, code.declaration)) continue;
      each(company, amount.subject, [&](std::size_t lane, InstanceId subject) {
        if (!apart && !amount.escaped[lane]) return;
        std::uint32_t cause = 0;
        amount.escaped[lane] = 1;
        amount.by_scalar.emplace_back(static_cast<std::uint32_t>(lane),
                                      amountFrom(machine_, code, subject, cause));
      });
    }
  }

 private:
  bool runs(std::size_t company, checked::DeclarationId id) const {
    return answers_.runs(company, machine_.rules().program->declarations[id].pack);
  }

  bool some(std::size_t company, EntityId entity, const std::vector<std::uint8_t>& escaped) const {
    const ElementTable& table = columns_.tables[entity];
    for (std::uint32_t lane = table.first[company]; lane < table.first[company + 1]; ++lane) {
      if (escaped[lane]) return true;
    }
    return false;
  }

  // What the scalar machine says of texts and records would point into a profile that is gone.
  static bool settles(const DefinitionAnswers& definition) {
    return definition.value.repr != Repr::Text && definition.value.repr != Repr::Ref;
  }

  bool some(std::size_t company, const DefinitionAnswers& definition) const {
    const ElementTable& table = columns_.tables[definition.subject];
    const Column& value = definition.value;
    for (std::uint32_t lane = table.first[company]; lane < table.first[company + 1]; ++lane) {
      if (value.can[value.at(lane)] & kEscaped) return true;
    }
    return false;
  }

  void define(std::size_t company, bool apart, DefinitionAnswers& definition) {
    if (!settles(definition) || definition.subject == EntityId{kNoId}) return;
    Column& value = definition.value;
    each(company, definition.subject, [&](std::size_t lane, InstanceId subject) {
      if (!apart && !(value.can[value.at(lane)] & kEscaped)) return;
      if (value.uniform) value = spread(definition.memory, value, definition.lanes);
      const Slot& slot = machine_.result(definition.block, subject);
      putSlot(definition.memory, value, lane, definition.lanes, slot, whyOf(machine_.causes(), slot.cause));
    });
  }

  // The listed elements of a company are those of its profile, in its order.
  template <typename Visit>
  void each(std::size_t company, EntityId entity, Visit visit) {
    const std::vector<InstanceId>& instances = machine_.instancesOf(entity);
    for (std::size_t k = 0; k < instances.size(); ++k)
      visit(columns_.tables[entity].first[company] + k, instances[k]);
  }

  // Which packs run, by whatever the columns could not say of what calls for them.
  void select(std::size_t company, const Profile& profile) {
    std::vector<std::uint8_t> loaded(machine_.rules().program->packs.size(), 0);
    for (const PackUse& use : selectPacks(machine_, profile, options_)) loaded[raw(use.pack)] = use.loaded;
    answers_.selection[company] = static_cast<std::uint32_t>(answers_.selections.size());
    answers_.selections.push_back(std::move(loaded));
  }

  static void put(RuleAnswers& rule, std::size_t lane, const RuleAnswer& answer) {
    rule.outcome[lane] = answer.outcome;
    rule.possible[lane] = answer.possible;
    rule.escaped[lane] = 0;
    if (!answer.due && !answer.due_open && rule.due.empty()) return;
    if (rule.due.empty()) {
      rule.due.assign(rule.outcome.size(), kNoDue);
      rule.due_open.assign(rule.outcome.size(), 0);
    }
    rule.due_open[lane] = answer.due_open ? 1 : 0;
    rule.due[lane] = answer.due ? answer.due->toInt64().value_or(kNoDue) : kNoDue;
  }

  Machine& machine_;
  const Columns& columns_;
  const EvaluateOptions& options_;
  Answers& answers_;
};

}  // namespace

std::size_t settle(Machine& machine, const Columns& columns, const EvaluateOptions& options,
                   const std::function<const Profile&(std::size_t company)>& profile, Answers& answers) {
  Settling settling(machine, columns, options, answers);
  std::size_t asked = 0;
  if (settling.done()) return asked;
  for (std::size_t company = 0; company < columns.companies; ++company) {
    if (!settling.open(company)) continue;
    settling.settle(company, profile(company));
    ++asked;
  }
  for (RuleAnswers& rule : answers.rules) rule.any_escaped = false;
  return asked;
}

}  // namespace jurat::batch
