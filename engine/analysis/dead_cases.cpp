// Conditions that are never or always met, cases that never decide, and answers for which nothing is defined.
#include <algorithm>
#include <functional>

#include "engine/analysis/conditions/witness.h"
#include "engine/analysis/finding.h"
#include "engine/analysis/levels.h"

namespace jurat::analysis {
namespace {

using checked::Branch;
using checked::Declaration;
using checked::Expr;
using checked::ExprKind;

enum class Verdict : std::uint8_t { Open, Never, Always };

bool isJoin(ExprKind kind) {
  switch (kind) {
    case ExprKind::Not:
    case ExprKind::And:
    case ExprKind::Or:
    case ExprKind::AllOf:
    case ExprKind::AnyOf:
    case ExprKind::NoneOf:
    case ExprKind::AtLeastOf:
    case ExprKind::ExactlyOf:
      return true;
    default:
      return false;
  }
}

// A condition of a declaration, and what holds wherever it is asked.
struct Question {
  const Expr* condition = nullptr;
  std::string what;  // "the condition of the exception `small`"
  std::function<const Formula*(Conditions&)> around;
};

class Dead {
 public:
  Dead(Lints& lints, const Declaration& declaration) : lints_(lints), declaration_(declaration) {}

  void run() {
    for (const checked::Version& version : declaration_.versions) {
      ask(version);
      const Around whole = [&](Conditions& conditions) { return holdsAround(conditions, version); };
      level(version.general, whole);
    }
  }

 private:
  using Around = std::function<const Formula*(Conditions&)>;

  void ask(const checked::Version& version) {
    const Around nothing = [](Conditions& conditions) { return conditions.yes(); };
    for (const Expr* each : version.applies_when) {
      // A condition of the section or the pack is asked of each rule in it, and is not this rule's to mend.
      const Span own = declaration_.span;
      if (own.begin <= each->span.begin && each->span.end <= own.end) {
        judge({each, "the condition of application", nothing});
      }
    }
    const Branch& general = version.general;
    if (general.duty_expr == nullptr || general.duty == checked::DutyKind::DoneOn) return;
    judge({general.duty_expr, general.duty == checked::DutyKind::Forbids ? "what is forbidden" : "the duty",
           [&](Conditions& conditions) { return holdsAround(conditions, version); }});
  }

  void level(const Branch& branch, const Around& around) {
    for (std::size_t i = 0; i < branch.exceptions.size(); ++i) {
      const Branch& each = branch.exceptions[i];
      const bool told = each.when != nullptr &&
                        judge({each.when, "the condition of the exception " + tick(each.name), around});
      if (!told) overridden(branch, i, around);
      level(each, [&](Conditions& conditions) {
        return conditions.all({around(conditions), conditions.holds(branch.exceptions, i, true)});
      });
    }
  }

  // Over all options that the declaration is `per`: what is never met for one may be met for another.
  Verdict verdict(const Expr& condition, const Around& around) {
    bool never = true, always = true;
    eachView(lints_.program, lints_.sources, declaration_, [&](Conditions& conditions) {
      const Formula* holds_around = around(conditions);
      const auto impossible = [&](bool truth) {
        return solve(conditions, {holds_around, conditions.of(condition, truth)}, Effort::Little).answer ==
               Answer::Never;
      };
      // Where nothing holds around it, the fault lies there.
      if (solve(conditions, {holds_around}, Effort::Little).answer == Answer::Never) return true;
      never = never && impossible(true);
      always = always && impossible(false);
      return never || always;
    });
    return never && always ? Verdict::Open
           : never         ? Verdict::Never
           : always        ? Verdict::Always
                           : Verdict::Open;
  }

  bool judge(const Question& question) {
    const Around nothing = [](Conditions& conditions) { return conditions.yes(); };
    if (limbs(*question.condition, nothing)) return true;
    const Verdict found = verdict(*question.condition, question.around);
    if (found == Verdict::Open) return false;
    tell(question.condition->span, question.what, found == Verdict::Never, "here");
    return true;
  }

  // A single comparison that the domain of what it compares settles; each is told where it stands.
  bool limbs(const Expr& condition, const Around& nothing) {
    if (condition.kind == ExprKind::Constant) return false;  // `yes` is written to mean just that
    if (isJoin(condition.kind)) {
      bool told = false;
      for (const Expr* each : condition.args) told = limbs(*each, nothing) || told;
      for (const checked::Limb& each : condition.limbs) told = limbs(*each.value, nothing) || told;
      return told;
    }
    const Verdict found = verdict(condition, nothing);
    if (found == Verdict::Open) return false;
    tell(condition.span, "this condition", found == Verdict::Never, "by itself");
    return true;
  }

