// Levels: exceptions slot by slot, dates, deadlines, the outcome of a rule and the bounds of an amount
// (language.md, Exceptions and versions; Time; Exposure).
#include <algorithm>
#include <utility>

// Which conditions can never hold together is a claim of the compiler about the text. It is taken as given
// here, and held against the answers: see brokenClaim().
#include "engine/compile/exclusion.h"
#include "tests/agreement/reference.h"

namespace jurat::reference {

namespace {

Outcome judged(bool met) { return met ? Outcome::Satisfied : Outcome::Violated; }

bool onDay(const std::optional<Date>& from, const std::optional<Date>& until, Date day) {
  return (!from || *from <= day) && (!until || day <= *until);
}

}  // namespace

const checked::Version* Reference::versionToday(checked::DeclarationId id, std::uint32_t option) const {
  if (!offered(declaration(id), option)) return nullptr;
  for (const checked::Version& version : declaration(id).versions) {
    if (onDay(version.from, version.until, as_of_.day)) return &version;
  }
  return nullptr;
}

Cause Reference::doubt(const Branch& branch, const Scope& scope) const {
  std::string name = program_.id(scope.declaration);
  if (!branch.name.empty()) name += ", exception " + branch.name;
  return {Missing::Kind::Source, kNoId, kNoId, 0, name};
}

Possible Reference::condition(const std::vector<Branch>& siblings, std::size_t index, const Scope& scope) {
  const Branch& branch = siblings[index];
  std::vector<Possible> parts;
  const bool today = onDay(branch.from, branch.until, as_of_.day);
  parts.push_back(truth(today, !today));
  if (branch.when) parts.push_back(evaluate(*branch.when, scope));
  if (branch.confidence.level == checked::Level::Unconfirmed) {
    parts.push_back(truth(true, true));
    parts.back().causes = {doubt(branch, scope)};
  }
  for (std::size_t other = 0; other < siblings.size(); ++other) {
    const std::vector<std::uint32_t>& over = siblings[other].overrides;
    if (std::find(over.begin(), over.end(), index) == over.end()) continue;
    parts.push_back(opposite(condition(siblings, other, scope)));
    overriding_.insert({&siblings[other], &branch});
  }
  return all(parts);
}

// The exceptions of a level that say something of the slot. One that says nothing itself hands on what the
// exceptions inside it say, under its own condition.
std::vector<Reference::Case> Reference::cases(const Branch& branch, Form form, const Pick& pick,
                                              const Scope& scope) {
  std::vector<Case> out;
  for (std::size_t i = 0; i < branch.exceptions.size(); ++i) {
    const Branch& exception = branch.exceptions[i];
    if (pick(exception)) {
      out.push_back({condition(branch.exceptions, i, scope),
                     *resolve(exception, std::nullopt, form, pick, scope),
                     {&exception}});
      continue;
    }
    for (Case& inner : cases(exception, form, pick, scope)) {
      inner.condition = all({condition(branch.exceptions, i, scope), inner.condition});
      inner.branches.push_back(&exception);
      out.push_back(std::move(inner));
    }
  }
  return out;
}

std::optional<Reference::Result> Reference::resolve(const Branch& branch, std::optional<Result> inherited,
                                                    Form form, const Pick& pick, const Scope& scope) {
  std::optional<Result> general = pick(branch);
  if (!general) general = std::move(inherited);
  const std::vector<Case> exceptions = cases(branch, form, pick, scope);
  if (exceptions.empty()) return general;
  return Result{select(general, exceptions, form), ""};
}

bool Reference::excluded(const Case& a, const Case& b) const {
  for (const Branch* x : a.branches) {
    for (const Branch* y : b.branches) {
      // What is overridden holds only where the other does not.
      if (overriding_.contains({x, y}) || overriding_.contains({y, x})) return true;
      if (x != y && cannotHoldTogether(*x, *y, program_)) return true;
    }
  }
  return false;
}

// Both hold: what is so far the result, or a conflict when they disagree or may.
Possible Reference::together(const Possible& so_far, const Case& one, const Case& other, Form form) const {
  const bool written_same = !one.result.written.empty() && one.result.written == other.result.written;
  if (written_same || same(one.result.value, other.result.value, form)) return so_far;
  const Possible conflict = form == Form::Verdict ? verdict({Outcome::Error}) : failure();
  return either(so_far, conflict, form);
}

Possible Reference::select(const std::optional<Result>& general, const std::vector<Case>& cases, Form form) {
  const Possible failed = form == Form::Verdict ? verdict({Outcome::Error}) : failure();
  Possible out, errors;
  std::set<Cause> causes;
  std::vector<const Case*> certain, open;
  bool perhaps_none = true;  // of them holds
  for (const Case& each : cases) {
    if (each.condition.only(&Possible::error)) return failed;
    if (each.condition.error) errors = failed;
    if (each.condition.only(&Possible::yes)) {
      certain.push_back(&each);
    } else if (each.condition.yes) {
      open.push_back(&each);
    }
    perhaps_none = perhaps_none && each.condition.no;
    causes.insert(each.condition.causes.begin(), each.condition.causes.end());
  }
  for (std::size_t i = 0; i < certain.size(); ++i) {
    const Possible& value = certain[i]->result.value;
    for (std::size_t j = 0; j < i; ++j) {
      // Certainly together, and certainly not the same.
      if (excluded(*certain[j], *certain[i])) {
        broken_claim_ = certain[i]->branches.front()->name + " and " + certain[j]->branches.front()->name;
      }
      const bool settled_both = determined(value, form) && determined(certain[j]->result.value, form);
      if (settled_both && !same(value, certain[j]->result.value, form)) return failed;
      out = together(out, *certain[j], *certain[i], form);
    }
    out = either(out, value, form);
  }
  if (perhaps_none) out = general ? general->value : failed;
  for (std::size_t i = 0; i < open.size(); ++i) {
    out = either(out, open[i]->result.value, form);
    for (const Case* other : certain) {
      if (!excluded(*other, *open[i])) out = together(out, *other, *open[i], form);
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (!excluded(*open[j], *open[i])) out = together(out, *open[j], *open[i], form);
    }
  }
  out = either(out, errors, form);
  out.causes.insert(causes.begin(), causes.end());
  out.said_unknown = false;
  return settled(std::move(out), form);
}

// ---- rules

Possible Reference::inForce(const checked::Version& version, const Scope& scope) {
  const Possible today = number(Number(as_of_.day.days));
  const Type day{.kind = TypeKind::Date};
  std::vector<Possible> parts;
  for (const Expr* each : {version.effective_from, version.effective_until}) {
    if (!each) continue;
    const bool beginning = each == version.effective_from;
    const Possible bound = evaluate(*each, scope);
    Possible part;
    if (bound.value) {
      Possible plain = bound;
      plain.none = plain.error = false;
      part = compare(beginning ? checked::CompareOp::LessEqual : checked::CompareOp::GreaterEqual, day, plain,
                     today);
    }
    // `none` as a beginning means never; as an end, that there is none.
    if (bound.none) (beginning ? part.no : part.yes) = true;
    part.error = bound.error;
    part.causes = bound.causes;
    parts.push_back(part);
  }
  return all(parts);
}

Reference::Deadline Reference::deadline(const checked::Version& version, const Scope& scope) {
  Deadline out;
  const Pick last_day = [&](const Branch& branch) -> std::optional<Result> {
    if (!branch.due) return std::nullopt;
    // `none` is neither a day nor a moment.
    if (branch.due->kind != checked::ExprKind::Constant ||
        !std::holds_alternative<NoneValue>(branch.due->value))
      out.moment = branch.due->type.kind == TypeKind::Moment;
    Result due{evaluate(*branch.due, scope), writings_.of(*branch.due, scope.options)};
    if (!branch.due_before) return due;
    // In time until the day or the second before.
    due.written = due.written.empty() ? "" : "before " + due.written;
    for (std::optional<Number>* side : {&due.value.low, &due.value.high}) {
      if (*side) *side = subtract(**side, Number(1));
    }
    return due;
  };
  // Where no level that decides states a deadline there is none, which is not a deadline of `none`; `yes`
  // stands for it.
  const std::optional<Result> without = Result{truth(true, false), ""};
  bool any_due = false;
  const std::function<void(const Branch&)> look = [&](const Branch& branch) {
    any_due = any_due || branch.due;
    for (const Branch& inner : branch.exceptions) look(inner);
  };
  look(version.general);
  if (!any_due) return out;
  Result found = *resolve(version.general, without, Form::Ordered, last_day, scope);
  out.last = settled(found.value, Form::Ordered);
  return out;
}

// What can follow when the duty is not met on the as-of day.
std::set<Outcome> Reference::missed(const Deadline& deadline, const Scope& scope) const {
  if (!deadline.last) return {Outcome::Violated};
  const Possible& last = *deadline.last;
  std::set<Outcome> out;
  if (last.none) out.insert(Outcome::Pending);
  if (last.yes) out.insert(Outcome::Violated);
  if (last.error) out.insert(Outcome::Error);
  if (!last.value) return out;
  const Number today = deadline.moment ? Number(now(scope).seconds) : Number(as_of_.day.days);
  if (!last.high || today <= *last.high) out.insert(Outcome::Pending);
  if (!last.low || *last.low < today) out.insert(Outcome::Violated);
  return out;
}

Possible Reference::doneOn(const Possible& event, bool at_moment, const Deadline& deadline,
                           const Scope& scope) const {
  Possible out = verdict({});
  if (event.error) out.verdict.insert(Outcome::Error);
  if (event.none) out.verdict.merge(missed(deadline, scope));
  addCauses(out, event);
  if (deadline.last) addCauses(out, *deadline.last);
  if (!event.value) return out;
  if (!deadline.last || deadline.last->none || deadline.last->yes) out.verdict.insert(Outcome::Satisfied);
  if (!deadline.last) return out;
  Possible last = *deadline.last;
  if (last.error) out.verdict.insert(Outcome::Error);
  if (!last.value) return out;
  if (at_moment && !deadline.moment) {
    // In time until the day has ended.
    const TimeZone zone = program_.packs[declaration(scope.declaration).pack].time_zone;
    for (std::optional<Number>* day : {&last.low, &last.high}) {
      if (*day) *day = Number(zone.endOf(Date{static_cast<std::int32_t>(*(*day)->toInt64())}).seconds);
    }
  }
  if (!last.high || !event.low || *event.low <= *last.high) out.verdict.insert(Outcome::Satisfied);
  if (!last.low || !event.high || *last.low < *event.high) out.verdict.insert(Outcome::Violated);
  return out;
}

Reference::Result Reference::duty(const Branch& branch, const Deadline& deadline, const Scope& scope) {
  if (branch.duty == checked::DutyKind::Permits) return {verdict({Outcome::NotApplicable}), "permits"};
  const Possible asked = evaluate(*branch.duty_expr, scope);
  const std::string written = writings_.of(*branch.duty_expr, scope.options);
  if (branch.duty == checked::DutyKind::DoneOn) {
    const bool at_moment = branch.duty_expr->type.kind == TypeKind::Moment;
    return {settled(doneOn(asked, at_moment, deadline, scope), Form::Verdict),
            written.empty() ? "" : "done " + written};
  }
  const bool forbids = branch.duty == checked::DutyKind::Forbids;
  Possible out = verdict({});
  if (asked.error) out.verdict.insert(Outcome::Error);
  if (forbids ? asked.no : asked.yes) out.verdict.insert(judged(true));
  if (forbids ? asked.yes : asked.no) out.verdict.merge(missed(deadline, scope));
  addCauses(out, asked);
  if (deadline.last) addCauses(out, *deadline.last);
  return {settled(std::move(out), Form::Verdict),
          written.empty() ? "" : (forbids ? "forbids " : "requires ") + written};
}

// The conditions under which an exception restates who is exposed.
void Reference::restated(const Branch& branch, const Scope& scope, std::vector<Possible> above,
                         std::vector<Possible>& out) {
  for (std::size_t i = 0; i < branch.exceptions.size(); ++i) {
    std::vector<Possible> path = above;
    path.push_back(condition(branch.exceptions, i, scope));
    if (!branch.exceptions[i].exposes.empty()) {
      out.push_back(all(path));
    } else {
      restated(branch.exceptions[i], scope, path, out);
    }
  }
}

void Reference::exposures(const Branch& branch, const std::vector<Possible>& above, const Scope& scope,
                          std::vector<Possible>& out) {
  std::vector<Possible> elsewhere;
  restated(branch, scope, {}, elsewhere);
  for (const checked::Exposure& exposure : branch.exposes) {
    std::vector<Possible> parts = above;
    for (const Possible& each : elsewhere) parts.push_back(opposite(each));
    if (exposure.when) parts.push_back(evaluate(*exposure.when, scope));
    out.push_back(all(parts));
  }
  for (std::size_t i = 0; i < branch.exceptions.size(); ++i) {
    std::vector<Possible> path = above;
    path.push_back(condition(branch.exceptions, i, scope));
    exposures(branch.exceptions[i], path, scope, out);
  }
}

RuleAnswer Reference::rule(checked::DeclarationId id, std::uint32_t option, InstanceId subject) {
  RuleAnswer out;
  std::set<Cause> due_causes;
  const Scope scope = open(id, option, {raw(subject), kNoId, kNoId});
  const checked::Version* version = versionToday(id, option);
  if (declaration(id).control) {
    const ChoiceId catalogue = vocabulary().entities[declaration(id).subject].keyed_by;
    if (!offered(catalogue, profile_.instances[subject].option)) version = nullptr;
  }
  out.outcome = Outcome::NotInForce;
  out.possible = {Outcome::NotInForce};
  if (!version) return out;
  out.possible.clear();
  // Dates first, then application, then the duty: errors surface only from what counts.
  const Possible force = inForce(*version, scope);
  if (force.error) out.possible.insert(Outcome::Error);
  if (force.no) out.possible.insert(Outcome::NotInForce);
  out.causes = force.causes;
  if (force.yes) {
    std::vector<Possible> conditions;
    for (const Expr* each : version->applies_when) conditions.push_back(evaluate(*each, scope));
    const Possible applies = all(conditions);
    if (applies.error) out.possible.insert(Outcome::Error);
    if (applies.no) out.possible.insert(Outcome::NotApplicable);
    out.causes.insert(applies.causes.begin(), applies.causes.end());
    if (applies.yes) {
      const Deadline until = deadline(*version, scope);
      const Pick stated = [&](const Branch& branch) -> std::optional<Result> {
        if (branch.duty == checked::DutyKind::None) return std::nullopt;
        return duty(branch, until, scope);
      };
      const Possible verdict = settled(
          resolve(version->general, std::nullopt, Form::Verdict, stated, scope)->value, Form::Verdict);
      out.possible.insert(verdict.verdict.begin(), verdict.verdict.end());
      out.causes.insert(verdict.causes.begin(), verdict.causes.end());
      exposures(version->general, {}, scope, out.exposures);
      if (until.last && !determined(*until.last, Form::Ordered)) due_causes = until.last->causes;
    }
  }
  // What a due day waits for is missing where there is something to do by then.
  const bool to_do = out.possible.contains(Outcome::Pending) || out.possible.contains(Outcome::Violated);
  const auto awaited = [&] {
    if (to_do) out.causes.insert(due_causes.begin(), due_causes.end());
  };
  const bool confirmed = version->general.confidence.level != checked::Level::Unconfirmed;
  if (out.possible.size() == 1) {
    out.causes.clear();
    out.outcome = *out.possible.begin();
    if (out.outcome == Outcome::Violated && !confirmed) out.outcome = Outcome::Review;
    awaited();
    return out;
  }
  const bool person =
      !out.causes.empty() && std::all_of(out.causes.begin(), out.causes.end(), [](const Cause& cause) {
        return cause.kind == Missing::Kind::Judgement || cause.kind == Missing::Kind::Source;
      });
  out.outcome = person ? Outcome::Review : Outcome::Undetermined;
  awaited();
  return out;
}

}  // namespace jurat::reference
