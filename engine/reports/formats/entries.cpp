#include "engine/reports/formats/entries.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "engine/crypto/sha256.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::size_t kFactsShown = 6;

int order(Outcome outcome) {
  constexpr Outcome kOrder[] = {Outcome::Error, Outcome::Violated, Outcome::Review, Outcome::Undetermined,
                                Outcome::Pending};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), outcome) - std::begin(kOrder));
}

// Smaller is worse.
auto rank(const Entry& entry) {
  const FindingView& view = *entry.view;
  const int weight = view.decides                                  ? 0
                     : stands(view)                                ? 1
                     : view.covered() || view.level != Level::Fail ? 3
                                                                   : 2;
  return std::tuple(weight, entry.finding->strength, order(entry.finding->outcome),
                    -static_cast<int>(entry.finding->severity));
}

void leaves(const Reason& reason, std::vector<const Reason*>& out) {
  if (reason.profile_place.known()) out.push_back(&reason);
  for (const Reason& child : reason.children) leaves(child, out);
}

std::string joined(const std::vector<std::string>& list, std::string_view between) {
  std::string out;
  for (const std::string& one : list) out += (out.empty() ? "" : std::string(between)) + one;
  return out;
}

}  // namespace

std::string startOf(const Assessment& assessment) { return toText(assessment.as_of.day) + "T00:00:00Z"; }

std::string_view packOf(std::string_view rule) { return rule.substr(0, rule.find('/')); }

Entries::Entries(const RunReport& run, const ReportOptions& options)
    : run_(run), options_(options), paths_(run.sources, options) {
  for (std::size_t part = 0; part < run.parts.size(); ++part) {
    const Assessment& assessment = *run.parts[part].assessment;
    auto& stakes = stakes_.emplace_back(assessment.findings.size());
    for (std::size_t i = 0; i < assessment.exposures.size(); ++i)
      stakes[assessment.exposures[i].finding].push_back(i);
    for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
      const Finding& finding = assessment.findings[i];
      all_.push_back(
          {&assessment, &finding, &viewOf(run.parts[part], i), part, i, paths_.spot(finding, assessment)});
    }
  }
}

std::vector<const Entry*> Entries::open() const {
  std::vector<const Entry*> out;
  for (const Entry& entry : all_) {
    if (asksForAction(entry.finding->outcome)) out.push_back(&entry);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Entry* a, const Entry* b) { return rank(*a) < rank(*b); });
  return out;
}

std::string Entries::title(const Finding& finding) const {
  const std::string& title = finding.title.in(options_.language);
  return title.empty() ? finding.id : title;
}

std::string Entries::headline(const Entry& entry) const {
  const Finding& finding = *entry.finding;
  return words({Phrase::FindingIs,
                {verbatim(title(finding)), verbatim(finding.subject_id), phraseOf(finding.outcome)}});
}

std::string Entries::law(const Entry& entry) const {
  const Finding& finding = *entry.finding;
  const std::string cites = joined(finding.decided_by.empty() ? finding.cites : finding.decided_by, "; ");
  const Message confidence = confidenceOf(finding.confidence);
  return confidence.empty() ? cites : words({Phrase::WithConfidence, {verbatim(cites), confidence}});
}

std::string Entries::facts(const Entry& entry) const {
  std::vector<const Reason*> all;
  leaves(entry.finding->reason, all);
  std::vector<std::string> shown;
  std::size_t more = 0;
  for (const Reason* fact : all) {
    const std::optional<Spot> spot = paths_.begin(fact->profile_place);
    if (!spot) continue;
    std::string text = words({Phrase::FactAtLine, {fact->text, fact->value, number(spot->line)}});
    if (std::find(shown.begin(), shown.end(), text) != shown.end()) continue;
    if (shown.size() < kFactsShown) {
      shown.push_back(std::move(text));
    } else {
      ++more;
    }
  }
  if (more > 0) shown.push_back(words({Phrase::AndMore, {number(more)}}));
  return joined(shown, "; ");
}

std::string Entries::missing(const Finding& finding) const {
  const TextPage page(*run_.parts.front().assessment, run_.sources, options_);
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < finding.missing.size() && i < kMissingShown; ++i)
    shown.push_back(words(page.missingText(finding.missing[i], finding.subject_path)));
  if (finding.missing.size() > kMissingShown)
    shown.push_back(words({Phrase::AndMore, {number(finding.missing.size() - kMissingShown)}}));
  return joined(shown, "; ");
}

