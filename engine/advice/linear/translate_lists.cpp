// Lists that are given whole: each element is written by itself.
#include <utility>

#include "engine/advice/linear/translate.h"

namespace jurat::linear {

std::optional<std::vector<Translator::Element>> Translator::elementsOf(const At& at) {
  const DomainCode& domain = machine_.rules().domains[at.step.a];
  if (!at.frame.slots[domain.base].exactlyOne()) return std::nullopt;
  const Activation& activation = machine_.activation(at.slot);
  if (!activation.complete) return std::nullopt;
  std::vector<Element> out;
  for (const Visit& visit : activation.visits) {
    Element element;
    element.filter = visit.where ? resultOf(*visit.where) : truth(terms_.no(), terms_.yes());
    element.has_body = visit.body != nullptr;
    if (visit.body) element.body = resultOf(*visit.body);
    out.push_back(std::move(element));
  }
  return out;
}

std::optional<Meaning> Translator::quantifier(const At& at, const std::vector<Element>& elements) {
  const bool every = at.step.op == Op::EveryHas, empty = at.step.op == Op::DomainEmpty;
  std::vector<Meaning> parts;
  for (const Element& element : elements) {
    const Meaning body = element.has_body ? element.body : truth(terms_.no(), terms_.truth(empty));
    const Meaning& filter = element.filter;
    const Meaning without = truth(filter.error, terms_.negation(terms_.either(filter.yes, filter.error)));
    parts.push_back(every ? atLeast({body, without}, 1) : atLeast({body, filter}, 2));
  }
  Meaning out = atLeast(parts, every ? parts.size() : 1);
  if (empty) out.yes = terms_.negation(terms_.either(out.yes, out.error));
  return out;
}

Meaning Translator::count(const std::vector<Element>& elements) {
  Meaning out = blank();
  out.endless = terms_.no();
  out.number = zero_;
  const Term one = *terms_.number(Number(1));
  std::vector<Term> errors;
  for (const Element& element : elements) {
    errors.push_back(element.filter.error);
    if (element.filter.yes == terms_.no()) continue;
    out.number = terms_.sum(out.number, terms_.choice(element.filter.yes, one, zero_));
  }
  out.error = terms_.some(errors);
  return out;
}

// An element that the filter leaves out adds nothing; one without an amount is an error.
std::optional<Meaning> Translator::total(const At& at, const std::vector<Element>& elements) {
  const Type& of = type(at.step);
  if (of.kind == TypeKind::Period || (of.kind == TypeKind::Money && of.id == 0)) return std::nullopt;
  Meaning out = blank();
  out.endless = terms_.no();
  out.number = zero_;
  out.unit = of.kind == TypeKind::Money ? of.id : 0;
  std::vector<Term> errors;
  for (const Element& element : elements) {
    errors.push_back(element.filter.error);
    if (!element.has_body || element.filter.yes == terms_.no()) continue;
    const Meaning& body = element.body;
    if (!body.number || body.any_period || body.months || body.unit != out.unit) return std::nullopt;
    errors.push_back(terms_.both(element.filter.yes, terms_.either(body.error, body.none)));
    out.number = terms_.sum(out.number, terms_.choice(element.filter.yes, body.number, zero_));
  }
  out.error = terms_.some(errors);
  return out;
}

std::optional<Meaning> Translator::writtenList(const At& at) {
  const std::optional<std::vector<Element>> elements = elementsOf(at);
  if (!elements) return std::nullopt;
  if (at.step.op == Op::SumOver) return total(at, *elements);
  if (at.step.op == Op::CountOf) return count(*elements);
  if (at.step.op != Op::HighestOver && at.step.op != Op::LowestOver) return quantifier(at, *elements);
  std::vector<Meaning> parts;
  for (const Element& element : *elements) {
    if (!element.has_body || element.filter.yes == terms_.no()) continue;
    Meaning part = element.body;
    const Term in = element.filter.yes;
    part.none =
        terms_.either(terms_.both(terms_.negation(in), terms_.negation(element.filter.error)), part.none);
    part.error = terms_.either(element.filter.error, terms_.both(in, part.error));
    parts.push_back(std::move(part));
  }
  return extreme(parts, at.step.op == Op::HighestOver);
}

}  // namespace jurat::linear
