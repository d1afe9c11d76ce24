#include "tests/agreement/agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/evaluate/describe.h"
#include "engine/evaluate/steps.h"
#include "tests/agreement/describe_slots.h"

namespace jurat::agreement {

using reference::Cause;
using reference::Possible;
using reference::Reference;

namespace {

std::set<Cause> causesOf(const std::vector<Missing>& missing) {
  std::set<Cause> out;
  for (const Missing& each : missing) {
    Cause cause{each.kind, raw(each.instance), raw(each.fact), each.option, ""};
    if (each.fact == FactId{kNoId}) cause.name = each.name;
    if (each.kind == Missing::Kind::Judgement && each.fact == FactId{kNoId}) cause.instance = kNoId;
    out.insert(cause);
  }
  return out;
}

std::string causeText(const Machine& machine, const Cause& cause) {
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  std::string where = cause.instance == kNoId ? "" : instancePath(machine, InstanceId{cause.instance}) + ".";
  if (cause.fact != kNoId)
    where += vocabulary.facts[FactId{cause.fact}].name + "[" + std::to_string(cause.option) + "]";
  return fmt::format("{}:{}{}", static_cast<int>(cause.kind), where, cause.name);
}

std::string causesText(const Machine& machine, const std::set<Cause>& causes) {
  std::string out;
  for (const Cause& cause : causes) out += (out.empty() ? "" : ", ") + causeText(machine, cause);
  return "{" + out + "}";
}

std::string outcomesText(const std::set<Outcome>& outcomes) {
  std::string out;
  for (const Outcome outcome : outcomes) out += (out.empty() ? "" : ", ") + std::string(outcomeWord(outcome));
  return "{" + out + "}";
}

class Comparison {
 public:
  Comparison(Machine& machine, const Profile& profile, const AsOf& as_of, Coverage& coverage,
             reference::Writings& writings)
      : machine_(machine),
        profile_(profile),
        program_(*machine.rules().program),
        reference_(program_, profile, as_of, writings),
        coverage_(coverage) {}

  std::optional<std::string> run() {
    for (std::uint32_t i = 0; i < program_.declarations.size() && !found_; ++i)
      definition(checked::DeclarationId{i});
    for (const RuleCode& rule : machine_.rules().rules) {
      each(program_.declarations[rule.declaration].subject,
           [&](InstanceId subject) { compareRule(rule, subject); });
    }
    for (std::size_t i = 0; i < machine_.rules().benefits.size(); ++i) {
      each(program_.declarations[machine_.rules().benefits[i].declaration].subject,
           [&](InstanceId subject) { compareBenefit(i, subject); });
    }
    for (std::size_t i = 0; i < machine_.rules().amounts.size(); ++i) {
      const AmountCode& amount = machine_.rules().amounts[i];
      each(program_.declarations[amount.declaration].subject,
           [&](InstanceId subject) { compareAmount(i, subject); });
    }
    if (!reference_.brokenClaim().empty()) {
      differ("exceptions that exclude each other", "never both", reference_.brokenClaim() + " both hold");
    }
    return found_;
  }

 private:
  template <typename Visit>
  void each(EntityId entity, Visit visit) {
    for (std::uint32_t i = 0; i < profile_.instances.size() && !found_; ++i) {
      if (profile_.instances[InstanceId{i}].entity == entity) visit(InstanceId{i});
    }
  }

  void differ(std::string about, const std::string& machine, const std::string& reference) {
    if (!found_) found_ = fmt::format("{}\n  machine:   {}\n  reference: {}", about, machine, reference);
  }

  void compareTable(checked::DeclarationId id) {
    const checked::Declaration& declaration = program_.declarations[id];
    for (std::uint32_t output = 0; output < declaration.decision.outputs.size(); ++output) {
      const reference::Form form = reference::formOf(declaration.decision.outputs[output].type);
      each(declaration.subject, [&](InstanceId element) {
        ++coverage_.tables;
        const Slot& slot = machine_.result(BlockId{machine_.rules().first_block[raw(id)] + output}, element);
        const Possible said = reference_.table(id, output, {raw(element), kNoId, kNoId});
        compareValue(fmt::format("table {}, result {}, of {}", declaration.name, output,
                                 instancePath(machine_, element)),
                     slot, said, form);
      });
    }
  }

