// Looks inside every declaration: its versions, its levels, what sections add, and what must not be missing.
#include <algorithm>

#include "engine/check/declarations/levels.h"
#include "engine/check/declarations/tables.h"
#include "engine/check/names/citations.h"
#include "engine/check/names/documents.h"
#include "engine/check/names/types.h"

namespace jurat::checking {
namespace {

using ast::ClauseKind;
using checked::Branch;
using checked::DutyKind;
using checked::Version;
using Made = checked::DeclarationKind;

Home homeOf(const checked::Declaration& made) {
  switch (made.kind) {
    case Made::Parameter:
      return Home::Parameter;
    case Made::DataTable:
      return Home::Table;
    case Made::DecisionTable:
      return Home::DecisionTable;
    case Made::Rates:
      return Home::Rates;
    case Made::Calendar:
      return Home::Calendar;
    case Made::Define:
      return Home::Define;
    case Made::Amount:
      return Home::Amount;
    case Made::Benefit:
      return Home::Benefit;
    case Made::Rule:
      return made.control ? Home::Controls : Home::Rule;
    case Made::Statement:
      return Home::Statement;
  }
  return Home::Rule;
}

// Any slot of the level or of an exception below it.
template <typename Has>
bool somewhere(const Branch& branch, Has has) {
  return has(branch) || std::any_of(branch.exceptions.begin(), branch.exceptions.end(),
                                    [&](const Branch& each) { return somewhere(each, has); });
}

class DeclarationChecker {
 public:
  DeclarationChecker(Context& context, const Work& work)
      : context_(context),
        work_(work),
        made_(context.program.declarations[work.id]),
        home_(homeOf(made_)),
        expressions_(context, made_.pack, context.reads[raw(work.id)]),
        levels_(context, made_, expressions_),
        literals_{context.program.vocabulary, context.limits, context.diagnostics} {
    if (made_.subject != EntityId{kNoId}) expressions_.setSubject(made_.subject);
    const bool about_something = made_.kind != Made::Parameter && made_.kind != Made::DataTable &&
                                 made_.kind != Made::Rates && made_.kind != Made::Statement;
    if (about_something && made_.subject == EntityId{kNoId}) expressions_.loseSubject();
    if (made_.per != ChoiceId{kNoId} && made_.kind != Made::DataTable) expressions_.setPer(made_.per);
  }

  void run() {
    const Clauses outside = admitted(work_.source->clauses, false);
    whole(outside);
    if (work_.source->versions.empty()) {
      Version version;
      fill(version, outside, work_.source->name.span);
      made_.versions.push_back(std::move(version));
    } else {
      versions(outside);
    }
    if (made_.kind == Made::DecisionTable) readTableRows(context_, work_, expressions_);
    made_.variables = expressions_.variables();
  }

 private:
  Clauses admitted(ast::List<ast::Clause> clauses, bool in_version) {
    Clauses out;
    for (const ast::Clause& each : clauses) {
      if (admit(context_, home_, each, in_version)) out.push_back(&each);
    }
    return out;
  }

  // The innermost section's clause of a kind.
  const ast::Clause* inherited(ClauseKind kind) const {
    for (const Sections* each = work_.sections; each != nullptr; each = each->outer) {
      for (const ast::Clause& clause : each->section->clauses) {
        if (clause.kind == kind) return &clause;
      }
    }
    const ast::File* opening = context_.packs[raw(made_.pack)].opening;
    if (opening == nullptr || kind == ClauseKind::Effective) return nullptr;
    for (const ast::Clause& clause : opening->pack_clauses) {
      if (clause.kind == kind) return &clause;
    }
    return nullptr;
  }

  bool isNorm() const { return made_.kind == Made::Rule; }
  bool isAmount() const { return made_.kind == Made::Amount || made_.kind == Made::Benefit; }

  // ---- what holds for all versions

  void whole(const Clauses& clauses) {
    if (const ast::Clause* title = only(context_, clauses, ClauseKind::Title)) {
      made_.title = {std::string(title->string.en), std::string(title->string.zh)};
    }
    if (isNorm()) {
      const ast::Clause* severity = only(context_, clauses, ClauseKind::Severity);
      if (severity == nullptr) severity = inherited(ClauseKind::Severity);
      if (severity != nullptr) readSeverity(*severity);
    }
    if (isNorm() || made_.kind == Made::Statement) {
      const ast::Clause* strength = only(context_, clauses, ClauseKind::Strength);
      if (strength == nullptr) strength = inherited(ClauseKind::Strength);
      if (strength != nullptr) readStrength(*strength);
    }
    made_.waivable = only(context_, clauses, ClauseKind::NotWaivable) == nullptr;
    if (const ast::Clause* remedy = only(context_, clauses, ClauseKind::Remedy)) {
      made_.remedy = {std::string(remedy->string.en), std::string(remedy->string.zh)};
    }
    if (const ast::Clause* stated = only(context_, clauses, ClauseKind::AsStated)) {
      made_.as_stated = {std::string(stated->string.en), std::string(stated->string.zh)};
    }
    if (const ast::Clause* enacted = only(context_, clauses, ClauseKind::AsEnacted)) {
      made_.as_enacted = {std::string(enacted->string.en), std::string(enacted->string.zh)};
    }
    if (const ast::Clause* dated = only(context_, clauses, ClauseKind::Dated)) {
      made_.document_date = documentDate(context_, *dated);
    }
    for (const ast::Clause* each : clauses) {
      if (each->kind == ClauseKind::Evidence) evidence(*each);
      if (each->kind == ClauseKind::Status) readStatus(context_, *each, made_.status);
    }
  }

