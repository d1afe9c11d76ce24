// Explanation of levels: which exception decided, which was overridden, and what each of them says.
#include <algorithm>
#include <utility>

#include "engine/evaluate/deciding.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/explain.h"
#include "engine/evaluate/steps.h"

namespace jurat {

using checked::Branch;
using checked::Expr;
using checked::ExprKind;

const checked::Version* versionOn(const checked::Declaration& declaration, Date day) {
  for (const checked::Version& version : declaration.versions) {
    if ((!version.from || *version.from <= day) && (!version.until || day <= *version.until)) return &version;
  }
  return nullptr;
}

// Null when nothing was asked of the exception.
const Slot* Explainer::deciding(const Branch& exception, const Frame& frame) const {
  for (const auto& [branch, slot] : frame.block->exceptions) {
    if (branch == &exception) return &frame.slots[slot];
  }
  return nullptr;
}

// How an exception stands whose own condition may hold; empty when it says nothing here.
Message Explainer::standing(const std::vector<Branch>& siblings, const Branch& exception,
                            const Frame& frame) const {
  const Slot* decides = deciding(exception, frame);
  if (!decides) return {};
  const Date day = machine_.asOf().day;
  if ((exception.from && day < *exception.from) || (exception.until && *exception.until < day)) return {};
  bool own_holds = true;
  if (exception.when) {
    const Frame* at = frameOf(*exception.when, frame);
    const Slot* own = at ? slotOf(*exception.when, *at) : nullptr;
    if (!own || own->is(kNo)) return {};
    own_holds = own->is(kYes);
  }
  const bool confirmed = exception.confidence.level != checked::Level::Unconfirmed;
  const auto index = static_cast<std::uint32_t>(&exception - siblings.data());
  for (const Branch& other : siblings) {
    if (std::find(other.overrides.begin(), other.overrides.end(), index) == other.overrides.end()) continue;
    const Slot* over = deciding(other, frame);
    if (!over || over->is(kNo)) continue;
    if (over->is(kYes)) return {Phrase::OverriddenBy, {verbatim(other.name)}};
    if (own_holds && confirmed) return {Phrase::MetUnlessOverridden, {verbatim(other.name)}};
  }
  return own_holds && !confirmed ? Phrase::NotConfirmed : verdictOf(*decides);
}

// The limbs of a condition speak for it; any other condition speaks in its own words.
void Explainer::when(const Expr& condition, const Frame& frame, Reason& out) {
  Reason reason = expression(condition, frame);
  const bool spoken_for = (condition.kind == ExprKind::And || condition.kind == ExprKind::Or ||
                           condition.kind == ExprKind::AllOf || condition.kind == ExprKind::AnyOf) &&
                          !reason.children.empty();
  if (spoken_for) {
    for (const Reason& part : reason.children) out.children.add(part);
  } else {
    out.children.add(std::move(reason));
  }
}

bool Explainer::level(const Branch& branch, const Frame& frame, const Says& says, Reason& out, bool inside) {
  const checked::Declaration& declared = machine_.rules().program->declarations[frame.block->declaration];
  bool excepted = false;
  for (const Branch& exception : branch.exceptions) {
    Reason reason;
    reason.verdict = standing(branch.exceptions, exception, frame);
    if (reason.verdict.empty()) continue;
    const Slot& decides = *deciding(exception, frame);
    reason.text = {Phrase::Exception, {verbatim(exception.name)}};
    reason.rule_place = exception.span;
    const std::vector<std::string> cites =
        citationTexts(machine_, exception.cites, declared, frame.block->option, frame.element);
    if (!cites.empty()) reason.cites = cites.front();
    if (exception.when) when(*exception.when, frame, reason);
    if (!decides.is(kNo)) {
      note(exception.confidence);
      const bool said = level(exception, frame, says, reason, true);
      excepted = excepted || (said && decides.is(kYes));
    }
    out.children.add(std::move(reason));
  }
  return excepted || says(branch, inside, out);
}

void Explainer::value(const checked::Declaration& declaration, const Frame& frame, Reason& out) {
  const checked::Version* version = versionOn(declaration, machine_.asOf().day);
  if (!version) return;
  if (declaration.kind == checked::DeclarationKind::DecisionTable) {
    for (Reason& each : rows(frame)) out.children.add(std::move(each));
    return;
  }
  level(
      version->general, frame,
      [&](const Branch& branch, bool inside, Reason& to) {
        if (!branch.equals) return false;
        Reason part;
        if (branch.equals->kind != ExprKind::Constant) {
          part = expression(*branch.equals, frame);
        } else if (inside) {
          part.rule_place = branch.equals->span;  // its words are its value
        } else {
          return true;
        }
        if (inside) part.label = Phrase::ReasonEquals;
        to.children.add(std::move(part));
        return true;
      },
      out);
  for (Texts& text : notesOf(frame.block->notes, frame)) out.children.add().note = std::move(text);
}

}  // namespace jurat