  void compareValue(const std::string& about, const Slot& slot, const Possible& said, reference::Form form) {
    if (describe(slot, form) != describe(said, form))
      return differ(about, describe(slot, form), describe(said, form));
    const std::set<Cause> causes = causesOf(missingOf(machine_, slot.cause));
    if (causes != said.causes)
      differ(about + ", " + describe(said, form), causesText(machine_, causes),
             causesText(machine_, said.causes));
  }

  void definition(checked::DeclarationId id) {
    const checked::Declaration& declaration = program_.declarations[id];
    if (declaration.kind == checked::DeclarationKind::DecisionTable) return compareTable(id);
    if (declaration.kind != checked::DeclarationKind::Define) return;
    std::vector<std::uint32_t> options{kNoId};
    if (declaration.per != ChoiceId{kNoId}) options = program_.vocabulary.choices[declaration.per].lowest;
    const reference::Form form = reference::formOf(declaration.type);
    for (std::uint32_t i = 0; i < options.size(); ++i) {
      each(declaration.subject, [&](InstanceId element) {
        ++coverage_.definitions;
        const Slot& slot = machine_.result(BlockId{machine_.rules().first_block[raw(id)] + i}, element);
        const Possible said = reference_.definition(id, options[i], {raw(element), kNoId, kNoId});
        const std::string about = fmt::format("define {} [{}] of {}", declaration.name, options[i],
                                              instancePath(machine_, element));
        compareValue(about, slot, said, form);
      });
    }
  }

  void compareRule(const RuleCode& rule, InstanceId subject) {
    const Finding finding = findingOf(machine_, rule, subject, Reasons::None);
    ++coverage_.outcomes[static_cast<std::size_t>(finding.outcome)];
    coverage_.causes += finding.missing.size();
    const reference::RuleAnswer answer = reference_.rule(rule.declaration, rule.option, subject);
    const std::string about = finding.id + " for " + finding.subject_path;
    std::set<Outcome> could_be(finding.could_be.begin(), finding.could_be.end());
    if (could_be.empty()) could_be = {finding.outcome};
    const std::string mine = std::string(outcomeWord(finding.outcome)) + " " + outcomesText(could_be);
    const std::string other = std::string(outcomeWord(answer.outcome)) + " " + outcomesText(answer.possible);
    if (mine != other) return differ(about, mine, other);
    const std::set<Cause> causes = causesOf(finding.missing);
    if (causes != answer.causes)
      return differ(about + ", " + mine, causesText(machine_, causes), causesText(machine_, answer.causes));
    for (const RuleVersion& version : rule.versions) {
      const Frame* duty = machine_.ran(version.duty, subject);
      if (!duty) continue;
      for (std::size_t i = 0; i < version.exposures.size() && i < answer.exposures.size(); ++i) {
        ++coverage_.exposures;
        const std::string line = describe(duty->slots[version.exposures[i].active], reference::Form::Truth);
        const std::string wanted = describe(answer.exposures[i], reference::Form::Truth);
        if (line != wanted) return differ(fmt::format("{}, exposure {}", about, i), line, wanted);
      }
    }
  }

  static std::string sideText(bool has, const std::optional<Number>& low, const std::optional<Number>& high) {
    return has ? boundText(low) + ".." + boundText(high) : "not set";
  }

  void compareAmount(std::size_t index, InstanceId subject) {
    const AmountCode& code = machine_.rules().amounts[index];
    const AmountResult result = amountOf(machine_, index, subject);
    ++coverage_.amounts;
    const reference::AmountAnswer answer = reference_.amount(code.declaration, code.option, subject);
    const std::string about = result.id + " for " + result.subject_id;
    const std::string mine = amountText(result), other = amountText(answer);
    if (mine != other) return differ(about, mine, other);
    if (result.determined()) return;
    const std::set<Cause> causes = causesOf(result.missing);
    if (causes != answer.causes)
      differ(about + ", " + mine, causesText(machine_, causes), causesText(machine_, answer.causes));
  }

  static std::string wordsOf(const std::set<BenefitOutcome>& outcomes) {
    std::string out;
    for (const BenefitOutcome each : outcomes) out += " " + std::string(benefitWord(each));
    return out;
  }