std::string Entries::deadline(const Finding& finding) const {
  const Message due = dueText(finding);
  if (finding.outcome == Outcome::Pending) return words(due.empty() ? Message(Phrase::NoDueDay) : due);
  if (finding.outcome != Outcome::Violated || finding.due.empty()) return {};
  if (finding.late_days)
    return words({Phrase::DoneAfter, {verbatim(std::to_string(*finding.late_days)), due}});
  return finding.overdue ? words({Phrase::Since, {due}}) : std::string();
}

std::string Entries::could(const Finding& finding) const {
  if (finding.could_be.empty()) return {};
  const Message could = couldBeText(finding);
  const bool unconfirmed = finding.outcome == Outcome::Review && finding.could_be.size() == 1;
  return words(unconfirmed ? Message(Phrase::ButUnconfirmed, {could}) : could);
}

void Entries::stakes(const Entry& entry, std::vector<Detail>& out) const {
  for (const std::size_t index : stakes_[entry.part][entry.index]) {
    const ExposureLine& exposure = entry.assessment->exposures[index];
    const AmountResult& amount = entry.assessment->amounts[exposure.amount];
    Message text(Phrase::Labelled, {verbatim(exposure.party), upTo(amount)});
    if (!amount.cites.empty()) text = {Phrase::Aside, {std::move(text), verbatim(amount.cites.front())}};
    if (exposure.state == ExposureState::From)
      text = {Phrase::StakeFrom, {std::move(text), verbatim(toText(*exposure.from))}};
    if (exposure.state == ExposureState::Possible) text = {Phrase::StakePossible, {std::move(text)}};
    if (exposure.state == ExposureState::Conditional) text = {Phrase::StakeConditional, {std::move(text)}};
    if (exposure.once) text = {Phrase::StakeOnce, {std::move(text)}};
    out.push_back({Phrase::LabelAtStake, words(text)});
  }
}

std::vector<Detail> Entries::details(const Entry& entry) const {
  const Finding& finding = *entry.finding;
  const bool breached = finding.outcome == Outcome::Violated;
  const bool open = asksForAction(finding.outcome);
  std::vector<Detail> out;
  const auto add = [&](Phrase label, std::string text) {
    if (!text.empty()) out.push_back({label, std::move(text)});
  };
  add(Phrase::LabelLaw, law(entry));
  if (finding.outcome == Outcome::Error) add(Phrase::LabelError, words(finding.fault));
  add(finding.outcome == Outcome::Review && finding.could_be.size() == 1 ? Phrase::LabelWouldBe
                                                                         : Phrase::LabelCouldBe,
      could(finding));
  add(!breached           ? Phrase::LabelDue
      : finding.late_days ? Phrase::LabelLate
                          : Phrase::LabelOverdue,
      deadline(finding));
  if (open && (finding.missing.empty() || breached)) add(Phrase::LabelBecause, facts(entry));
  if (!breached)
    add(finding.outcome == Outcome::Review ? Phrase::LabelDecide : Phrase::LabelUnknown, missing(finding));
  if (open) stakes(entry, out);
  if (open) {
    for (const Texts& note : finding.notes) add(Phrase::LabelNote, note.in(options_.language));
  }
  if (breached || finding.outcome == Outcome::Pending)
    add(Phrase::LabelDo, finding.remedy.in(options_.language));
  add(Phrase::LabelGate, words(gateRemark(*entry.view)));
  return out;
}

std::vector<std::string> Entries::identities() const {
  std::vector<std::string> out;
  std::map<std::string, std::size_t> times;
  for (const Entry& entry : all_) {
    // The fingerprint of the gate holds in every profile; here findings of several stand side by side.
    std::string of(entry.spot.path);
    of += '\n';
    of += entry.view->fingerprint.empty() ? entry.finding->id + "\n" + entry.finding->subject_path
                                          : entry.view->fingerprint;
    const std::size_t again = ++times[of];
    out.push_back(sha256Hex(again == 1 ? of : of + "\n" + std::to_string(again)));
  }
  return out;
}

}  // namespace jurat
