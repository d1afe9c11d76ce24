#include "engine/reports/html/finding.h"

#include "engine/crypto/sha256.h"
#include "engine/reports/html/marks.h"
#include "engine/reports/html/reasoning.h"
#include "engine/reports/words.h"

namespace jurat::html {
namespace {

void marks(Filling& object, const Finding& finding, const FindingView& view, const Desk& desk) {
  List badges;
  std::string codes;
  for (const Mark& mark : marksOf(view)) {
    codes += (codes.empty() ? "" : " ") + std::string(mark.code);
    Filling badge;
    put(badge, "badge", std::string(mark.code));
    put(badge, "badge_text", desk.words(mark.text));
    badges.push_back(std::move(badge));
  }
  if (finding.strength != checked::Strength::Must) {
    Filling badge;
    put(badge, "badge", "strength");
    put(badge, "badge_text", desk.words(phraseOf(finding.strength)));
    badges.push_back(std::move(badge));
  }
  put(object, "mark_codes", codes);
  object["badges"] = Filling(badges);
}

}  // namespace

std::size_t Numbers::of(const std::string& name, const std::string& shown) {
  const auto [at, added] = numbers_.emplace(name, shown_.size());
  if (added) shown_.push_back(shown);
  return at->second;
}

std::string anchorOf(const Finding& finding, const Part& part) {
  constexpr std::size_t kDigits = 16;
  const std::string what = part.assessment.profile_name + '\n' + finding.id + '\n' + finding.subject_path;
  return "f-" + sha256Hex(what).substr(0, kDigits);
}

Filling findingOf(std::size_t index, const Part& part, Index& names, const SharedLines& shared,
                  const Desk& desk) {
  const Finding& finding = part.assessment.findings[index];
  const std::string& profile = part.assessment.profile_name;
  const std::string title = desk.in(finding.title);
  const std::string pack = finding.id.substr(0, finding.id.find('/'));
  Filling out;
  put(out, "id", anchorOf(finding, part));
  put(out, "outcome", std::string(outcomeWord(finding.outcome)));
  put(out, "outcome_text", desk.words(phraseOf(finding.outcome)));
  put(out, "severity", std::string(severityCode(finding.severity)));
  put(out, "severity_text", desk.words(phraseOf(finding.severity)));
  put(out, "pack", std::to_string(names.packs.of(pack, pack)));
  put(out, "subject_index",
      std::to_string(names.subjects.of(finding.subject_path, Desk::plain(finding.subject_id))));
  put(out, "title", title.empty() ? Desk::plain(finding.id) : title);
  put(out, "subject", Desk::plain(finding.subject_id));
  put(out, "cite", finding.cites.empty() ? "" : Desk::plain(finding.cites.front()));
  marks(out, finding, part.view(index), desk);
  list(out, "points", pointsOf(finding, index, part, names.stakes, desk));
  flag(out, "reasoned", !finding.reason.children.empty());
  reasoning(out, finding.reason, desk, profile, standsWhole(finding.outcome) ? nullptr : &shared);
  put(out, "rule", Desk::plain(finding.id.substr(0, finding.id.find('['))));
  put(out, "rule_id", Desk::plain(finding.id));
  put(out, "profile_at", desk.where(finding.profile_place, {}));
  return out;
}

}  // namespace jurat::html
