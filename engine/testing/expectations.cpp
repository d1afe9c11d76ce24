#include "engine/testing/expectations.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/evaluate/describe.h"
#include "engine/evaluate/explain.h"
#include "engine/evaluate/steps.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/values/ordinal.h"

namespace jurat {

bool says(const Message& message, const std::string& words) {
  return say(message, Language::English).find(words) != std::string::npos;
}

bool mentions(const Reason& reason, const std::string& words) {
  if (say(reason.label, Language::English) == words || says(reason.text, words) ||
      reason.cites.find(words) != std::string::npos || says(reason.value, words)) {
    return true;
  }
  return std::any_of(reason.children.begin(), reason.children.end(),
                     [&](const Reason& child) { return mentions(child, words); });
}

bool anyMentions(const std::vector<std::string>& texts, const std::string& words) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return text.find(words) != std::string::npos; });
}

namespace {

// "because": a citation, a limb, an exception, or the words late and overdue.
bool because(const Finding& finding, const std::string& words) {
  if (words == "overdue") return finding.overdue;
  if (words == "late") return finding.late_days.has_value();
  if (anyMentions(finding.cites, words) || anyMentions(finding.decided_by, words)) return true;
  for (const Texts& note : finding.notes) {
    if (note.en.find(words) != std::string::npos || note.zh.find(words) != std::string::npos) return true;
  }
  return says(finding.fault, words) || mentions(finding.reason, words);
}

// Amounts and benefits have bounds of their own, other values a slot.
bool isMoney(const Aim& aim) {
  return aim.target.kind == TestTarget::Kind::Amount || aim.target.kind == TestTarget::Kind::Benefit;
}

std::string outcomeText(const Finding& finding) {
  std::string text(outcomeWord(finding.outcome));
  if (!finding.due.empty() && finding.outcome != Outcome::Satisfied) text += " due " + finding.due;
  if (finding.next) text += " next " + toText(*finding.next);
  if (!finding.could_be.empty()) {
    std::string set;
    for (const Outcome one : finding.could_be)
      set += (set.empty() ? "" : ", ") + std::string(outcomeWord(one));
    text += " could be { " + set + " }";
  }
  for (const std::string& name : finding.exceptions) text += " by " + name;
  if (finding.overdue) text += " because \"overdue\"";
  if (finding.late_days) text += " because \"late\"";
  if (!finding.fault.empty()) text += " (" + say(finding.fault, Language::English) + ")";
  return text;
}

}  // namespace

std::optional<TestFailure> Judge::failure(const Aim& aim, std::string expected, std::string got, Span place,
                                          Reason why) {
  TestFailure made;
  made.target = aim.text;
  if (aim.subject != InstanceId{kNoId} && made.target.find(" for ") == std::string::npos)
    made.target += " for " + subjectId(machine_, aim.subject);
  made.expected = std::move(expected);
  made.got = std::move(got);
  made.place = place;
  made.why = std::move(why);
  return made;
}

std::optional<TestFailure> Judge::judge(const Question& question) {
  finding_.reset();
  const ast::Expect& expect = question.expect;
  switch (expect.kind) {
    case ast::ExpectKind::Outcome:
      return outcome(question.aim, expect);
    case ast::ExpectKind::Compare:
    case ast::ExpectKind::Range:
      for (const Aim& aim : limbsOf(question.aim)) {
        std::optional<TestFailure> failed = expect.kind == ast::ExpectKind::Range
                                                ? range(aim, expect.value, expect.value2)
                                                : value(aim, expect.op, *expect.value);
        if (failed) return failed;
      }
      return std::nullopt;
    case ast::ExpectKind::Missing:
      return missing(question.aim, expect);
    case ast::ExpectKind::Unknown:
      return unknown(question.aim, expect.span);
    case ast::ExpectKind::Exposes:
      return exposes(question.aim, expect);
  }
  return std::nullopt;
}

const std::optional<Finding>& Judge::findingFor(const Aim& aim, Reasons reasons) {
  for (const RuleCode& rule : machine_.rules().rules) {
    if (rule.declaration != aim.target.declaration) continue;
    const checked::Declaration& declaration = machine_.rules().program->declarations[rule.declaration];
    if (!declaration.control && aim.target.option != kNoId && rule.option != aim.target.option) continue;
    finding_ = findingOf(machine_, rule, aim.subject, reasons);
    break;
  }
  return finding_;
}

