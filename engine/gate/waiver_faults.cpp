// What waivers are held to by the rules they speak of, and what people are told of those that do not hold.
#include <algorithm>
#include <set>

#include "engine/base/nearest.h"
#include "engine/compile/rule_set.h"
#include "engine/gate/waivers.h"
#include "engine/source/diagnostic.h"

namespace jurat {
namespace {

std::string counted(std::int64_t days) { return std::to_string(days) + (days == 1 ? " day" : " days"); }

// The names there are, for one waiver after another.
class Names {
 public:
  explicit Names(const WaiverScope& scope) : scope_(scope) {
    const checked::Program& program = *scope.rules.program;
    for (const RuleCode& rule : scope.rules.rules) rules_.insert(program.id(rule.declaration));
    for (const JudgedProfile& judged : scope.judged) {
      for (const Finding& finding : judged.assessment->findings) findings_.insert(finding.id);
    }
  }

  // The pack of the rule set, or null.
  const checked::Pack* pack(std::string_view id) const {
    for (const checked::Pack& pack : scope_.rules.program->packs) {
      if (pack.id == id) return &pack;
    }
    return nullptr;
  }
  // A rule `per` a choice is one for each of its options, and has a finding under each of those names.
  bool isRule(const std::string& id) const {
    if (findings_.contains(id)) return true;
    const std::size_t bracket = id.find('[');
    if (bracket == std::string::npos) return rules_.contains(id) && !isPer(id);
    return rules_.contains(id.substr(0, bracket)) && !hasFindings(id.substr(0, bracket) + "[");
  }
  std::vector<std::string> ruleNames() const {
    std::set<std::string> names = findings_;
    for (const std::string& rule : rules_) {
      if (!isPer(rule)) names.insert(rule);
    }
    return {names.begin(), names.end()};
  }

 private:
  bool hasFindings(const std::string& beginning) const {
    const auto at = findings_.lower_bound(beginning);
    return at != findings_.end() && at->starts_with(beginning);
  }
  bool isPer(const std::string& rule) const { return hasFindings(rule + "["); }

