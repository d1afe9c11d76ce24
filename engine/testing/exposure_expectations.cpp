// Expectations of exposures: who a finding exposes to which amount, and whether that stands already.
#include <algorithm>
#include <array>

#include "engine/base/nearest.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/expectations.h"

namespace jurat {
namespace {

// What stands behind the amount, by state; `from` has its day there.
constexpr std::array<std::string_view, 4> kStates = {"live", "possible", "from", "conditional"};

std::string_view stateWord(ExposureState state) { return kStates[static_cast<std::size_t>(state)]; }

}  // namespace

std::vector<Exposed> Judge::exposedBy(const Finding& finding) {
  for (const RuleCode& rule : machine_.rules().rules) {
    if (rule.declaration == finding.declaration && rule.option == finding.option)
      return exposuresOf(machine_, rule, finding);
  }
  return {};
}

// As it would be expected: "exposes company to fine[light] from 2026-01-01".
std::string Judge::lineText(const Exposed& line) const {
  const checked::Program& program = *machine_.rules().program;
  const checked::Exposure& source = *line.code->source;
  const std::string party = source.party == EntityId{kNoId} ? "\"" + source.party_text + "\""
                                                            : program.vocabulary.entities[source.party].name;
  const checked::Declaration& amount = program.declarations[source.amount];
  std::string text = "exposes " + party + " to " + amount.name;
  const std::uint32_t option = machine_.rules().amounts[line.code->amount].option;
  if (amount.per != ChoiceId{kNoId} && option != kNoId)
    text += "[" + program.vocabulary.choices[amount.per].options[option].name + "]";
  if (line.state != ExposureState::Live) text += " " + std::string(stateWord(line.state));
  return line.from ? text + " " + toText(*line.from) : text;
}

bool Judge::owes(const Exposed& line, const TestTarget& amount) const {
  const AmountCode& code = machine_.rules().amounts[line.code->amount];
  return line.code->source->amount == amount.declaration &&
         (amount.option == kNoId || code.option == amount.option);
}

bool Judge::fits(const Exposed& line, const ast::Exposed& wanted, const TestTarget& amount) const {
  const checked::Exposure& source = *line.code->source;
  const Vocabulary& vocabulary = machine_.rules().vocabulary();
  const bool party = source.party == EntityId{kNoId}
                         ? wanted.party_text && source.party_text == wanted.party_text.en
                         : vocabulary.entities[source.party].name == wanted.party.text;
  if (!party || !owes(line, amount)) return false;
  if (wanted.from) return line.from && toText(*line.from) == sources_.text(wanted.from->span);
  return stateWord(line.state) == (wanted.state ? wanted.state.text : kStates.front());
}

// Reports what can never be found: an exposure of what is no rule, a party or a state that there is not.
bool Judge::wellFormed(const Aim& aim, const ast::Exposed& wanted) {
  Diagnostic out;
  out.code = "J0533";
  const Vocabulary& vocabulary = machine_.rules().vocabulary();
  if (aim.target.kind != TestTarget::Kind::Rule) {
    out.message = "`" + aim.text + "` is no rule, so it exposes nobody";
    out.primary = {wanted.span, "only a breach exposes somebody"};
  } else if (wanted.party && !vocabulary.entity(wanted.party.text)) {
    std::vector<std::string> names;
    for (const Entity& entity : vocabulary.entities) names.push_back(entity.name);
    out.message = "there is no entity `" + std::string(wanted.party.text) + "`";
    out.primary = {wanted.party.span, "the party is an entity or a text"};
    if (const std::optional<std::string> near = nearest(wanted.party.text, names))
      out.help = "did you mean `" + *near + "`?";
  } else if (wanted.state && wanted.state.text != "possible" && wanted.state.text != "conditional") {
    out.message = "an exposure is not `" + std::string(wanted.state.text) + "`";
    out.primary = {wanted.state.span, "no state of an exposure"};
    out.help = "write `possible`, `conditional`, `from` and a day, or nothing for one that stands";
  } else {
    return true;
  }
  diagnostics_.report(std::move(out));
  failed_to_read_ = true;
  return false;
}

std::optional<TestFailure> Judge::exposes(const Aim& aim, const ast::Expect& expect) {
  const ast::Exposed& wanted = expect.exposes;
  if (!wellFormed(aim, wanted)) return std::nullopt;
  TestTarget amount;
  if (wanted.amount.path) {
    const EntityId near = machine_.profile().instances[aim.subject].entity;
    amount = resolveTestTarget(*machine_.rules().program, pack_, near, wanted.amount.path,
                               wanted.amount.index, diagnostics_);
    if (amount.kind != TestTarget::Kind::None && amount.kind != TestTarget::Kind::Amount) {
      diagnostics_.report({.code = "J0533",
                           .message = "what somebody is exposed to is an amount",
                           .primary = {wanted.amount.span, "this is none"}});
    }
    failed_to_read_ = failed_to_read_ || amount.kind != TestTarget::Kind::Amount;
    if (failed_to_read_) return std::nullopt;
  }
  const std::string expected(sources_.text(wanted.span));
  const std::optional<Finding>& found = findingFor(aim);
  if (!found) return failure(aim, expected, "no such rule was compiled", expect.span, {});
  const std::vector<Exposed> lines = exposedBy(*found);
  const auto wanted_line = [&](const Exposed& line) {
    if (!wanted.nobody) return fits(line, wanted, amount);
    return !wanted.amount.path || owes(line, amount);
  };
  const bool holds = std::any_of(lines.begin(), lines.end(), wanted_line) != wanted.nobody;
  if (holds) return std::nullopt;
  std::string got(outcomeWord(found->outcome));
  for (const Exposed& line : lines) got += ", " + lineText(line);
  if (lines.empty()) got += ", exposes none";
  return failure(aim, expected, got, expect.span, found->reason);
}

}  // namespace jurat
