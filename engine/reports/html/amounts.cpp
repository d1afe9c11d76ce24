// Ceilings, amounts and benefits of the HTML report.
#include <utility>

#include "engine/reports/html/outlook.h"
#include "engine/reports/html/reasoning.h"
#include "engine/reports/words.h"

namespace jurat::html {
namespace {

std::string citesOf(const AmountResult& amount, const Desk& desk) {
  std::string cites;
  for (const std::string& cite : amount.cites) cites += (cites.empty() ? "" : "; ") + cite;
  const Message confidence = confidenceOf(amount.confidence);
  return desk.words(confidence.empty() ? verbatim(cites)
                                       : Message(Phrase::WithConfidence, {verbatim(cites), confidence}));
}

// Its notes, then what it waits for.
List notesOf(const AmountResult& amount, const char* key, const Part& of, const Desk& desk) {
  const TextPage page(of.assessment, desk.run.sources, desk.options);
  List notes;
  for (const Texts& note : amount.notes) notes.push_back(one(key, desk.in(note)));
  for (const Missing& missing : amount.missing)
    notes.push_back(one(key, desk.words(Phrase::UnknownPrefix) + desk.words(page.missingText(missing))));
  return notes;
}

std::string titleOf(const AmountResult& amount, const Desk& desk) {
  const std::string title = desk.in(amount.title);
  return title.empty() ? Desk::plain(amount.id) : title;
}

Message verdictOf(const BenefitResult& benefit) {
  Message text = phraseOf(benefit.outcome);
  if (!benefit.could_be.empty()) text = {Phrase::Labelled, {text, couldBeText(benefit)}};
  if (benefit.outcome == BenefitOutcome::NotEligible) return text;
  Message amount = upTo(benefit.amount);
  if (benefit.outcome == BenefitOutcome::NotInForce) {
    amount = Phrase::NoneOnThisDate;
    if (benefit.ended) amount = {Phrase::BenefitEnded, {verbatim(toText(*benefit.ended))}};
    if (benefit.amount.next) amount = {Phrase::BenefitFrom, {verbatim(toText(*benefit.amount.next))}};
  } else if (!benefit.could_be.empty() && !benefit.amount.fault.empty()) {
    amount = {Phrase::Aside, {amount, benefit.amount.fault}};
  }
  return {Phrase::Apposition, {text, amount}};
}

}  // namespace

void amounts(Filling& part, const Part& of, const Desk& desk) {
  List entries;
  for (const AmountResult& amount : of.assessment.amounts) {
    if (!amount.in_force && !amount.next) continue;
    Filling entry;
    put(entry, "amount_title", titleOf(amount, desk));
    put(entry, "amount_text", desk.words(upTo(amount)));
    put(entry, "amount_cites", citesOf(amount, desk));
    put(entry, "amount_id", Desk::plain(amount.id));
    entry["amount_notes"] = Filling(notesOf(amount, "amount_note", of, desk));
    entries.push_back(std::move(entry));
  }
  list(part, "amounts", entries);
}

void benefits(Filling& part, const Part& of, const Desk& desk) {
  List entries;
  for (const BenefitResult& benefit : of.assessment.benefits) {
    Filling entry;
    put(entry, "benefit_title", titleOf(benefit.amount, desk));
    put(entry, "benefit_verdict", desk.words(verdictOf(benefit)));
    put(entry, "benefit_cites", citesOf(benefit.amount, desk));
    put(entry, "benefit_subject", Desk::plain(benefit.amount.subject_id));
    put(entry, "benefit_id", Desk::plain(benefit.amount.id));
    List notes = notesOf(benefit.amount, "benefit_note", of, desk);
    const Message caps = capsText(benefit);
    if (!caps.empty()) notes.insert(notes.begin(), one("benefit_note", desk.words(caps)));
    entry["benefit_notes"] = Filling(notes);
    flag(entry, "benefit_reasoned", !benefit.reason.children.empty());
    reasoning(entry, benefit.reason, desk, of.assessment.profile_name);
    entries.push_back(std::move(entry));
  }
  list(part, "benefits", entries);
}

}  // namespace jurat::html
