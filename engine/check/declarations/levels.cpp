#include "engine/check/declarations/levels.h"

#include <algorithm>

#include "engine/check/names/citations.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {

using ast::ClauseKind;
using checked::Branch;
using checked::DutyKind;

Clauses pointers(ast::List<ast::Clause> clauses) {
  Clauses out;
  out.reserve(clauses.size());
  for (const ast::Clause& each : clauses) out.push_back(&each);
  return out;
}

std::string Levels::what() const { return quoted(declaration_.name); }

void Levels::fill(Branch& branch, const Clauses& clauses, Home home) {
  std::vector<Case> cases;
  for (const ast::Clause* each : clauses) {
    if (each->kind != ClauseKind::Except) continue;
    Case entry{each, {}};
    for (const ast::Clause& inner : each->clauses) {
      if (admit(context_, caseOf(home), inner)) entry.clauses.push_back(&inner);
    }
    cases.push_back(std::move(entry));
    branch.exceptions.push_back(exceptionHead(cases.back()));
  }
  const auto with = [&](Slot slot, auto visit) {
    GuardScope guards(expressions_.guards());
    assumeOthers(branch.exceptions, cases, slot);
    visit();
  };
  with(Slot::Duty, [&] { duty(branch, clauses); });
  with(Slot::Value, [&] { values(branch, clauses); });
  with(Slot::Due, [&] { due(branch, clauses); });
  with(Slot::Exposes, [&] {
    for (const ast::Clause* each : clauses) {
      if (each->kind == ClauseKind::Exposes) exposure(branch, *each);
    }
  });
  for (const ast::Clause* each : clauses) {
    if (each->kind == ClauseKind::Cites) citation(branch, *each);
    if (each->kind != ClauseKind::Note) continue;
    checked::Note note{{std::string(each->string.en), std::string(each->string.zh)}, nullptr};
    if (each->value != nullptr) note.when = expressions_.condition(*each->value);
    branch.notes.push_back(std::move(note));
  }
  if (const ast::Clause* stated = only(context_, clauses, ClauseKind::Confidence)) {
    if (const auto level = confidence(context_, *stated)) branch.confidence = *level;
  }
  overrides(branch.exceptions, cases);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    GuardScope guards(expressions_.guards());
    const Expr* when = branch.exceptions[i].when;
    if (when != nullptr && !when->type.isError()) expressions_.guards().add(*when, true);
    fill(branch.exceptions[i], cases[i].clauses, caseOf(home));
  }
}

// ---- exceptions

Branch Levels::exceptionHead(const Case& each) {
  const ast::Clause& clause = *each.clause;
  const Literals literals{context_.program.vocabulary, context_.limits, context_.diagnostics};
  Branch branch;
  branch.name = clause.word.text;
  branch.span = clause.span;
  branch.name_span = clause.word.span;
  branch.from = literals.day(clause.from);
  branch.until = literals.day(clause.until);
  if (clause.from) branch.from_span = clause.from->span;
  if (clause.until) branch.until_span = clause.until->span;
  if (branch.from && branch.until && *branch.until < *branch.from) {
    context_.report({.code = "J0307",
                     .message = "this exception ends before it begins",
                     .primary = {clause.until->span, "before its first day"},
                     .secondary = {{clause.from->span, "its first day"}},
                     .help = "let `until` be the later of the two"});
  }
  if (clause.when != nullptr) branch.when = expressions_.condition(*clause.when);
  if (each.clauses.empty() && !clause.clauses.empty()) return branch;  // all refused, and reported
  if (each.clauses.empty()) {
    context_.report({.code = "J0304",
                     .message = "the exception " + quoted(branch.name) + " changes nothing",
                     .primary = {clause.word.span, "nothing stands in its braces"},
                     .help = "say in the braces what holds instead"});
  }
  return branch;
}