  void tell(Span span, const std::string& what, bool never, const std::string& where) {
    lints_.report(
        {.code = never ? "J0414" : "J0415",
         .message =
             what + " of " + tick(declaration_.name) + (never ? " can never be met" : " is always met"),
         .primary = {span, never ? "no answers meet it, " + where : "all answers meet it, " + where},
         .help = never ? "compare it with the domains of its facts and with what stands around it"
                       : "leave it out, or ask what was meant"});
  }

  // An exception that holds only where one that overrides it holds.
  void overridden(const Branch& level, std::size_t index, const Around& around) {
    const Branch& branch = level.exceptions[index];
    const auto overrides = [&](const Branch& each) {
      return std::find(each.overrides.begin(), each.overrides.end(), index) != each.overrides.end();
    };
    const auto over = std::find_if(level.exceptions.begin(), level.exceptions.end(), overrides);
    if (over == level.exceptions.end()) return;
    bool never = true, met = false;
    eachView(lints_.program, lints_.sources, declaration_, [&](Conditions& conditions) {
      const Formula* holds_around = around(conditions);
      const Formula* alone = branch.when == nullptr ? conditions.yes() : conditions.of(*branch.when, true);
      met = met || solve(conditions, {holds_around, alone}, Effort::Little).answer != Answer::Never;
      never = never && solve(conditions, {holds_around, conditions.holds(level.exceptions, index, true)},
                             Effort::Little)
                               .answer == Answer::Never;
      return never;
    });
    if (!never || !met) return;
    lints_.report(
        {.code = "J0416",
         .message =
             "the exception " + tick(branch.name) + " of " + tick(declaration_.name) + " never decides",
         .primary = {branch.name_span, "whenever it holds, one that overrides it holds too"},
         .secondary = {{over->name_span, "overrides it"}},
         .help = "narrow the condition of " + tick(over->name) + ", or delete " + tick(branch.name)});
  }

  Lints& lints_;
  const Declaration& declaration_;
};

class Gaps {
 public:
  Gaps(Lints& lints, const Declaration& declaration) : lints_(lints), declaration_(declaration) {}

  void run(const checked::Version& version) {
    if (states(version.general, Slot::Value)) return;
    eachView(lints_.program, lints_.sources, declaration_, [&](Conditions& conditions) {
      std::vector<const Formula*> goals{holdsAround(conditions, version)};
      for (const Case& each : casesOf(conditions, version.general, Slot::Value)) goals.push_back(each.fails);
      const Solution solution = solve(conditions, goals, Effort::Little);
      if (solution.answer == Answer::Never) return true;
      tell(conditions, solution);
      return false;
    });
  }

 private:
  void tell(const Conditions& conditions, const Solution& solution) {
    const bool decided = solution.answer == Answer::Possible;
    const Witness shown = witness(conditions, solution);
    Diagnostic finding{.code = decided ? "J0417" : "J0413", .message = {}};
    finding.message = decided ? "nothing says what " + tick(declaration_.name) + " is for some answers"
                              : "whether " + tick(declaration_.name) + " is always defined is not decided";
    const std::string when = shown.sentence.empty() ? std::string() : " when " + shown.sentence;
    finding.primary = {declaration_.name_span,
                       (decided ? "no exception holds" : "no exception would hold") + when};
    finding.help = "write outside the exceptions what holds otherwise: `equals ...`";
    lints_.report(std::move(finding));
  }

  Lints& lints_;
  const Declaration& declaration_;
};

}  // namespace

void findDeadCases(Lints& lints) {
  for (const Declaration& declaration : lints.program.declarations) {
    if (lints.looksAt(declaration.pack)) Dead(lints, declaration).run();
  }
}

void findGaps(Lints& lints) {
  for (const Declaration& declaration : lints.program.declarations) {
    if (declaration.kind != checked::DeclarationKind::Define || !lints.looksAt(declaration.pack)) continue;
    for (const checked::Version& version : declaration.versions) Gaps(lints, declaration).run(version);
  }
}

}  // namespace jurat::analysis
