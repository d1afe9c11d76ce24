#include "engine/reports/html/outlook.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/reports/words.h"

namespace jurat::html {
namespace {

constexpr std::size_t kFewQuestions = 3;  // on the first screen
constexpr std::size_t kFewDates = 4;

struct Asked {
  const Missing* missing = nullptr;
  std::size_t findings = 0;
};

// The facts, lists and judgements that duties wait for, those first on which most findings wait.
std::vector<Asked> askedOf(const Assessment& assessment) {
  std::map<std::string, Asked> by_path;
  for (const Finding& finding : assessment.findings) {
    if (finding.strength != checked::Strength::Must) continue;
    for (const Missing& missing : finding.missing) {
      if (missing.kind != Missing::Kind::Fact && missing.kind != Missing::Kind::List &&
          missing.kind != Missing::Kind::Judgement)
        continue;
      Asked& entry = by_path[missing.path];
      entry.missing = &missing;
      ++entry.findings;
    }
  }
  std::vector<Asked> order;
  for (const auto& [path, entry] : by_path) order.push_back(entry);
  std::stable_sort(order.begin(), order.end(),
                   [](const Asked& a, const Asked& b) { return a.findings > b.findings; });
  return order;
}

Phrase whoOf(Missing::Kind kind) {
  if (kind == Missing::Kind::List) return Phrase::PageAskList;
  return kind == Missing::Kind::Judgement ? Phrase::PageAskJudgement : Phrase::PageAskFact;
}

Filling questionOf(const Asked& asked, const Part& of, const Desk& desk) {
  const Missing& missing = *asked.missing;
  Filling out;
  put(out, "question", desk.in(missing.question));
  put(out, "question_name", desk.words(nameOf(missing)));
  put(out, "question_path", desk.words(nameOf(missing)));
  put(out, "who", desk.words(whoOf(missing.kind)));
  put(out, "waits", desk.words({Phrase::FindingsWait, {number(asked.findings)}}));
  put(out, "answer_at", desk.where(missing.place, of.assessment.profile_name));
  put(out, "lapsed", desk.words(missing.lapsed));
  return out;
}

using Days = std::map<std::string, std::vector<std::string>>;

class Calendar {
 public:
  explicit Calendar(const Desk& desk) : desk_(desk) {}

  void note(const std::string& day, const Message& event) {
    std::vector<std::string>& events = days_[day];
    std::string text = desk_.words(event);
    if (std::find(events.begin(), events.end(), text) == events.end()) events.push_back(std::move(text));
  }

  const Days& days() const { return days_; }

