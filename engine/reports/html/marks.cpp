#include "engine/reports/html/marks.h"

namespace jurat::html {

std::vector<Mark> marksOf(const FindingView& view) {
  std::vector<Mark> marks;
  if (view.decides) marks.push_back({"decides", Phrase::PageDecides});
  if (view.waiver != nullptr)
    marks.push_back({view.waived() ? "waived" : "void", stateText(*view.waiver, view.waiver_state)});
  if (view.baseline == BaselineState::New) marks.push_back({"new", Phrase::PageNew});
  if (view.baseline == BaselineState::Unchanged) {
    Message text = Phrase::PageKnown;
    if (view.since) text = {Phrase::PageKnownSince, {verbatim(toText(*view.since))}};
    marks.push_back({"known", std::move(text)});
  }
  // A level says something only of what would ask for something.
  if (view.asks_for == ExitCode::Pass) return marks;
  if (view.level == Level::Warn) marks.push_back({"warn", Phrase::PageWarns});
  if (view.level == Level::Off) marks.push_back({"off", Phrase::PageOff});
  return marks;
}

const std::vector<Mark>& markKinds() {
  static const std::vector<Mark> kinds = {
      {"decides", Phrase::PageDecides}, {"waived", Phrase::PageMarkWaived}, {"void", Phrase::PageMarkLapsed},
      {"new", Phrase::PageNew},         {"known", Phrase::PageKnown},       {"warn", Phrase::PageWarns},
      {"off", Phrase::PageOff}};
  return kinds;
}

Message stateText(const Waiver& waiver, WaiverState state) {
  switch (state) {
    case WaiverState::Valid:
      return {Phrase::PageWaived, {verbatim(toText(waiver.expires))}};
    case WaiverState::Expiring:
      return {Phrase::PageExpiring, {verbatim(toText(waiver.expires))}};
    case WaiverState::NotYet:
      return Phrase::PageNotYet;
    case WaiverState::Expired:
      return Phrase::PageExpired;
    case WaiverState::Lapsed:
      return Phrase::PageLapsed;
    case WaiverState::NotWaivable:
      return Phrase::PageNotWaivable;
    case WaiverState::Unused:
      return Phrase::PageUnused;
  }
  return {};
}

}  // namespace jurat::html