std::optional<TestFailure> Judge::outcome(const Aim& aim, const ast::Expect& expect) {
  if (aim.target.kind == TestTarget::Kind::Benefit) return benefit(aim, expect);
  const std::string word(expect.outcome.text);
  const std::optional<Outcome> wanted = outcomeFromWord(word);
  assert(wanted && aim.target.kind == TestTarget::Kind::Rule && "suits() has looked at what is expected");
  const std::optional<Finding>& found = findingFor(aim);
  if (!found) return failure(aim, word, "no such rule was compiled", expect.span, {});
  bool holds = found->outcome == *wanted;
  std::string expected = word;
  if (expect.due) {
    const std::string due(sources_.text(expect.due->span));
    expected += " due " + due;
    const std::optional<Moment> moment = parseMoment(due), got = parseMoment(found->due);
    holds = holds && (moment && got ? *moment == *got : found->due == due);
  }
  if (expect.next) {
    const std::string next(sources_.text(expect.next->span));
    expected += " next " + next;
    holds = holds && found->next && toText(*found->next) == next;
  }
  if (expect.has_could_be) {
    std::vector<Outcome> could;
    std::string set;
    for (const ast::Name& name : expect.could_be) {
      if (const std::optional<Outcome> one = outcomeFromWord(name.text)) could.push_back(*one);
      set += (set.empty() ? "" : ", ") + std::string(name.text);
    }
    std::sort(could.begin(), could.end());
    expected += " could be { " + set + " }";
    holds = holds && could.size() == expect.could_be.size() && could == found->could_be;
  }
  if (expect.by) {
    const std::string by(expect.by.text);
    expected += " by " + by;
    holds = holds && std::count(found->exceptions.begin(), found->exceptions.end(), by) > 0;
  }
  if (expect.because) {
    const std::string words(expect.because.en);
    expected += " because \"" + words + "\"";
    holds = holds && because(*found, words);
  }
  if (holds) return std::nullopt;
  return failure(aim, expected, outcomeText(*found), expect.span, found->reason);
}

Judge::Bounds Judge::boundsFor(const Aim& aim, Reason* why) {
  Bounds bounds;
  bounds.type = aim.target.type;
  const RuleSet& rules = machine_.rules();
  if (isMoney(aim)) return moneyBounds(aim, why);
  if (aim.target.kind == TestTarget::Kind::Fact) {
    std::uint32_t lowest = 0;
    const Fact& fact = rules.vocabulary().facts[aim.target.fact];
    if (aim.target.option != kNoId && fact.per != ChoiceId{kNoId}) {
      const std::vector<std::uint32_t>& options = rules.vocabulary().choices[fact.per].lowest;
      lowest = static_cast<std::uint32_t>(
          std::lower_bound(options.begin(), options.end(), aim.target.option) - options.begin());
    }
    bounds.slot = machine_.factSlot(aim.subject, aim.target.fact, lowest);
  } else {
    std::uint32_t block = rules.first_block[raw(aim.target.declaration)] + aim.target.output;
    const checked::Declaration& declaration = rules.program->declarations[aim.target.declaration];
    if (aim.target.option != kNoId && declaration.per != ChoiceId{kNoId}) {
      const std::vector<std::uint32_t>& options = rules.vocabulary().choices[declaration.per].lowest;
      block += static_cast<std::uint32_t>(
          std::lower_bound(options.begin(), options.end(), aim.target.option) - options.begin());
    }
    bounds.slot = machine_.result(BlockId{block}, aim.subject);
    const Frame* frame = machine_.ran(BlockId{block}, aim.subject);
    if (why && frame) {
      Explainer explainer(machine_);
      explainer.value(declaration, *frame, *why);
    }
  }
  bounds.repr = reprOf(bounds.type);
  bounds.settled = determined(bounds.slot, bounds.repr);
  bounds.none = bounds.slot.is(kNone);
  bounds.text = say(slotText(machine_, bounds.slot, bounds.type), Language::English);
  if (bounds.slot.could(kError) && bounds.slot.fault)
    bounds.fault = say(machine_.fault(bounds.slot.fault).message, Language::English);
  if (bounds.slot.could(kValue) && !(bounds.slot.flags & kLowOpen)) bounds.low = bounds.slot.low;
  if (bounds.slot.could(kValue) && !(bounds.slot.flags & kHighOpen)) bounds.high = bounds.slot.high;
  return bounds;
}

