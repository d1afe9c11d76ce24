// Exceptions beside each other that can hold together and say different things.
#include <algorithm>

#include "engine/analysis/conditions/witness.h"
#include "engine/analysis/finding.h"
#include "engine/analysis/levels.h"

namespace jurat::analysis {
namespace {

using checked::Branch;

constexpr std::size_t kMostSolved = 4'000;  // pairs of results of one declaration; hostile files have more

std::string_view saidOf(Slot slot) {
  switch (slot) {
    case Slot::Duty:
      return "duties";
    case Slot::Value:
      return "values";
    case Slot::Due:
      return "deadlines";
  }
  return "results";
}

// What is remembered over the versions and options of one declaration.
struct Judged {
  std::vector<std::pair<Span, Span>> told;  // one finding a pair, for whatever slot and option
  std::size_t solved = 0;
};

class Overlaps {
 public:
  Overlaps(Lints& lints, Conditions& conditions, Judged& judged)
      : lints_(lints), conditions_(conditions), judged_(judged) {}

  void version(const checked::Version& version) {
    const Formula* around = holdsAround(conditions_, version);
    for (const Slot slot : {Slot::Duty, Slot::Value, Slot::Due}) level(version.general, around, slot);
  }

 private:
  void level(const Branch& branch, const Formula* around, Slot slot) {
    const std::vector<Case> cases = casesOf(conditions_, branch, slot);
    for (std::size_t i = 0; i < cases.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) pair(cases[j], cases[i], around, slot);
    }
    for (const Case& each : cases) level(*each.branch, conditions_.all({around, each.holds}), slot);
  }

  void pair(const Case& a, const Case& b, const Formula* around, Slot slot) {
    const std::pair<Span, Span> spans{a.branch->name_span, b.branch->name_span};
    std::vector<std::pair<Span, Span>>& told = judged_.told;
    if (std::find(told.begin(), told.end(), spans) != told.end() || ordered(a, b) || ordered(b, a)) return;
    const std::vector<Result> left = resultsOf(conditions_, *a.branch, slot);
    const std::vector<Result> right = resultsOf(conditions_, *b.branch, slot);
    Solution undecided;
    for (const Result& x : left) {
      for (const Result& y : right) {
        if (sameResult(conditions_, *x.branch, *y.branch, slot) || ++judged_.solved > kMostSolved) continue;
        std::vector<const Formula*> goals{around, a.holds, b.holds, x.when, y.when};
        const bool plain = slot == Slot::Value && x.branch->equals != nullptr && y.branch->equals != nullptr;
        if (plain) {
          const Formula* differ = conditions_.differ(*x.branch->equals, *y.branch->equals);
          if (differ != nullptr) goals.push_back(differ);
        }
        Solution solution = solve(conditions_, goals);
        if (solution.answer == Answer::Possible) return tell(a, b, slot, solution);
        if (solution.answer == Answer::Undecided) undecided = std::move(solution);
      }
    }
    if (undecided.answer == Answer::Undecided) tell(a, b, slot, undecided);
  }

  // `over` is written to override `under`, its sibling: they never hold together.
  static bool ordered(const Case& over, const Case& under) {
    if (over.within != under.within) return false;
    const std::vector<std::uint32_t>& names = over.branch->overrides;
    return std::any_of(names.begin(), names.end(),
                       [&](std::uint32_t sibling) { return &over.siblings->at(sibling) == under.branch; });
  }

  void tell(const Case& a, const Case& b, Slot slot, const Solution& solution) {
    judged_.told.emplace_back(a.branch->name_span, b.branch->name_span);
    const bool decided = solution.answer == Answer::Possible;
    const Witness shown = witness(conditions_, solution);
    const std::string both = tick(a.branch->name) + " and " + tick(b.branch->name);
    const std::string when = shown.sentence.empty() ? " whatever is answered" : " when " + shown.sentence;
    Diagnostic finding{.code = decided ? "J0412" : "J0413", .message = {}};
    finding.message = decided ? both + " can hold together, and state different " + std::string(saidOf(slot))
                              : "whether " + both + " can hold together is not decided";
    finding.primary = {b.branch->name_span, (decided ? "both hold" : "both would hold") + when};
    finding.secondary = {{a.branch->name_span, "beside this one"}};
    if (decided && !shown.profile.empty()) {
      const std::string on = shown.day.empty() ? "" : " on " + shown.day;
      finding.secondary.push_back(
          {{}, "both hold" + on + " for\n" + shown.profile.substr(0, shown.profile.size() - 1)});
    }
    // Exceptions that stand in different ones cannot name each other.
    finding.help = a.within == b.within
                       ? "write `except " + b.branch->name + " overrides " + a.branch->name +
                             " when ...` (or the other way round), or let the conditions exclude each other"
                       : "let the conditions exclude each other";
    lints_.report(std::move(finding));
  }

  Lints& lints_;
  Conditions& conditions_;
  Judged& judged_;
};

// Exceptions that stand beside another, on any level.
bool hasSiblings(const Branch& branch) {
  return branch.exceptions.size() > 1 ||
         std::any_of(branch.exceptions.begin(), branch.exceptions.end(), hasSiblings);
}

}  // namespace

void findOverlaps(Lints& lints) {
  for (const checked::Declaration& declaration : lints.program.declarations) {
    if (!lints.looksAt(declaration.pack)) continue;
    const bool any = std::any_of(declaration.versions.begin(), declaration.versions.end(),
                                 [](const checked::Version& each) { return hasSiblings(each.general); });
    if (!any) continue;
    Judged judged;
    eachView(lints.program, lints.sources, declaration, [&](Conditions& conditions) {
      Overlaps overlaps(lints, conditions, judged);
      for (const checked::Version& version : declaration.versions) overlaps.version(version);
      return judged.solved <= kMostSolved;
    });
    if (judged.solved <= kMostSolved) continue;
    lints.report({.code = "J0413",
                  .message = "not all exceptions of " + tick(declaration.name) + " have been compared",
                  .primary = {declaration.name_span, "more pairs than are looked at"},
                  .help = "split it into several definitions"});
  }
}

}  // namespace jurat::analysis
