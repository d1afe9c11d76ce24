#include "engine/ledger/export.h"

#include <nlohmann/json.hpp>

namespace jurat {

std::string jsonLine(const LedgerEntry& entry) {
  using Json = nlohmann::ordered_json;
  Json line;
  line["jurat_ledger_row"] = entry.form;
  line["id"] = static_cast<std::int64_t>(entry.id);
  line["recorded_at"] = entry.recorded_at;
  line["engine_version"] = entry.engine_version;
  line["as_of"] = entry.as_of;
  line["profile_name"] = entry.profile_name;
  line["profile_digest"] = entry.profile_digest;
  line["rules_digest"] = entry.rules_digest;
  if (entry.form > 1) {
    line["policy_digest"] = entry.policy_digest;
    line["settings_digest"] = entry.settings_digest;
  }
  line["outcomes_digest"] = entry.outcomes_digest;
  line["report_digest"] = entry.report_digest;
  line["keep"] = keepName(entry.keep);
  line["exit_code"] = entry.exit_code;
  // A flat object, as all counts are: a hostile text may nest deeper than a program can follow.
  const bool flat = entry.counts.find_first_of("{[", 1) == std::string::npos;
  const Json counts = flat ? Json::parse(entry.counts, nullptr, false) : Json();
  // Written out again it must be the text that was hashed; a text that is not stays a text.
  const bool same = counts.is_object() && counts.dump() == entry.counts;
  line["counts"] = same ? counts : Json(entry.counts);
  if (entry.form > 1) line["signer"] = entry.signer;
  line["previous"] = entry.previous;
  line["hash"] = entry.hash;
  if (entry.form > 1) line["signature"] = entry.signature;
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace jurat
