#include "engine/evaluate/explain.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/deciding.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/stale.h"
#include "engine/evaluate/steps.h"

namespace jurat {
namespace {

using checked::Expr;
using checked::ExprKind;

// An explanation is for a person; what is deeper or longer than these is no longer one.
constexpr std::size_t kDeepest = 24;
constexpr std::size_t kMostLines = 600;
// Whether a limb is labelled as paragraphs of law are: `3`, `2a`, `b`, `da`, `iv`. Any other label is the
// author's name for a part that the law does not number.
bool isPoint(const std::string& label) {
  if (label.empty()) return false;
  const std::size_t digits = label.find_first_not_of("0123456789");
  if (digits == std::string::npos) return true;
  if (label.find_first_not_of("ivxlc") == std::string::npos) return true;
  const std::string_view letters = std::string_view(label).substr(digits);
  const std::size_t most = digits == 0 ? 2 : 1;
  return letters.size() <= most &&
         std::all_of(letters.begin(), letters.end(), [](char c) { return 'a' <= c && c <= 'z'; });
}

bool isLimbs(ExprKind kind) {
  return kind == ExprKind::AllOf || kind == ExprKind::AnyOf || kind == ExprKind::NoneOf ||
         kind == ExprKind::AtLeastOf || kind == ExprKind::ExactlyOf || kind == ExprKind::And ||
         kind == ExprKind::Or;
}

}  // namespace

Phrase verdictOf(const Slot& slot) {
  if (slot.is(kYes)) return Phrase::Met;
  if (slot.is(kNo)) return Phrase::NotMet;
  if (slot.is(kError)) return Phrase::Failed;
  return Phrase::NotKnown;
}

const Slot* Explainer::slotOf(const Expr& expression, const Frame& frame) const {
  const auto& slots = frame.block->slots;
  const auto found =
      std::lower_bound(slots.begin(), slots.end(), &expression,
                       [](const auto& entry, const Expr* wanted) { return entry.first < wanted; });
  if (found == slots.end() || found->first != &expression) return nullptr;
  return &frame.slots[found->second];
}

// The innermost frame that holds the expression: what does not depend on the element stands further out.
const Frame* Explainer::frameOf(const Expr& expression, const Frame& frame) const {
  for (const Frame* at = &frame; at; at = at->parent) {
    if (slotOf(expression, *at)) return at;
  }
  return nullptr;
}

Reason Explainer::make(const Expr& expression, const Slot& slot) const {
  Reason reason;
  reason.rule_place = expression.span;
  reason.value = slotText(machine_, slot, expression.type);
  if (reprOf(expression.type) == Repr::Truth) reason.verdict = verdictOf(slot);
  return reason;
}

void Explainer::note(const checked::Confidence& confidence) {
  if (confidence.plain() || std::find(standing_.begin(), standing_.end(), confidence) != standing_.end())
    return;
  standing_.push_back(confidence);
}

void Explainer::child(const Expr& expr, const Message& label, const Frame& frame, Reason& out) {
  if (expr.kind == ExprKind::Constant || full()) return;
  Reason reason = expression(expr, frame);
  reason.label = label;
  out.children.add(std::move(reason));
}

Reason Explainer::expression(const Expr& expr, const Frame& frame) {
  const Frame* at = frameOf(expr, frame);
  if (!at) return {};
  ++lines_;
  const Slot slot = *slotOf(expr, *at);
  Reason reason = make(expr, slot);
  deepest_ = std::max(deepest_, depth_);
  cut_ = cut_ || depth_ >= kDeepest;
  if (depth_ >= kDeepest) return reason;
  ++depth_;
  switch (expr.kind) {
    case ExprKind::Fact:
      fact(expr, frame, reason);
      break;
    case ExprKind::Definition:
      definition(expr, frame, reason);
      break;
    case ExprKind::Column:
    case ExprKind::ColumnAt:
      column(expr, frame, reason);
      break;
    case ExprKind::Convert:
      reads(expr, frame, reason);
      conversion(expr, frame, reason);
      break;
    case ExprKind::AnyHas:
    case ExprKind::EveryHas:
    case ExprKind::NoHas:
      quantifier(expr, frame, slot, reason);
      break;
    case ExprKind::SumOver:
    case ExprKind::HighestOver:
    case ExprKind::LowestOver:
    case ExprKind::CountOf:
      aggregate(expr, frame, slot, reason);
      break;
    default:
      if (reprOf(expr.type) == Repr::Truth) {
        condition(expr, frame, slot, reason);
      } else {
        reads(expr, frame, reason);
      }
  }
  --depth_;
  return reason;
}

// Keeps the operands that decided: under `and` the false ones, under `or` the true ones.
void Explainer::chosen(const Expr& expr, const Frame& frame, std::uint8_t wanted, bool exactly, Reason& out) {
  const auto take = [&](const Expr& operand, const Message& label) {
    const Frame* at = frameOf(operand, frame);
    if (!at) return;
    const Slot& slot = *slotOf(operand, *at);
    if (exactly ? slot.can == wanted : !slot.single()) child(operand, label, frame, out);
  };
  for (const Expr* arg : expr.args) take(*arg, {});
  for (const checked::Limb& limb : expr.limbs) take(*limb.value, verbatim(limb.label));
}

void Explainer::condition(const Expr& expr, const Frame& frame, const Slot& slot, Reason& out) {
  if (!isLimbs(expr.kind)) {
    if (expr.kind == ExprKind::Not) {
      for (const Expr* arg : expr.args) child(*arg, {}, frame, out);
      return;
    }
    reads(expr, frame, out);
    return;
  }
  const bool inverted = expr.kind == ExprKind::NoneOf;
  if (slot.is(kError)) {
    chosen(expr, frame, kError, true, out);
  } else if (!slot.single()) {
    chosen(expr, frame, 0, false, out);
  } else {
    chosen(expr, frame, slot.is(kYes) != inverted ? kYes : kNo, true, out);
  }
}

void Explainer::quantifier(const Expr& expr, const Frame& frame, const Slot& slot, Reason& out) {
  if (expr.domain->overChoice()) return;
  const Frame* at = frameOf(expr, frame);
  // `no` is lowered as not any: the activation stands in the slot it negates.
  const Slot* holder = &slot;
  const Step* steps = machine_.rules().steps.data() + at->block->first;
  const auto index = static_cast<std::size_t>(slotOf(expr, *at) - at->slots);
  if (steps[index].op == Op::Outer) return;
  if (steps[index].op == Op::Not) holder = &at->slots[steps[index].a];
  if (holder->may == 0) return;
  const Activation& activation = machine_.activation(*holder);
  const bool seeks_no = expr.kind == ExprKind::EveryHas;
  const std::uint8_t deciding = seeks_no ? kNo : kYes;
  const bool decided_by_element = slot.single() && (slot.is(kYes) == (expr.kind == ExprKind::AnyHas));
  std::size_t others = 0;
  for (const Visit& visit : activation.visits) {
    const Slot* body = visit.body ? &visit.body->slots[visit.body->block->result] : nullptr;
    const bool wanted = body && (slot.single() ? (!decided_by_element || body->can == deciding)
                                               : !body->single() || body->can == deciding);
    if (!wanted || others >= 8) {
      ++others;
      continue;
    }
    Reason element;
    element.text = instanceName(machine_, visit.element);
    element.verdict = verdictOf(*body);
    if (!expr.args.empty()) element.children.add(expression(*expr.args[0], *visit.body));
    out.children.add(std::move(element));
    ++lines_;
  }
  if (activation.visits.empty())
    out.value = {activation.complete ? Phrase::ListEmpty : Phrase::ListNotGiven, {out.value}};
  if (!activation.complete && !activation.visits.empty()) out.value = {Phrase::ListNotComplete, {out.value}};
}

void Explainer::aggregate(const Expr& expr, const Frame& frame, const Slot& slot, Reason& out) {
  const Frame* at = frameOf(expr, frame);
  const Step* steps = machine_.rules().steps.data() + at->block->first;
  const auto index = static_cast<std::size_t>(slotOf(expr, *at) - at->slots);
  if (steps[index].op == Op::Outer || steps[index].op == Op::CountTrue || slot.may == 0) return;
  const Activation& activation = machine_.activation(slot);
  for (const Visit& visit : activation.visits) {
    if (!visit.body || expr.args.empty() || full()) continue;
    Reason element = expression(*expr.args[0], *visit.body);
    element.text = instanceName(machine_, visit.element);
    out.children.add(std::move(element));
  }
  if (!activation.complete) out.value = {Phrase::ListNotComplete, {out.value}};
}

void Explainer::fact(const Expr& expr, const Frame& frame, Reason& out) {
  const Vocabulary& vocabulary = machine_.rules().vocabulary();
  const Fact& declared = vocabulary.facts[expr.fact];
  out.text = verbatim(declared.name);
  const Frame* base_frame = frameOf(*expr.args[0], frame);
  if (!base_frame) return;
  const Slot& base = *slotOf(*expr.args[0], *base_frame);
  const std::vector<InstanceId> elements = machine_.elements(base);
  if (elements.size() != 1 || machine_.isPhantom(elements.front())) return;
  const InstanceId element = elements.front();
  out.instance = element;
  out.fact = expr.fact;
  if (expr.args[0]->kind != ExprKind::Variable) {
    out.text = verbatim(instancePath(machine_, element) + "." + declared.name);
  }
  std::uint32_t lowest = 0;
  if (expr.args.size() > 1) lowest = lowestOf(*expr.args[1], declared.per, frame, out).value_or(0);
  const Answer* answer = machine_.profile().answer(element, declared, lowest);
  out.profile_place = answer ? answer->span : machine_.profile().instances[element].span;
  if (!answer) {
    out.value = Phrase::NotAnswered;
    return;
  }
  out.source = verbatim(answer->source);
  if (answer->state == AnswerState::Unknown) out.value = Phrase::SaidUnknown;
  if (const auto* judgement = std::get_if<JudgementValue>(&answer->value);
      judgement && answer->state == AnswerState::Given) {
    out.source = {Phrase::JudgedBy, {verbatim(judgement->by)}};
    if (judgement->on)
      out.source = {Phrase::JudgedByOn, {verbatim(judgement->by), verbatim(toText(*judgement->on))}};
    const Message lapsed = machine_.judged(*answer, element, declared, frame.block->pack).lapsed;
    if (!lapsed.empty()) out.value = {Phrase::NotKnownLapsed, {lapsed}};
  }
  if (const auto* day = std::get_if<Date>(&answer->value);
      day && declared.type.event && machine_.asOf().day < *day) {
    out.value = {Phrase::PlannedFor, {verbatim(toText(*day))}};
  }
  if (declared.type.kind == TypeKind::Practice)
    out.value =
        slotText(machine_, machine_.factSlot(element, expr.fact, lowest, frame.block->pack), declared.type);
  const Message stale = staleEvidence(*answer, machine_.asOf().day);
  if (stale.empty() || declared.type.kind == TypeKind::Judgement) return;
  out.value = {declared.type.kind == TypeKind::Evidence ? Phrase::NoneLapsed : Phrase::NotKnownLapsed,
               {stale}};
}

// Which option an index means; its name joins the text.
std::optional<std::uint32_t> Explainer::lowestOf(const Expr& index, ChoiceId per, const Frame& frame,
                                                 Reason& out) const {
  if (per == ChoiceId{kNoId}) return std::nullopt;
  const Choice& choice = machine_.rules().vocabulary().choices[per];
  Message name;
  if (const auto* option = std::get_if<OptionValue>(&index.value);
      option && index.kind == ExprKind::Constant) {
    name = verbatim(choice.options[option->index].name);
  } else if (index.kind == ExprKind::OptionVariable && frame.block->option != kNoId) {
    name = verbatim(choice.options[frame.block->option].name);
  } else if (const Frame* at = frameOf(index, frame)) {
    name = slotText(machine_, *slotOf(index, *at), index.type);
  }
  out.text = {Phrase::Indexed, {out.text, name}};
  for (std::uint32_t i = 0; i < choice.lowest.size(); ++i) {
    if (name == verbatim(choice.options[choice.lowest[i]].name)) return i;
  }
  return std::nullopt;
}

void Explainer::definition(const Expr& expr, const Frame& frame, Reason& out) {
  const checked::Program& program = *machine_.rules().program;
  const checked::Declaration& declared = program.declarations[expr.declaration];
  out.text = verbatim(declared.name);
  const Frame* base_frame = frameOf(*expr.args[0], frame);
  if (!base_frame) return;
  const std::vector<InstanceId> elements = machine_.elements(*slotOf(*expr.args[0], *base_frame));
  if (elements.size() != 1) return;
  if (expr.args[0]->kind != ExprKind::Variable)
    out.text = {Phrase::Member, {instanceName(machine_, elements.front()), verbatim(declared.name)}};
  std::uint32_t block = machine_.rules().first_block[raw(expr.declaration)] + expr.column;
  if (expr.column > 0)
    out.text = {Phrase::Member, {out.text, verbatim(declared.decision.outputs[expr.column].name)}};
  if (expr.args.size() > 1) {
    const std::optional<std::uint32_t> lowest = lowestOf(*expr.args[1], declared.per, frame, out);
    if (!lowest) return;
    block += *lowest;
  }
  const Frame* inner = machine_.ran(BlockId{block}, elements.front());
  if (!inner) return;
  if (inner->assumed) {
    out.source = Phrase::AssumedByTest;
    return;
  }
  if (const checked::Version* version = versionOn(declared, machine_.asOf().day)) {
    const std::vector<std::string> cites =
        citationTexts(machine_, version->general.cites, declared, inner->block->option, elements.front());
    if (!cites.empty()) out.cites = cites.front();
    note(version->general.confidence);
  }
  valueOnce(declared, *inner, out);
}

void Explainer::valueOnce(const checked::Declaration& declaration, const Frame& frame, Reason& out) {
  if (const Explained* known = machine_.explained(frame);
      known && lines_ + known->count <= kMostLines && depth_ + known->depth < kDeepest) {
    lines_ += known->count;
    deepest_ = std::max(deepest_, depth_ + known->depth);
    out.children = known->lines;
    for (const checked::Confidence& confidence : known->standing) note(confidence);
    return;
  }
  const std::size_t lines_before = lines_;
  const std::size_t deepest_before = std::exchange(deepest_, depth_);
  const bool cut_before = std::exchange(cut_, false);
  std::vector<checked::Confidence> standing_before = std::exchange(standing_, {});
  value(declaration, frame, out);
  Explained made{out.children, lines_ - lines_before, deepest_ - depth_,
                 std::exchange(standing_, std::move(standing_before))};
  for (const checked::Confidence& confidence : made.standing) note(confidence);
  if (!cut_) machine_.keepExplained(frame, std::move(made));
  deepest_ = std::max(deepest_, deepest_before);
  cut_ = cut_ || cut_before;
}

bool Explainer::full() {
  cut_ = cut_ || lines_ >= kMostLines;
  return lines_ >= kMostLines;
}

// The facts and definitions an expression reads, without the operators between.
void Explainer::reads(const Expr& expr, const Frame& frame, Reason& out) {
  for (const Expr* arg : expr.args) {
    if (arg->kind == ExprKind::Constant || arg->kind == ExprKind::Variable ||
        arg->kind == ExprKind::Ancestor || arg->kind == ExprKind::Parameter ||
        arg->kind == ExprKind::OptionVariable) {
      continue;
    }
    child(*arg, {}, frame, out);
  }
  for (const checked::Limb& limb : expr.limbs) child(*limb.value, verbatim(limb.label), frame, out);
}

void Explainer::limbs(const Reason& reason, const std::string& prefix, std::vector<std::string>& out) {
  std::string here = prefix;
  const std::string& label = reason.label.text;
  if (isPoint(label)) here += "(" + label + ")";
  bool deeper = false;
  for (const Reason& child : reason.children) {
    // A definition has citations of its own; its limbs belong to these.
    if (!child.cites.empty()) continue;
    const std::size_t before = out.size();
    limbs(child, here, out);
    deeper = deeper || out.size() > before;
  }
  if (!deeper && here != prefix) out.push_back(here);
}

}  // namespace jurat
