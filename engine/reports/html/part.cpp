#include "engine/reports/html/part.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/advice/timeline/timeline.h"
#include "engine/reports/html/coming.h"
#include "engine/reports/html/finding.h"
#include "engine/reports/html/marks.h"
#include "engine/reports/html/outlook.h"
#include "engine/reports/html/summary.h"
#include "engine/reports/words.h"

namespace jurat::html {
namespace {

// The order of the groups.
constexpr Outcome kGroups[] = {Outcome::Error,         Outcome::Violated,     Outcome::Pending,
                               Outcome::Review,        Outcome::Undetermined, Outcome::Satisfied,
                               Outcome::NotApplicable, Outcome::NotInForce};

class PartPage {
 public:
  PartPage(const Part& part, const Desk& desk, const Filling& words, Forms& forms)
      : part_(part), desk_(desk), words_(words), forms_(forms), reasons_(part.assessment) {
    const std::vector<ExposureLine>& lines = part.assessment.exposures;
    for (const ExposureLine& line : lines) names_.stakes[line.finding].push_back(&line);
  }

  void write(std::string& out) {
    // The findings number the packs and subjects that the filter above them lists.
    const std::string groups = written();
    Filling page;
    put(page, "number", std::to_string(part_.number));
    put(page, "company", part_.name());
    put(page, "profile", desk_.words({Phrase::PageProfile, {verbatim(part_.assessment.profile_name)}}));
    summary(page, part_, desk_);
    questions(page, part_, desk_);
    if (coming(page, part_, desk_)) {
      laterDates(page, part_, desk_, part_.timeline->to);
    } else {
      dates(page, part_, desk_);
    }
    derived(page, part_, desk_);
    amounts(page, part_, desk_);
    benefits(page, part_, desk_);
    packs(page, part_, desk_);
    whys(page);
    filters(page);
    links(page);
    forms_.part.fill(words_, page, out, [&] { out += groups; });
  }

 private:
  const Finding& finding(std::size_t index) const { return part_.assessment.findings[index]; }

  // What binds before what was chosen, what is grave before what is light, else as the rules have it.
  std::vector<std::size_t> membersOf(Outcome outcome) const {
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < part_.assessment.findings.size(); ++i) {
      if (finding(i).outcome == outcome) members.push_back(i);
    }
    std::stable_sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
      if (finding(a).strength != finding(b).strength) return finding(a).strength < finding(b).strength;
      return finding(a).severity > finding(b).severity;
    });
    return members;
  }

  std::string written() {
    std::string out;
    for (const Outcome outcome : kGroups) {
      const std::vector<std::size_t> members = membersOf(outcome);
      if (members.empty()) continue;
      const std::string code(outcomeWord(outcome));
      Filling filling;
      put(filling, "group_id", code + "-" + std::to_string(part_.number));
      put(filling, "group_outcome", code);
      // What asks for nothing is closed at first, and short on paper.
      put(filling, "group_kind", asksForAction(outcome) ? "loud" : "quiet");
      put(filling, "group_word", desk_.words(phraseOf(outcome)));
      put(filling, "group_count", countText(members));
      flag(filling, "group_open", asksForAction(outcome));
      forms_.group.fill(words_, filling, out, [&] {
        for (const std::size_t index : members) {
          forms_.finding.fill(words_, findingOf(index, part_, names_, shared_, desk_), out);
          note(index);
        }
      });
    }
    return out;
  }

  // The reasoning that findings share.
  void whys(Filling& page) {
    List entries;
    for (std::size_t i = 0; i < reasons_.reasons().size(); ++i) {
      const Reason& reason = *reasons_.reasons()[i];
      Filling entry;
      put(entry, "why_anchor", shared_.anchorAt(i));
      put(entry, "why_head", headOf(reason, desk_));
      put(entry, "why_cites", Desk::plain(reason.cites));
      reasoning(entry, reason, desk_, part_.assessment.profile_name, &shared_);
      entries.push_back(std::move(entry));
    }
    list(page, "whys", entries);
  }

  // "3", or "3 must, 8 voluntary" where not all of them bind.
  std::string countText(const std::vector<std::size_t>& members) const {
    std::array<std::size_t, 4> counts{};
    for (const std::size_t index : members) ++counts[static_cast<std::size_t>(finding(index).strength)];
    if (counts[0] == members.size()) return std::to_string(members.size());
    std::vector<Message> texts;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const Phrase strength = phraseOf(static_cast<checked::Strength>(i));
      if (counts[i] > 0) texts.push_back({Phrase::Aside, {number(counts[i]), strength}});
    }
    return desk_.words({Phrase::Enumeration, std::move(texts)});
  }

  void note(std::size_t index) {
    for (const Mark& mark : marksOf(part_.view(index))) {
      if (std::find(borne_.begin(), borne_.end(), mark.code) == borne_.end()) borne_.push_back(mark.code);
    }
  }

  void filters(Filling& page) const {
    List outcomes, packs, subjects, marks;
    const auto option = [](List& list, const char* key, const std::string& code, const char* word_key,
                           const std::string& word) {
      Filling entry;
      put(entry, key, code);
      put(entry, word_key, word);
      list.push_back(std::move(entry));
    };
    const Counts must = countOf(part_.assessment, true), rest = countOf(part_.assessment, false);
    for (const Outcome outcome : kGroups) {
      const auto at = static_cast<std::size_t>(outcome);
      if (must[at] + rest[at] == 0) continue;
      option(outcomes, "outcome_code", std::string(outcomeWord(outcome)), "outcome_word",
             desk_.words(phraseOf(outcome)));
    }
    const std::vector<std::string>&pack_names = names_.packs.shown(),
          &subject_names = names_.subjects.shown();
    for (std::size_t i = 0; i < pack_names.size(); ++i)
      option(packs, "pack_number", std::to_string(i), "pack_id", pack_names[i]);
    for (std::size_t i = 0; i < subject_names.size(); ++i)
      option(subjects, "subject_number", std::to_string(i), "subject_name", subject_names[i]);
    for (const Mark& kind : markKinds()) {
      if (std::find(borne_.begin(), borne_.end(), kind.code) != borne_.end())
        option(marks, "mark_code", std::string(kind.code), "mark_word", desk_.words(kind.text));
    }
    page["outcomes"] = Filling(outcomes);
    page["packs"] = Filling(packs);
    page["subjects"] = Filling(subjects);
    list(page, "marks", marks);
  }

  // The sections below, those that are there.
  void links(Filling& page) const {
    List links;
    const auto link = [&](const char* target, Phrase text) {
      Filling entry;
      put(entry, "link_target", std::string(target) + "-" + std::to_string(part_.number));
      put(entry, "link_text", desk_.words(text));
      links.push_back(std::move(entry));
    };
    const auto has = [&](const char* key) {
      const Filling* found = page.get(key);
      return found != nullptr && found->is_true();
    };
    link("findings", Phrase::PageFindings);
    if (has("has_questions")) link("questions", Phrase::PageUnknown);
    if (has("has_coming")) link("dates", Phrase::ComingHead);
    if (has("has_days")) link("dates", Phrase::PageNext);
    if (has("has_derived")) link("status", Phrase::PageStatus);
    if (has("has_amounts")) link("amounts", Phrase::PageAmounts);
    if (has("has_benefits")) link("benefits", Phrase::PageBenefits);
    if (has("has_whys")) link("reasoning", Phrase::PageReasoning);
    link("packs", Phrase::PagePacks);
    page["links"] = Filling(links);
    put(page, "nav_name", desk_.words({Phrase::PageNavigation, {verbatim(std::to_string(part_.number))}}));
  }

  const Part& part_;
  const Desk& desk_;
  const Filling& words_;
  Forms& forms_;
  Index names_;
  SharedReasons reasons_;
  SharedLines shared_{reasons_, part_.number};
  std::vector<std::string_view> borne_;
};

}  // namespace