  const WaiverScope& scope_;
  std::set<std::string> rules_, findings_;  // without and with their options
};

void report(Diagnostics& diagnostics, std::string code, std::string message, Label at, std::string help,
            const std::optional<std::string>& meant = std::nullopt) {
  Diagnostic fault{.code = std::move(code),
                   .message = std::move(message),
                   .primary = std::move(at),
                   .help = std::move(help)};
  if (meant) fault.fix = Fix{fault.primary.span, *meant};
  diagnostics.report(std::move(fault));
}

// The rule exists and may be waived for so long; reports when not.
bool ruleHolds(const Waiver& waiver, const WaiverScope& scope, const Names& names, Diagnostics& diagnostics) {
  const std::string pack_id = waiver.rule.substr(0, waiver.rule.find('/'));
  const checked::Pack* pack = names.pack(pack_id);
  if (!pack) {
    const std::vector<std::string>& known = scope.known_packs;
    if (std::find(known.begin(), known.end(), pack_id) != known.end()) return false;
    report(diagnostics, "J0713", "there is no pack `" + pack_id + "`" + didYouMean(pack_id, known),
           {waiver.rule_at, "waives a rule of it"},
           "a rule is written with its pack: `eu.ai_act/social_scoring`");
    return false;
  }
  if (pack->set_aside) return false;  // its rules were not read
  if (!names.isRule(waiver.rule)) {
    const std::vector<std::string> known = names.ruleNames();
    report(diagnostics, "J0713", "there is no rule `" + waiver.rule + "`" + didYouMean(waiver.rule, known),
           {waiver.rule_at, "waives nothing"},
           "`jurat rules show " + pack_id + "` lists the rules of the pack",
           nearest(waiver.rule, std::span<const std::string>(known)));
    return false;
  }
  const std::int64_t days = std::int64_t{waiver.expires.days} - waiver.granted.days + 1;
  if (pack->waiver_days && days > *pack->waiver_days) {
    const std::optional<Date> last = plusDays(waiver.granted, *pack->waiver_days - 1);
    report(diagnostics, "J0716",
           "the waiver lasts " + counted(days) + ", but `" + pack_id + "` allows at most " +
               counted(*pack->waiver_days),
           {waiver.expires_at, "its last day"},
           last ? "`" + toText(*last) + "` is the last day it may have; then it is granted again" : "");
  }
  return true;
}

// The findings of the rule are there for that subject, and may be waived; reports when not.
void subjectHolds(const Waiver& waiver, const WaiverScope& scope, Diagnostics& diagnostics) {
  std::set<std::string> subjects, of_rule;
  bool in_run = false;
  for (const JudgedProfile& judged : scope.judged) {
    if (!speaksOf(waiver, judged)) continue;
    in_run = true;
    for (const Finding& finding : judged.assessment->findings) {
      subjects.insert(finding.subject_path);
      if (finding.id != waiver.rule) continue;
      of_rule.insert(finding.subject_path);
      if (finding.subject_path != waiver.subject) continue;
      if (!finding.waivable) {
        diagnostics.report({.code = "J0715",
                            .message = "the rule `" + waiver.rule + "` may not be waived",
                            .primary = {waiver.rule_at, "marked `not waivable`"},
                            .secondary = {{finding.rule_place, "the rule"}},
                            .help = "delete the waiver"});
      }
      return;
    }
  }
  // A profile that is no part of the run is not known, and a pack that was not called for looked at nobody.
  if (!in_run || subjects.empty() || (of_rule.empty() && subjects.contains(waiver.subject))) return;
  const std::set<std::string>& offered = of_rule.empty() ? subjects : of_rule;
  const std::vector<std::string> known(offered.begin(), offered.end());
  const bool exists = subjects.contains(waiver.subject);
  report(diagnostics, "J0714",
         (exists ? "the rule does not look at `" + waiver.subject + "`"
                 : "there is no subject `" + waiver.subject + "`") +
             didYouMean(waiver.subject, known),
         {waiver.subject_at, exists ? "of another kind" : "in no profile of this run"},
         waiver.profile.empty() && !exists
             ? "if it stands in a profile that is no part of this run, name that file under `profile`"
             : "a subject is written with its path, as reports show it: `company.ai_systems[scorer]`",
         nearest(waiver.subject, std::span<const std::string>(known)));
}

void tell(const WaiverUse& use, Diagnostics& diagnostics) {
  const Waiver& waiver = *use.waiver;
  const std::string of = "the waiver of `" + waiver.rule + "` for `" + waiver.subject + "`";
  const std::string again = use.replaced ? "another waiver covers it: delete this one"
                                         : "the finding counts again until somebody grants a new one";
  const auto warn = [&](std::string code, std::string message, Span at, std::string label, std::string help,
                        DiagnosticLevel level = DiagnosticLevel::Warning) {
    diagnostics.report({.level = level,
                        .code = std::move(code),
                        .message = of + std::move(message),
                        .primary = {at, std::move(label)},
                        .help = std::move(help)});
  };
  switch (use.state) {
    case WaiverState::Expired:
      return warn("J0721", " has expired", waiver.expires_at,
                  "this was its last day, " + counted(-use.days_left) + " ago", again);
    case WaiverState::Lapsed:
      return warn("J0722", " has lapsed: the facts it was granted for have changed", waiver.place, "",
                  again + (use.replaced ? "" : "; the fingerprint today is " + use.facts));
    case WaiverState::Unused:
      return warn("J0723", " is not needed: there is nothing to waive", waiver.place, "", "delete it");
    case WaiverState::NotYet:
      return warn("J0724", " is not granted yet", waiver.place, "it holds from " + toText(waiver.granted),
                  "");
    case WaiverState::Expiring:
      return warn(
          "J0725",
          use.days_left == 0 ? " ends on the day of this check" : " ends in " + counted(use.days_left),
          waiver.expires_at, "its last day", "settle the finding, or have the waiver granted again",
          DiagnosticLevel::Note);
    case WaiverState::Valid:
    case WaiverState::NotWaivable:
      return;
  }
}

}  // namespace

void checkWaivers(const std::vector<Waiver>& waivers, const WaiverScope& scope, Diagnostics& diagnostics) {
  if (waivers.empty()) return;
  const Names names(scope);
  for (const Waiver& waiver : waivers) {
    if (ruleHolds(waiver, scope, names, diagnostics)) subjectHolds(waiver, scope, diagnostics);
  }
}

void reportWaivers(const GateResult& result, Diagnostics& diagnostics) {
  for (const WaiverUse& use : result.used) {
    tell(use, diagnostics);
    if (!use.waiver->fingerprint.empty()) continue;
    diagnostics.report(
        {.level = DiagnosticLevel::Warning,
         .code = "J0726",
         .message = "the waiver of `" + use.waiver->rule + "` for `" + use.waiver->subject +
                    "` holds whatever the facts become",
         .primary = {use.waiver->place, "it has no `fingerprint`"},
         .help = "`jurat waiver add` writes it, so that a waiver lapses when the facts change"});
  }
}

}  // namespace jurat
