#include "engine/portfolio/plan.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/verdict.h"

namespace jurat::portfolio {
namespace {

// What the gate says is asked of the gate itself, once a rule and outcome.
void setCodes(const GateOptions& gate, RuleInfo& info) {
  Finding finding;
  finding.severity = info.declaration->severity;
  finding.strength = info.declaration->strength;
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    finding.outcome = static_cast<Outcome>(i);
    info.codes[i] = codeOf(finding, gate);
  }
  finding.outcome = Outcome::Undetermined;
  finding.could_be = {Outcome::Violated};
  info.undetermined_breach = codeOf(finding, gate);
}

}  // namespace

std::string idOf(const checked::Program& program, checked::DeclarationId id, std::uint32_t option) {
  const checked::Declaration& declaration = program.declarations[id];
  const std::string text = program.id(id);
  if (option == kNoId || declaration.per == ChoiceId{kNoId}) return text;
  return text + "[" + program.vocabulary.choices[declaration.per].options[option].name + "]";
}

Plan::Plan(std::shared_ptr<const RuleSet> all, Options wanted)
    : rules(std::move(all)), options(std::move(wanted)) {
  const checked::Program& program = *rules->program;
  options.evaluate.reasons = Reasons::None;
  for (const RuleCode& code : rules->rules) {
    RuleInfo& one = info.emplace_back();
    one.id = idOf(program, code.declaration, code.option);
    one.code = &code;
    one.declaration = &program.declarations[code.declaration];
    one.version = versionOn(code, options.evaluate.as_of.day);
    one.pack = one.declaration->pack;
    one.title = one.declaration->title.in(options.language);
    const checked::Expr* deadline =
        one.version ? checked::deadlineOf(one.version->source->general) : nullptr;
    one.due_is_moment = deadline && deadline->type.kind == TypeKind::Moment;
    setCodes(options.gate, one);
  }
  for (const AmountCode& code : rules->amounts)
    amounts.push_back(idOf(program, code.declaration, code.option));
  for (const checked::Pack& pack : program.packs) jurisdictions.push_back(pack.jurisdiction);
}

bool Plan::asks(Field field) const {
  return std::find(options.fields.begin(), options.fields.end(), field) != options.fields.end();
}

}  // namespace jurat::portfolio
