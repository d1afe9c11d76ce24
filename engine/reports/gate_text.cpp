#include "engine/reports/gate_text.h"

#include <algorithm>
#include <utility>

#include "engine/reports/report.h"

namespace jurat {
namespace {

Message waiverRemark(const Waiver& waiver, WaiverState state) {
  const Message granted = verbatim(toText(waiver.granted)), expires = verbatim(toText(waiver.expires));
  switch (state) {
    case WaiverState::Valid:
      return {Phrase::GateWaived, {expires, verbatim(waiver.approver), verbatim(waiver.reason)}};
    case WaiverState::Expiring:
      return {Phrase::GateExpiring, {expires, verbatim(waiver.approver), verbatim(waiver.reason)}};
    case WaiverState::NotYet:
      return {Phrase::GateWaiverNotYet, {granted}};
    case WaiverState::Expired:
      return {Phrase::GateWaiverExpired, {expires}};
    case WaiverState::Lapsed:
      return {Phrase::GateWaiverLapsed, {granted}};
    case WaiverState::NotWaivable:
      return Phrase::GateNotWaivable;
    case WaiverState::Unused:
      return Phrase::GateWaiverUnused;
  }
  return {};
}

}  // namespace

const FindingView& viewOf(const ReportPart& part, std::size_t index) {
  static const FindingView none;
  return part.views && index < part.views->size() ? (*part.views)[index] : none;
}

bool stands(const FindingView& view) {
  return view.asks_for != ExitCode::Pass && view.level == Level::Fail && !view.covered();
}

std::vector<Message> gateRemarks(const FindingView& view) {
  std::vector<Message> remarks;
  if (view.decides) remarks.push_back(Phrase::GateDecides);
  if (view.waiver) remarks.push_back(waiverRemark(*view.waiver, view.waiver_state));
  if (view.baseline == BaselineState::New) remarks.push_back(Phrase::GateNew);
  if (view.baseline == BaselineState::Unchanged) {
    remarks.push_back(view.since ? Message(Phrase::GateKnownSince, {verbatim(toText(*view.since))})
                                 : Message(Phrase::GateKnown));
  }
  if (view.level == Level::Warn) remarks.push_back(Phrase::GateWarns);
  if (view.level == Level::Off) remarks.push_back(Phrase::GateOff);
  return remarks;
}

Message gateRemark(const FindingView& view) {
  Message all;
  for (Message& one : gateRemarks(view))
    all = all.empty() ? std::move(one) : Message(Phrase::Semicolon, {std::move(all), std::move(one)});
  return all;
}

Message verdictText(const GateResult& gate) {
  std::size_t deciding = 0;
  for (const std::vector<FindingView>& part : gate.views) {
    deciding += static_cast<std::size_t>(
        std::count_if(part.begin(), part.end(), [](const FindingView& view) { return view.decides; }));
  }
  const Message code = number(static_cast<std::size_t>(gate.code));
  return deciding == 0 ? Message(Phrase::GateVerdictAlone, {code})
                       : Message(Phrase::GateVerdict, {code, number(deciding)});
}

Message waiverText(const WaiverUse& use) {
  const Waiver& waiver = *use.waiver;
  return {
      Phrase::WaiverOwner,
      {{Phrase::WaiverOf, {verbatim(waiver.rule), verbatim(waiver.subject), waiverRemark(waiver, use.state)}},
       verbatim(waiver.owner)}};
}

Message goneText(const Gone& gone) {
  return {Phrase::GateGone, {verbatim(gone.rule), verbatim(gone.subject), verbatim(toText(gone.since))}};
}

}  // namespace jurat