  void compareBenefit(std::size_t index, InstanceId subject) {
    const AmountCode& code = machine_.rules().benefits[index];
    const BenefitResult result = benefitOf(machine_, index, subject);
    ++coverage_.benefits[static_cast<std::size_t>(result.outcome)];
    const reference::BenefitAnswer answer = reference_.benefit(code.declaration, code.option, subject);
    const std::string about = result.amount.id + " for " + result.amount.subject_id;
    std::set<BenefitOutcome> could_be(result.could_be.begin(), result.could_be.end());
    const bool settled = could_be.empty() && result.outcome != BenefitOutcome::Undetermined;
    if (settled) could_be = {result.outcome};
    const std::string mine =
        fmt::format("{}:{}, {}", benefitWord(result.outcome), wordsOf(could_be), amountText(result.amount));
    const std::string other = fmt::format("{}:{}, {}", benefitWord(answer.outcome), wordsOf(answer.possible),
                                          amountText(answer.amount));
    if (mine != other) return differ(about, mine, other);
    if (settled && result.amount.determined()) return;
    const std::set<Cause> causes = causesOf(result.amount.missing);
    if (causes != answer.amount.causes)
      differ(about + ", " + mine, causesText(machine_, causes), causesText(machine_, answer.amount.causes));
  }

  static std::string amountText(const AmountResult& result) {
    std::string mine = result.in_force ? "in force:" : "none";
    if (result.maybe_in_force) mine += " perhaps";
    for (const AmountBound& each : result.bounds) {
      mine += fmt::format(" {}[at least {} at most {}{}]", each.label,
                          sideText(each.has_least, each.least_low, each.least_high),
                          sideText(each.has_most, each.most_low, each.most_high),
                          each.error      ? " error"
                          : each.may_fail ? " may fail"
                                          : "");
    }
    return mine;
  }

  static std::string amountText(const reference::AmountAnswer& answer) {
    std::string other = answer.in_force ? "in force:" : "none";
    if (answer.in_force && answer.open_dates) other += " perhaps";
    for (const reference::BoundAnswer& each : answer.bounds) {
      other += fmt::format(" {}[at least {} at most {}{}]", each.label,
                           sideText(each.least.has, each.least.low, each.least.high),
                           sideText(each.most.has, each.most.low, each.most.high),
                           each.error      ? " error"
                           : each.may_fail ? " may fail"
                                           : "");
    }
    return other;
  }

  Machine& machine_;
  const Profile& profile_;
  const checked::Program& program_;
  Reference reference_;
  Coverage& coverage_;
  std::optional<std::string> found_;
};

}  // namespace

std::optional<std::string> difference(Machine& machine, const Profile& profile, const AsOf& as_of,
                                      Coverage& coverage) {
  reference::Writings writings;
  return difference(machine, profile, as_of, coverage, writings);
}

std::optional<std::string> difference(Machine& machine, const Profile& profile, const AsOf& as_of,
                                      Coverage& coverage, reference::Writings& writings) {
  machine.start(profile, as_of);
  return Comparison(machine, profile, as_of, coverage, writings).run();
}

void Coverage::add(const Coverage& other) {
  for (std::size_t i = 0; i < kOutcomes; ++i) outcomes[i] += other.outcomes[i];
  for (std::size_t i = 0; i < kBenefitOutcomes; ++i) benefits[i] += other.benefits[i];
  causes += other.causes;
  exposures += other.exposures;
  definitions += other.definitions;
  tables += other.tables;
  amounts += other.amounts;
}

std::string Coverage::text() const {
  std::string out;
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    out += fmt::format("{}{} {}", i ? ", " : "", outcomes[i], outcomeWord(static_cast<Outcome>(i)));
  }
  std::string received;
  for (std::size_t i = 0; i < kBenefitOutcomes; ++i) {
    received +=
        fmt::format("{}{} {}", i ? ", " : "", benefits[i], benefitWord(static_cast<BenefitOutcome>(i)));
  }
  return fmt::format(
      "{}; {} missing, {} exposures, {} definitions, {} results of tables, {} amounts; benefits: {}", out,
      causes, exposures, definitions, tables, amounts, received);
}

}  // namespace jurat::agreement
