// The end of the text report: waivers and baseline, once for the whole run.
#include "engine/reports/gate_text.h"
#include "engine/reports/layout.h"
#include "engine/reports/text_page.h"

namespace jurat {
namespace {

void item(TextPage& page, std::string_view sign, const Message& text) {
  page.out += wrapped("  " + std::string(sign) + " ", page.words(text), page.options.width);
}

std::string_view signOf(WaiverState state) {
  switch (state) {
    case WaiverState::Valid:
      return "✓";
    case WaiverState::Expiring:
    case WaiverState::NotYet:
    case WaiverState::Unused:
      return "!";
    case WaiverState::Expired:
    case WaiverState::Lapsed:
    case WaiverState::NotWaivable:
      return "✗";
  }
  return "";
}

}  // namespace

void appendGate(TextPage& page, const GateResult& gate) {
  if (!gate.used.empty() || !gate.gone.empty()) page.heading(page.words(Phrase::HeadingGate));
  for (const WaiverUse& use : gate.used) item(page, signOf(use.state), waiverText(use));
  for (const Gone& gone : gate.gone) item(page, "–", goneText(gone));
  if (!gate.policy.empty()) page.heading(page.words(Phrase::HeadingPolicy));
  for (const Message& line : gate.policy) item(page, "!", line);
}

}  // namespace jurat