 private:
  const Desk& desk_;
  Days days_;
};

Days daysOf(const Assessment& assessment, const Desk& desk) {
  Calendar calendar(desk);
  const auto title_of = [&](const Finding& finding) {
    const std::string title = desk.in(finding.title);
    return verbatim(title.empty() ? finding.id : title);
  };
  for (const Finding& finding : assessment.findings) {
    if (finding.next && finding.next_concerns)
      calendar.note(toText(*finding.next), {Phrase::TakesEffect, {title_of(finding)}});
    if (finding.outcome == Outcome::Pending && !finding.due.empty())
      calendar.note(finding.due, fallsDue(finding, title_of(finding)));
  }
  for (const ExposureLine& line : assessment.exposures) {
    if (line.from)
      calendar.note(toText(*line.from), {Phrase::CanBeFined, {title_of(assessment.findings[line.finding])}});
  }
  for (const AmountResult& amount : assessment.amounts) {
    if (!amount.in_force && amount.next)
      calendar.note(toText(*amount.next), {Phrase::TakesEffect, {verbatim(amount.id)}});
  }
  for (const BenefitResult& benefit : assessment.benefits) {
    if (benefit.outcome == BenefitOutcome::NotInForce && benefit.amount.next)
      calendar.note(toText(*benefit.amount.next), {Phrase::TakesEffect, {verbatim(benefit.amount.id)}});
  }
  return calendar.days();
}

std::string seeAll(std::size_t all, std::size_t few, const Desk& desk) {
  return all > few ? desk.words({Phrase::PageAll, {number(all)}}) : std::string();
}

}  // namespace

void questions(Filling& part, const Part& of, const Desk& desk) {
  const std::vector<Asked> order = askedOf(of.assessment);
  List all, few;
  for (const Asked& asked : order) {
    all.push_back(questionOf(asked, of, desk));
    if (few.size() == kFewQuestions) continue;
    const std::string question = desk.in(asked.missing->question);
    Filling first;
    put(first, "first_question", question.empty() ? desk.words(nameOf(*asked.missing)) : question);
    put(first, "first_who",
        desk.words({Phrase::Apposition,
                    {whoOf(asked.missing->kind), {Phrase::FindingsWait, {number(asked.findings)}}}}));
    few.push_back(std::move(first));
  }
  list(part, "questions", all);
  flag(part, "few_questions", !few.empty());
  part["first_questions"] = Filling(few);
  put(part, "all_questions", seeAll(all.size(), kFewQuestions, desk));
}

void dates(Filling& part, const Part& of, const Desk& desk) {
  const auto entry_of = [](const std::string& day, const List& events) {
    Filling entry = one("day", day);
    entry["events"] = Filling(events);
    return entry;
  };
  List all, few;
  std::size_t count = 0;
  for (const auto& [day, texts] : daysOf(of.assessment, desk)) {
    List events, first;
    for (const std::string& text : texts) {
      events.push_back(one("event", text));
      if (++count <= kFewDates) first.push_back(events.back());
    }
    all.push_back(entry_of(day, events));
    if (!first.empty()) few.push_back(entry_of(day, first));
  }
  list(part, "days", all);
  list(part, "first_days", few);
  put(part, "all_dates", seeAll(count, kFewDates, desk));
}

void laterDates(Filling& part, const Part& of, const Desk& desk, Date last) {
  List later;
  for (const auto& [day, texts] : daysOf(of.assessment, desk)) {
    if (day <= toText(last)) continue;  // days with four digits of a year sort as texts
    List events;
    for (const std::string& text : texts) events.push_back(one("event", text));
    Filling entry = one("day", day);
    entry["events"] = Filling(events);
    later.push_back(std::move(entry));
  }
  list(part, "later_days", later);
}

void derived(Filling& part, const Part& of, const Desk& desk) {
  List entries;
  for (const Derived& each : of.assessment.derived) {
    Message text(Phrase::Labelled, {verbatim(desk.in(each.title)), each.value});
    if (!each.cites.empty()) text = {Phrase::Aside, {text, verbatim(each.cites.front())}};
    std::vector<Message> named;
    for (const Missing& missing : each.missing) {
      if (named.size() < kMissingShown) named.push_back(nameOf(missing));
    }
    if (!named.empty()) text = {Phrase::DerivedUnknown, {text, {Phrase::Enumeration, std::move(named)}}};
    List notes;
    for (const Texts& note : each.notes) notes.push_back(one("derived_note", desk.in(note)));
    Filling entry = one("derived_text", desk.words(text));
    entry["derived_notes"] = Filling(notes);
    entries.push_back(std::move(entry));
  }
  list(part, "derived", entries);
}

void packs(Filling& part, const Part& of, const Desk& desk) {
  List used, unread;
  for (const PackUse& pack : of.assessment.packs) {
    if (!pack.loaded) continue;
    const Message id = verbatim(pack.id), version = verbatim(pack.version);
    const std::string title = desk.in(pack.title);
    Message text = title.empty() ? Message(Phrase::PackLineUntitled, {id, version, pack.why})
                                 : Message(Phrase::PackLine, {id, version, verbatim(title), pack.why});
    const bool marked = pack.status != checked::Status::InForce && pack.status != checked::Status::Adopted;
    if (marked) text = {Phrase::Aside, {text, phraseOf(pack.status)}};
    used.push_back(one("pack_line", desk.words(text)));
  }
  for (const std::string& fact : of.assessment.unread)
    unread.push_back(one("unread_fact", Desk::plain(fact)));
  part["packs_used"] = Filling(used);
  list(part, "unread", unread);
}

}  // namespace jurat::html