  void readSeverity(const ast::Clause& clause) {
    const auto found = oneOf(context_, clause.word, "severity", {"low", "medium", "high", "critical"});
    if (found) made_.severity = static_cast<checked::Severity>(*found);
  }

  void readStrength(const ast::Clause& clause) {
    const auto found =
        oneOf(context_, clause.word, "strength", {"must", "should", "voluntary", "aspirational"});
    if (found) made_.strength = static_cast<checked::Strength>(*found);
  }

  void evidence(const ast::Clause& clause) {
    const Expr* fact = expressions_.path(clause.path);
    if (fact->type.isError()) return;
    if (fact->kind == ExprKind::Fact && fact->type.kind == TypeKind::Evidence) {
      made_.evidence.push_back(fact);
      return;
    }
    context_.report({.code = "J0318",
                     .message = "evidence of a rule is a fact of type `evidence`, but this is " +
                                phrase(fact->type, context_.program.vocabulary),
                     .primary = {fact->span, "not evidence"},
                     .help = "name a fact that is declared as `evidence`"});
  }

  // ---- versions

  void versions(const Clauses& outside) {
    struct Dated {
      Version version;
      const ast::Version* source;
    };
    std::vector<Dated> all;
    for (const ast::Version& each : work_.source->versions) {
      Dated dated{{}, &each};
      dated.version.from = literals_.day(each.from);
      dated.version.until = literals_.day(each.until);
      if (each.from) dated.version.from_span = each.from->span;
      if (each.until) dated.version.until_span = each.until->span;
      if (!dated.version.from) continue;
      if (dated.version.until && *dated.version.until < *dated.version.from) {
        context_.report({.code = "J0307",
                         .message = "this version ends before it begins",
                         .primary = {each.until->span, "before its first day"},
                         .secondary = {{each.from->span, "its first day"}},
                         .help = "let `until` be the later of the two"});
        continue;
      }
      Clauses clauses = outside;
      const Clauses own = admitted(each.clauses, true);
      clauses.insert(clauses.end(), own.begin(), own.end());
      fill(dated.version, clauses, each.from->span);
      all.push_back(std::move(dated));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Dated& a, const Dated& b) { return *a.version.from < *b.version.from; });
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      const Date next = *all[i + 1].version.from;
      if (*all[i].version.from == next || (all[i].version.until && *all[i].version.until >= next)) {
        context_.report(
            {.code = "J0306",
             .message = "two versions of " + quoted(made_.name) + " hold on " + toText(next),
             .primary = {all[i + 1].source->from->span, "this one holds from " + toText(next)},
             .secondary = {{all[i].source->from->span, all[i].version.until
                                                           ? "this one until " + toText(*all[i].version.until)
                                                           : "this one too"}},
             .help = "let the earlier one end before the later one begins"});
        continue;
      }
      // A version without an end runs until the next begins.
      if (!all[i].version.until) all[i].version.until = plusDays(next, -1);
    }
    for (Dated& each : all) made_.versions.push_back(std::move(each.version));
  }

  void fill(Version& version, const Clauses& clauses, Span at) {
    GuardScope guards(expressions_.guards());
    if (isNorm() || isAmount() || made_.kind == Made::Statement) effective(version, clauses);
    if (isNorm() || made_.kind == Made::Benefit) applies(version, clauses);
    if (made_.kind == Made::Benefit) eligible(version, clauses);
    levels_.fill(version.general, clauses, home_);
    inherit(version, clauses);
    require(version.general, clauses, at);
  }

  void effective(Version& version, const Clauses& clauses) {
    const ast::Clause* stated = only(context_, clauses, ClauseKind::Effective);
    if (stated == nullptr) stated = inherited(ClauseKind::Effective);
    if (stated == nullptr) return;
    version.effective_from = expressions_.day(*stated->value, "`effective from`", false);
    if (stated->value2 != nullptr) {
      version.effective_until = expressions_.day(*stated->value2, "`until`", false);
    }
  }

  void applies(Version& version, const Clauses& clauses) {
    std::vector<const ast::Clause*> all;
    const auto take = [&](ast::List<ast::Clause> from) {
      for (const ast::Clause& clause : from) {
        if (clause.kind == ClauseKind::AppliesWhen) all.push_back(&clause);
      }
    };
    if (const ast::File* opening = context_.packs[raw(made_.pack)].opening) take(opening->pack_clauses);
    std::vector<const Sections*> around;
    for (const Sections* each = work_.sections; each != nullptr; each = each->outer) around.push_back(each);
    for (auto each = around.rbegin(); each != around.rend(); ++each) take((*each)->section->clauses);
    for (const ast::Clause* clause : clauses) {
      if (clause->kind == ClauseKind::AppliesWhen) all.push_back(clause);
    }
    for (const ast::Clause* clause : all) {
      const Expr* condition = expressions_.condition(*clause->value);
      version.applies_when.push_back(condition);
      if (!condition->type.isError()) expressions_.guards().add(*condition, true);
    }
  }