// Where an exception restates a slot, the general case of it is read knowing that the exception does not
// hold.
void Levels::assumeOthers(const std::vector<Branch>& exceptions, const std::vector<Case>& cases, Slot slot) {
  const auto restates = [&](const ast::Clause* clause) {
    switch (clause->kind) {
      case ClauseKind::Permits:
        return slot != Slot::Value;
      case ClauseKind::Requires:
      case ClauseKind::Forbids:
      case ClauseKind::DoneOn:
      case ClauseKind::MetWhen:
        return slot == Slot::Duty;
      case ClauseKind::Equals:
      case ClauseKind::AtMost:
      case ClauseKind::AtLeast:
      case ClauseKind::Alternatives:
        return slot == Slot::Value;
      case ClauseKind::Due:
        return slot == Slot::Due;
      case ClauseKind::Exposes:
        return slot == Slot::Exposes;
      default:
        return false;
    }
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Branch& branch = exceptions[i];
    if (branch.when == nullptr || branch.when->type.isError() || branch.from || branch.until) continue;
    if (std::any_of(cases[i].clauses.begin(), cases[i].clauses.end(), restates)) {
      expressions_.guards().add(*branch.when, false, Guards::Sure::No);
    }
  }
}

void Levels::overrides(std::vector<Branch>& exceptions, const std::vector<Case>& cases) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    const auto first = std::find(names.begin(), names.end(), exceptions[i].name);
    if (first != names.end()) {
      context_.report({.code = "J0309",
                       .message = "two exceptions here are called " + quoted(exceptions[i].name),
                       .primary = {exceptions[i].name_span, "again here"},
                       .secondary = {{exceptions[static_cast<std::size_t>(first - names.begin())].name_span,
                                      "first here"}},
                       .help = "give one of them another name"});
    }
    names.push_back(exceptions[i].name);
  }
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    for (const ast::Name& name : cases[i].clause->overrides) {
      const auto found = std::find(names.begin(), names.end(), name.text);
      const auto index = static_cast<std::size_t>(found - names.begin());
      if (found == names.end() || index == i) {
        Diagnostic diagnostic{
            .code = "J0308",
            .message = index == i ? "the exception " + quoted(name.text) + " overrides itself"
                                  : "there is no exception " + quoted(name.text) + " beside this one",
            .primary = {name.span,
                        index == i ? "this is the exception itself" : "not an exception of the same level"}};
        std::vector<std::string_view> others;
        for (const Branch& each : exceptions) {
          if (&each != &exceptions[i]) others.push_back(each.name);
        }
        const std::string all =
            others.empty() ? "no exception stands beside it" : "beside it stand " + listed(others, "and");
        if (index == i) {
          diagnostic.help = "name another exception, or leave `overrides` out";
        } else {
          suggest(diagnostic, name.text, others, all);
        }
        context_.report(std::move(diagnostic));
        continue;
      }
      exceptions[i].overrides.push_back(static_cast<std::uint32_t>(index));
    }
  }
  breakCycles(exceptions, cases);
}

void Levels::breakCycles(std::vector<Branch>& exceptions, const std::vector<Case>& cases) {
  // 0: not seen, 1: on the way, 2: done. The stack is explicit: names come from a file.
  std::vector<std::uint8_t> state(exceptions.size(), 0);
  for (std::size_t start = 0; start < exceptions.size(); ++start) {
    std::vector<std::pair<std::size_t, std::size_t>> way;
    if (state[start] == 0) way.emplace_back(start, 0);
    while (!way.empty()) {
      auto& [at, next] = way.back();
      state[at] = 1;
      if (next == exceptions[at].overrides.size()) {
        state[at] = 2;
        way.pop_back();
        continue;
      }
      const std::size_t to = exceptions[at].overrides[next++];
      if (state[to] == 1) {
        context_.report({.code = "J0308",
                         .message = "the exceptions " + quoted(exceptions[to].name) + " and " +
                                    quoted(exceptions[at].name) + " override each other",
                         .primary = {cases[at].clause->word.span, "this overrides the other"},
                         .secondary = {{cases[to].clause->word.span, "and this overrides it in turn"}},
                         .help = "leave one of the `overrides` out"});
        exceptions[at].overrides.clear();
        next = 0;
      } else if (state[to] == 0) {
        way.emplace_back(to, 0);
      }
    }
  }
}

// ---- slots

void Levels::duty(Branch& branch, const Clauses& clauses) {
  const ast::Clause* stated = nullptr;
  for (const ast::Clause* each : clauses) {
    DutyKind kind = DutyKind::None;
    switch (each->kind) {
      case ClauseKind::Requires:
      case ClauseKind::MetWhen:
        kind = DutyKind::Requires;
        break;
      case ClauseKind::Forbids:
        kind = DutyKind::Forbids;
        break;
      case ClauseKind::DoneOn:
        kind = DutyKind::DoneOn;
        break;
      case ClauseKind::Permits:
        kind = DutyKind::Permits;
        break;
      default:
        continue;
    }
    if (stated != nullptr) {
      reportTwice(context_, *stated, *each);
      continue;
    }
    stated = each;
    branch.duty = kind;
    if (kind == DutyKind::DoneOn) {
      doneOn(branch, *each);
    } else if (kind != DutyKind::Permits) {
      branch.duty_expr = expressions_.condition(*each->value);
    }
  }
}

