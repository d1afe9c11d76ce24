// The gate's view in the JSON report: what decides, waivers, the baseline.
#include "engine/reports/json_pieces.h"
#include "engine/reports/words.h"

namespace jurat {

void JsonPieces::waiver(const Waiver& from, WaiverState state) const {
  out_.member("state", waiverCode(state));
  out_.member("reason", from.reason);
  out_.member("owner", from.owner);
  out_.member("approver", from.approver);
  out_.member("granted", toText(from.granted));
  out_.member("expires", toText(from.expires));
}

void JsonPieces::view(const FindingView& from) const {
  out_.openObject("gate");
  out_.member("decides", from.decides);
  out_.member("asks_for", static_cast<int>(from.asks_for));
  out_.member("level", levelCode(from.level));
  if (!from.fingerprint.empty()) out_.member("fingerprint", from.fingerprint);
  if (from.waiver) {
    out_.openObject("waiver");
    waiver(*from.waiver, from.waiver_state);
    out_.endObject();
  }
  if (from.baseline != BaselineState::None) {
    out_.openObject("baseline");
    out_.member("state", baselineCode(from.baseline));
    if (from.since) out_.member("since", toText(*from.since));
    out_.endObject();
  }
  out_.endObject();
}

void JsonPieces::gate(const GateResult& from) const {
  out_.member("exit_code", static_cast<int>(from.code));
  out_.openArray("waivers");
  for (const WaiverUse& use : from.used) {
    out_.beginObject();
    out_.member("rule", use.waiver->rule);
    out_.member("subject", use.waiver->subject);
    if (!use.waiver->profile.empty()) out_.member("profile", use.waiver->profile);
    waiver(*use.waiver, use.state);
    out_.member("days_left", use.days_left);
    place("place", use.waiver->place);
    out_.endObject();
  }
  out_.endArray();
  out_.openArray("gone");
  for (const Gone& gone : from.gone) {
    out_.beginObject();
    out_.member("rule", gone.rule);
    out_.member("subject", gone.subject);
    out_.member("fingerprint", gone.fingerprint);
    out_.member("since", toText(gone.since));
    out_.endObject();
  }
  out_.endArray();
  out_.openArray("policy");
  for (const Message& line : from.policy) out_.string(say(line, Language::English));
  out_.endArray();
}

}  // namespace jurat