  void eligible(Version& version, const Clauses& clauses) {
    const ast::Clause* stated = only(context_, clauses, ClauseKind::EligibleWhen);
    if (stated == nullptr) return;
    version.eligible_when = expressions_.condition(*stated->value);
    if (!version.eligible_when->type.isError()) expressions_.guards().add(*version.eligible_when, true);
  }

  // What sections give to what they hold: exposures and confidence where none is stated, and citations.
  void inherit(Version& version, const Clauses& clauses) {
    Branch& general = version.general;
    const auto states = [&](ClauseKind kind) {
      return std::any_of(clauses.begin(), clauses.end(),
                         [&](const ast::Clause* each) { return each->kind == kind; });
    };
    if (isNorm() && !states(ClauseKind::Exposes)) {
      for (const Sections* each = work_.sections; each != nullptr && general.exposes.empty();
           each = each->outer) {
        for (const ast::Clause& clause : each->section->clauses) {
          if (clause.kind == ClauseKind::Exposes) levels_.exposure(general, clause);
        }
      }
    }
    for (const Sections* each = work_.sections; each != nullptr; each = each->outer) {
      for (const ast::Clause& clause : each->section->clauses) {
        if (clause.kind == ClauseKind::Cites) levels_.citation(general, clause);
      }
    }
    if (states(ClauseKind::Confidence)) return;
    if (const ast::Clause* stated = inherited(ClauseKind::Confidence)) {
      if (const auto level = Levels::confidence(context_, *stated)) general.confidence = *level;
    }
  }

  // ---- what must not be missing

  void require(Branch& general, const Clauses& clauses, Span at) {
    if (made_.control) controlCitation(general, at);
    if (context_.broken) return;
    switch (made_.kind) {
      case Made::Rule:
        requireDuty(general, at);
        break;
      case Made::Define:
      case Made::Parameter:
        if (!somewhere(general, [](const Branch& each) { return each.equals != nullptr; })) {
          missing(at, "says no value", "`equals` is missing", "write `equals VALUE`");
        }
        break;
      case Made::Amount:
      case Made::Benefit:
        if (!somewhere(general, [](const Branch& each) {
              return each.equals != nullptr || each.at_most != nullptr || each.at_least != nullptr ||
                     !each.alternatives.empty();
            })) {
          missing(at, "says no value", "`at most`, `at least` or `equals` is missing",
                  "write `at most EUR ...`");
        }
        break;
      case Made::DataTable:
      case Made::DecisionTable:
      case Made::Rates:
      case Made::Calendar:
      case Made::Statement:
        break;
    }
    const bool cites = made_.kind == Made::Rule || made_.kind == Made::Calendar ||
                       made_.kind == Made::Amount || made_.kind == Made::Benefit ||
                       made_.kind == Made::Parameter || made_.kind == Made::Statement;
    const bool tried = std::any_of(clauses.begin(), clauses.end(),
                                   [](const ast::Clause* each) { return each->kind == ClauseKind::Cites; });
    if (!cites || tried || !general.cites.empty() || made_.control) return;
    context_.report({.code = "J0305",
                     .message = quoted(made_.name) + " cites no law",
                     .primary = {at, "on what does it rest?"},
                     .help = "write `cites \"...\"` with the paragraph"});
  }

  void missing(Span at, std::string_view says, std::string label, std::string help) {
    context_.report({.code = "J0304",
                     .message = quoted(made_.name) + " " + std::string(says),
                     .primary = {at, std::move(label)},
                     .help = std::move(help)});
  }

  void requireDuty(const Branch& general, Span at) {
    const auto stated = [](const Branch& each) {
      return each.duty != DutyKind::None && each.duty != DutyKind::Permits;
    };
    if (somewhere(general, stated)) return;
    if (made_.control) {
      missing(at, "do not say when a control is met", "`met when` is missing", "write `met when CONDITION`");
    } else {
      missing(at, "states no duty", "`requires`, `forbids` or `done on` is missing",
              "write `requires CONDITION`");
    }
  }

  // Each control rests on what its option cites.
  void controlCitation(Branch& general, Span at) {
    if (made_.subject == EntityId{kNoId}) return;
    const ChoiceId catalogue = context_.program.vocabulary.entities[made_.subject].keyed_by;
    if (catalogue == ChoiceId{kNoId}) return;
    if (const auto cited = optionCitation(context_, made_.pack, catalogue, at)) {
      general.cites.insert(general.cites.begin(), *cited);
    }
  }

  Context& context_;
  const Work& work_;
  checked::Declaration& made_;
  Home home_;
  Expressions expressions_;
  Levels levels_;
  Literals literals_;
};

}  // namespace

void checkAll(Context& context) {
  for (const Work& work : context.work) DeclarationChecker(context, work).run();
}

}  // namespace jurat::checking
