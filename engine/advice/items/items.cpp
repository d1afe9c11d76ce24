#include "engine/advice/items/items.h"

#include <utility>

#include "engine/evaluate/amounts.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/evaluate.h"

namespace jurat {

ItemWords wordsOf(Machine& machine, const RuleCode& rule, InstanceId subject) {
  Finding finding = findingOf(machine, rule, subject, Reasons::None);
  ItemWords out{.id = std::move(finding.id),
                .title = std::move(finding.title),
                .subject_id = std::move(finding.subject_id),
                .subject_path = std::move(finding.subject_path),
                .cites = std::move(finding.cites),
                .severity = finding.severity};
  for (const RuleVersion& version : rule.versions) {
    const checked::Expr* due = checked::deadlineOf(version.source->general);
    out.due_moment = out.due_moment || (due && due->type.kind == TypeKind::Moment);
  }
  return out;
}

ItemWords wordsOf(Machine& machine, const AmountCode& code, InstanceId subject) {
  std::uint32_t cause = 0;
  AmountResult amount = amountFrom(machine, code, subject, cause);
  ItemWords out{.id = std::move(amount.id),
                .title = std::move(amount.title),
                .subject_id = std::move(amount.subject_id),
                .subject_path = instancePath(machine, subject),
                .cites = std::move(amount.cites)};
  if (out.cites.empty() && !code.versions.empty()) {
    const checked::Declaration& declaration = machine.rules().program->declarations[code.declaration];
    out.cites =
        citationTexts(machine, code.versions.back().source->general.cites, declaration, code.option, subject);
  }
  return out;
}

}  // namespace jurat