std::optional<Value> Judge::constant(const ast::Expr& expression, const Type& type) {
  std::optional<Value> read = testConstant(*machine_.rules().program, pack_, expression, type, diagnostics_);
  if (!read) failed_to_read_ = true;
  return read;
}

bool Judge::hasOrder(const Aim& aim, const Bounds& bounds, Span place) {
  if (reprOf(bounds.type) == Repr::Ordered) return true;
  diagnostics_.report({.code = "J0524",
                       .message = "values of `" + aim.text + "` are not more or less than each other",
                       .primary = {place, "a limit is expected here"},
                       .help = "write `" + aim.text + " = ...`, one value"});
  failed_to_read_ = true;
  return false;
}

std::optional<Number> Judge::number(const ast::Expr& expression, const Type& type) {
  const std::optional<Value> read = constant(expression, type);
  if (!read) return std::nullopt;
  return ordinalOf(*read).value();  // the ends of a range are of a type that has an order
}

std::string Judge::boundsText(const Bounds& bounds) const {
  const auto written = [&](const Number& bound) {
    const std::uint32_t currency = bounds.type.kind == TypeKind::Money ? bounds.type.id : 0;
    return say(boundText(machine_, bound, bounds.type, currency, bounds.slot.flags & kMonths),
               Language::English);
  };
  if (bounds.none) return "none";
  if (bounds.low && bounds.high) {
    return *bounds.low == *bounds.high
               ? written(*bounds.low)
               : "at least " + written(*bounds.low) + " at most " + written(*bounds.high);
  }
  if (bounds.low) return "at least " + written(*bounds.low);
  if (bounds.high) return "at most " + written(*bounds.high);
  return "not known";
}

namespace {

bool compares(ast::CompareOp op, const Number& low, const Number& high, const Number& wanted) {
  switch (op) {
    case ast::CompareOp::Less:
      return high < wanted;
    case ast::CompareOp::LessEqual:
      return high <= wanted;
    case ast::CompareOp::Equal:
      return low == wanted && high == wanted;
    case ast::CompareOp::GreaterEqual:
      return low >= wanted;
    case ast::CompareOp::Greater:
      return low > wanted;
  }
  return false;
}

}  // namespace

std::string Judge::answer(const Aim& aim) {
  finding_.reset();
  if (aim.target.kind == TestTarget::Kind::Rule) {
    const std::optional<Finding>& found = findingFor(aim, Reasons::None);
    if (!found) return "";
    std::string text = outcomeText(*found);
    for (const Exposed& line : exposedBy(*found)) text += "\n" + lineText(line);
    return text;
  }
  if (aim.target.kind == TestTarget::Kind::Benefit) return benefitAnswer(aim);
  const std::vector<Aim> limbs = limbsOf(aim);
  if (limbs.size() > 1) {
    std::string text;
    for (const Aim& limb : limbs) text += limb.target.limb + ": " + answer(limb) + "\n";
    return text;
  }
  const Bounds bounds = boundsFor(aim, nullptr);
  // Of what is open and has no bounds, or may fail, no expectation can say more than that it is not known.
  const bool bounded = reprOf(bounds.type) == Repr::Ordered && bounds.fault.empty();
  if (!bounds.settled && !bounded) return "not known";
  const bool amount = aim.target.kind == TestTarget::Kind::Amount;
  if (amount && bounds.none) return "none";
  const std::string text = amount ? boundsText(bounds) : bounds.text;
  return bounds.fault.empty() ? text : text + " (" + bounds.fault + ")";
}