void Levels::doneOn(Branch& branch, const ast::Clause& clause) {
  const Expr* event = expressions_.day(*clause.value, "`done on`", true);
  branch.duty_expr = event;
  if (event->type.isError() || event->type.or_none || event->type.event) return;
  const std::string name = valueName(*event, context_.program);
  context_.report(
      {.code = "J0319",
       .message = "what is `done on` a day must be able not to have happened",
       .primary = {event->span, name.empty() ? "this day always stands" : quoted(name) + " always has a day"},
       .help = "declare it as `event`, or as `... or none`"});
}

const Expr* Levels::valued(const ast::Clause& clause, const ast::Expr& written) {
  static_cast<void>(clause);
  return expressions_.typed(written, declaration_.type, what());
}

void Levels::values(Branch& branch, const Clauses& clauses) {
  const ast::Clause* equals = only(context_, clauses, ClauseKind::Equals);
  const ast::Clause* most = only(context_, clauses, ClauseKind::AtMost);
  const ast::Clause* least = only(context_, clauses, ClauseKind::AtLeast);
  const ast::Clause* several = only(context_, clauses, ClauseKind::Alternatives);
  if (equals != nullptr) {
    for (const ast::Clause* other : {most, least, several}) {
      if (other != nullptr) reportTwice(context_, *equals, *other);
    }
    branch.equals = valued(*equals, *equals->value);
    return;
  }
  if (several != nullptr) {
    for (const ast::Clause* other : {most, least}) {
      if (other != nullptr) reportTwice(context_, *several, *other);
    }
    alternatives(branch, *several);
    return;
  }
  if (most != nullptr) branch.at_most = valued(*most, *most->value);
  if (least != nullptr) branch.at_least = valued(*least, *least->value);
}

void Levels::alternatives(Branch& branch, const ast::Clause& clause) {
  for (const ast::Bound& each : clause.bounds) {
    checked::Bound bound;
    bound.label = each.label.text;
    if (each.value == nullptr) continue;
    const Expr* value = valued(clause, *each.value);
    switch (each.kind) {
      case ClauseKind::AtLeast:
        bound.at_least = value;
        break;
      case ClauseKind::Equals:
        bound.equals = value;
        break;
      default:
        bound.at_most = value;
        break;
    }
    branch.alternatives.push_back(std::move(bound));
  }
}

void Levels::due(Branch& branch, const Clauses& clauses) {
  const ast::Clause* stated = only(context_, clauses, ClauseKind::Due);
  if (stated == nullptr) return;
  branch.due = expressions_.day(*stated->value, "`due`", true);
  branch.due_before = stated->flag;
  const checked::Pack& pack = context_.program.packs[declaration_.pack];
  if (pack.deadlines_stated || context_.broken) return;
  context_.report({.code = "J0322",
                   .message = "the pack " + quoted(pack.id) + " does not say how its deadlines are counted",
                   .primary = {pack.span, "`deadlines` is missing"},
                   .secondary = {{stated->keyword, "a deadline stands here"}},
                   .help = "write `deadlines as counted` in the braces of the pack"});
}

void Levels::citation(Branch& branch, const ast::Clause& clause) {
  std::vector<DeclarationId> tables;
  const auto cited = readCitation(context_, declaration_.pack, clause, declaration_.per, tables);
  for (const DeclarationId table : tables) expressions_.note(table);
  if (cited) branch.cites.push_back(*cited);
}

std::optional<checked::Confidence> Levels::confidence(const Context& context, const ast::Clause& clause) {
  if (clause.word.text == "reading") return checked::Confidence{.reading = true};
  const std::optional<std::size_t> level =
      oneOf(context, clause.word, "confidence", {"official", "secondary", "unconfirmed"});
  if (!level) return std::nullopt;
  return checked::Confidence{static_cast<checked::Level>(*level), static_cast<bool>(clause.word2)};
}

}  // namespace jurat::checking
