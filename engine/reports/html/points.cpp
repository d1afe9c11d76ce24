#include "engine/reports/html/points.h"

#include "engine/reports/words.h"

namespace jurat::html {
namespace {

Message joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "; ") + text;
  return verbatim(std::move(out));
}

Message stakeText(const ExposureLine& line, const Assessment& assessment) {
  const AmountResult& amount = assessment.amounts[line.amount];
  Message text(Phrase::Labelled, {verbatim(line.party), upTo(amount)});
  if (!amount.cites.empty()) text = {Phrase::Aside, {text, verbatim(amount.cites.front())}};
  if (line.state == ExposureState::From)
    text = {Phrase::StakeFrom, {text, verbatim(line.from ? toText(*line.from) : std::string())}};
  if (line.state == ExposureState::Possible) text = {Phrase::StakePossible, {text}};
  if (line.state == ExposureState::Conditional) text = {Phrase::StakeConditional, {text}};
  if (line.once) text = {Phrase::StakeOnce, {text}};
  const Message confidence = confidenceOf(amount.confidence);
  return confidence.empty() ? text : Message(Phrase::WithConfidence, {text, confidence});
}

class Points {
 public:
  Points(const Finding& finding, const Part& part, const Desk& desk)
      : finding_(finding), part_(part), desk_(desk), page_(part.assessment, desk.run.sources, desk.options) {}

  List run(std::size_t index, const StakesOf& stakes) {
    law();
    outcome();
    deadline();
    missing();
    const auto at_stake = stakes.find(index);
    if (at_stake != stakes.end()) {
      List values;
      for (const ExposureLine* line : at_stake->second)
        values.push_back(value(stakeText(*line, part_.assessment)));
      point(Phrase::LabelAtStake, values);
    }
    List notes;
    for (const Texts& note : finding_.notes) notes.push_back(one("said", desk_.in(note)));
    point(Phrase::LabelNote, notes);
    if (finding_.outcome == Outcome::Violated || finding_.outcome == Outcome::Pending)
      line(Phrase::LabelDo, verbatim(page_.in(finding_.remedy)), "do");
    gate(part_.view(index));
    return std::move(points_);
  }

 private:
  Filling value(const Message& message) const { return one("said", desk_.words(message)); }

  void point(const Message& label, const List& values, const char* kind = "fact") {
    if (values.empty()) return;
    Filling out;
    put(out, "point", desk_.words(label));
    put(out, "point_kind", kind);
    out["values"] = Filling(values);
    points_.push_back(std::move(out));
  }

  void line(const Message& label, const Message& text, const char* kind = "fact") {
    if (!text.empty()) point(label, {value(text)}, kind);
  }

  void law() {
    const Message cites = joined(finding_.cites);
    const Message confidence = confidenceOf(finding_.confidence);
    line(Phrase::LabelLaw,
         confidence.empty() ? cites : Message(Phrase::CitesWithConfidence, {cites, confidence}));
    line(Phrase::PageLimbs, joined(finding_.decided_by));
  }

  void outcome() {
    if (!finding_.fault.empty()) {
      Filling fault = value(finding_.fault);
      put(fault, "at", desk_.where(finding_.fault_place, part_.assessment.profile_name));
      point(Phrase::LabelError, {fault});
    }
    const bool doubtful = finding_.outcome == Outcome::Review && finding_.could_be.size() == 1;
    if (doubtful) {
      line(Phrase::LabelWouldBe, {Phrase::ButUnconfirmed, {couldBeText(finding_)}});
    } else if (!finding_.could_be.empty()) {
      line(Phrase::LabelCouldBe, couldBeText(finding_));
    }
    if (!finding_.excepted_by.empty()) line(Phrase::PageExcepted, verbatim(finding_.excepted_by));
    if (finding_.vacuous) line(Phrase::LabelNote, Phrase::PageVacuous);
    if (finding_.next) line(Phrase::PageEffect, verbatim(toText(*finding_.next)));
    if (finding_.ended) line(Phrase::PageEnded, verbatim(toText(*finding_.ended)));
  }

  void deadline() {
    const Message due = dueText(finding_);
    if (finding_.outcome == Outcome::Pending)
      return line(Phrase::LabelDue, due.empty() ? Message(Phrase::NoDueDay) : due);
    if (finding_.outcome != Outcome::Violated || finding_.due.empty()) return;
    if (finding_.late_days) {
      line(Phrase::LabelLate, {Phrase::DoneAfter, {verbatim(std::to_string(*finding_.late_days)), due}});
    } else if (finding_.overdue) {
      line(Phrase::LabelOverdue, {Phrase::Since, {due}});
    }
  }

  void missing() {
    List values;
    for (const Missing& each : finding_.missing) {
      const bool judgement = each.kind == Missing::Kind::Judgement;
      Filling entry = value(judgement ? nameOf(each) : page_.missingText(each, finding_.subject_path));
      if (judgement && !each.lapsed.empty()) entry = value({Phrase::Aside, {nameOf(each), each.lapsed}});
      put(entry, "asked", desk_.in(each.question));
      put(entry, "at", desk_.where(each.place, part_.assessment.profile_name));
      values.push_back(std::move(entry));
    }
    point(finding_.outcome == Outcome::Review ? Phrase::LabelDecide : Phrase::LabelUnknown, values);
  }

  void gate(const FindingView& view) {
    if (view.waiver != nullptr) {
      const Waiver& waiver = *view.waiver;
      Filling entry = value({Phrase::PageWaiverBy,
                             {verbatim(waiver.reason), verbatim(waiver.owner), verbatim(waiver.approver)}});
      put(entry, "at", desk_.where(waiver.place, part_.assessment.profile_name));
      point(Phrase::PageWaiver, {entry}, "waiver");
    }
    if (!view.fingerprint.empty()) line(Phrase::PageFingerprint, verbatim(view.fingerprint), "digest");
  }

  const Finding& finding_;
  const Part& part_;
  const Desk& desk_;
  TextPage page_;
  List points_;
};

}  // namespace

List pointsOf(const Finding& finding, std::size_t index, const Part& part, const StakesOf& stakes,
              const Desk& desk) {
  return Points(finding, part, desk).run(index, stakes);
}

}  // namespace jurat::html