std::optional<TestFailure> Judge::value(const Aim& aim, ast::CompareOp op, const ast::Expr& wanted) {
  Reason why;
  const Bounds bounds = boundsFor(aim, &why);
  const bool ordered = reprOf(bounds.type) == Repr::Ordered;
  const std::string expected(sources_.text(wanted.span));
  std::string got = isMoney(aim) ? boundsText(bounds) : bounds.text;
  if (!bounds.fault.empty()) got += " (" + bounds.fault + ")";
  if (wanted.kind == ast::ExprKind::None) {
    if (bounds.none) return std::nullopt;
    return failure(aim, expected, got, wanted.span, std::move(why));
  }
  const std::optional<Value> read = constant(wanted, bounds.type);
  if (!read) return std::nullopt;
  if (op != ast::CompareOp::Equal && !hasOrder(aim, bounds, wanted.span)) return std::nullopt;
  bool holds = false;
  if (ordered) {
    const Number at = ordinalOf(*read).value();
    const bool closed = bounds.low && bounds.high && !bounds.none && bounds.fault.empty();
    const bool certain = isMoney(aim) || bounds.slot.is(kValue);
    holds = closed && certain && compares(op, *bounds.low, *bounds.high, at);
    const bool one_sided = op == ast::CompareOp::GreaterEqual || op == ast::CompareOp::Greater;
    if (!closed && certain && bounds.fault.empty()) {
      holds = one_sided ? bounds.low && compares(op, *bounds.low, *bounds.low, at)
                        : op != ast::CompareOp::Equal && bounds.high &&
                              compares(op, *bounds.high, *bounds.high, at);
    }
  } else {
    const Slot expected_slot = machine_.valueSlot(*read, bounds.type);
    holds = op == ast::CompareOp::Equal && sameValue(bounds.slot, expected_slot, bounds.repr);
  }
  if (holds) return std::nullopt;
  return failure(aim, expected, got, wanted.span, std::move(why));
}

std::optional<TestFailure> Judge::range(const Aim& aim, const ast::Expr* least, const ast::Expr* most) {
  Reason why;
  const Bounds bounds = boundsFor(aim, &why);
  bool holds = !bounds.none && bounds.fault.empty();
  std::string expected;
  if (!hasOrder(aim, bounds, (least ? least : most)->span)) return std::nullopt;
  if (least) {
    const std::optional<Number> at = number(*least, bounds.type);
    if (!at) return std::nullopt;
    expected = "at least " + std::string(sources_.text(least->span));
    holds =
        holds && bounds.low && *bounds.low == *at && (most || !bounds.high || *bounds.low != *bounds.high);
  }
  if (most) {
    const std::optional<Number> at = number(*most, bounds.type);
    if (!at) return std::nullopt;
    expected += (least ? " at most " : "at most ") + std::string(sources_.text(most->span));
    holds =
        holds && bounds.high && *bounds.high == *at && (least || !bounds.low || *bounds.low != *bounds.high);
  }
  if (least && !most) holds = holds && !bounds.high;
  if (holds) return std::nullopt;
  std::string got = boundsText(bounds);
  if (!bounds.fault.empty()) got += " (" + bounds.fault + ")";
  return failure(aim, expected, got, (least ? least : most)->span, std::move(why));
}

std::optional<TestFailure> Judge::unknown(const Aim& aim, Span place) {
  Reason why;
  const Bounds bounds = boundsFor(aim, &why);
  if (!bounds.settled) return std::nullopt;
  return failure(aim, "unknown", bounds.text.empty() ? boundsText(bounds) : bounds.text, place,
                 std::move(why));
}

std::optional<TestFailure> Judge::missing(const Aim& aim, const ast::Expect& expect) {
  std::vector<Missing> found;
  Reason why;
  if (aim.target.kind == TestTarget::Kind::Rule) {
    if (const std::optional<Finding>& finding = findingFor(aim)) {
      found = finding->missing;
      why = finding->reason;
    }
  } else if (isMoney(aim)) {
    if (const std::optional<AmountResult> amount = amountFor(aim, &why)) found = amount->missing;
  } else {
    found = missingOf(machine_, boundsFor(aim, &why).slot.cause);
  }
  std::string expected, got;
  bool holds = true;
  for (const ast::Dotted& path : expect.missing) {
    const std::string name(path.parts.empty() ? std::string_view() : path.parts.back().text);
    expected += (expected.empty() ? "" : ", ") + name;
    // What is missing is a sound superset: what is expected must stand in it.
    holds = holds && std::any_of(found.begin(), found.end(), [&](const Missing& one) {
              return one.name == name || one.name.rfind(name + "[", 0) == 0;
            });
  }
  for (const Missing& one : found) got += (got.empty() ? "" : ", ") + one.name;
  if (expect.missing.empty()) holds = found.empty();
  if (holds) return std::nullopt;
  return failure(aim, "missing { " + expected + " }", "missing { " + got + " }", expect.span, std::move(why));
}

}  // namespace jurat