Filling wordsOf(const Desk& desk) {
  constexpr std::pair<const char*, Phrase> kWords[] = {{"w_skip", Phrase::PageSkip},
                                                       {"w_overview", Phrase::PageOverview},
                                                       {"w_verdict", Phrase::PageVerdict},
                                                       {"w_company", Phrase::PageCompany},
                                                       {"w_demanded", Phrase::PageDemanded},
                                                       {"w_exposure", Phrase::PageExposure},
                                                       {"w_unknown", Phrase::PageUnknown},
                                                       {"w_unknown_none", Phrase::PageUnknownNone},
                                                       {"w_next", Phrase::PageNext},
                                                       {"w_next_none", Phrase::PageNextNone},
                                                       {"w_dates", Phrase::ComingHead},
                                                       {"w_draft", Phrase::ComingDraft},
                                                       {"w_draft_note", Phrase::ComingDraftNote},
                                                       {"w_findings", Phrase::PageFindings},
                                                       {"w_filter", Phrase::PageFilter},
                                                       {"w_search", Phrase::PageSearch},
                                                       {"w_outcome", Phrase::PageOutcome},
                                                       {"w_pack", Phrase::PagePack},
                                                       {"w_subject", Phrase::PageSubject},
                                                       {"w_gate", Phrase::PageGate},
                                                       {"w_any", Phrase::PageAny},
                                                       {"w_reset", Phrase::PageReset},
                                                       {"w_open", Phrase::PageOpenAll},
                                                       {"w_close", Phrase::PageCloseAll},
                                                       {"w_none_shown", Phrase::PageNoneShown},
                                                       {"w_reasoning", Phrase::PageReasoning},
                                                       {"w_link", Phrase::PageLink},
                                                       {"w_status", Phrase::PageStatus},
                                                       {"w_amounts", Phrase::PageAmounts},
                                                       {"w_benefits", Phrase::PageBenefits},
                                                       {"w_one_case", Phrase::OneCase},
                                                       {"w_packs", Phrase::PagePacks},
                                                       {"w_unread", Phrase::UnreadFacts},
                                                       {"w_gate_heading", Phrase::PageWaivers},
                                                       {"w_policy", Phrase::PagePolicy},
                                                       {"w_state", Phrase::PageState},
                                                       {"w_rule", Phrase::PageRule},
                                                       {"w_reason", Phrase::PageReason},
                                                       {"w_owner", Phrase::PageOwner},
                                                       {"w_approver", Phrase::PageApprover},
                                                       {"w_granted", Phrase::PageGranted},
                                                       {"w_expires", Phrase::PageExpires},
                                                       {"w_gone", Phrase::PageGone},
                                                       {"w_rules", Phrase::PageRules}};
  Filling words;
  for (const auto& [key, phrase] : kWords) put(words, key, desk.words(phrase));
  // The script fills the gaps.
  put(words, "say_shown", desk.words({Phrase::PageShown, {verbatim("#0"), verbatim("#1")}}));
  return words;
}

void writePart(const Part& part, const Desk& desk, const Filling& words, Forms& forms, std::string& out) {
  PartPage(part, desk, words, forms).write(out);
}

}  // namespace jurat::html
