// The JSON report: versioned, keys never translated, amounts and numbers as decimal strings.
#include <array>
#include <utility>

#include "engine/base/versions.h"
#include "engine/reports/json_pieces.h"
#include "engine/reports/words.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr int kReportMinor = 1;

using Counts = std::array<std::array<std::size_t, kOutcomes>, 4>;  // by strength and outcome

void packs(JsonWriter& out, const JsonPieces& pieces, const Assessment& assessment) {
  out.openArray("packs");
  for (const PackUse& pack : assessment.packs) {
    out.beginObject();
    out.member("id", pack.id);
    out.member("version", pack.version);
    pieces.texts("title", pack.title);
    out.member("status", statusCode(pack.status));
    out.member("loaded", pack.loaded);
    out.member("why", say(pack.why, Language::English));
    out.endObject();
  }
  out.endArray();
}

void summary(JsonWriter& out, const Assessment& assessment) {
  Counts counts{};
  for (const Finding& one : assessment.findings)
    ++counts[static_cast<std::size_t>(one.strength)][static_cast<std::size_t>(one.outcome)];
  out.openObject("summary");
  for (std::size_t strength = 0; strength < counts.size(); ++strength) {
    out.openObject(strengthCode(static_cast<checked::Strength>(strength)));
    for (std::size_t outcome = 0; outcome < kOutcomes; ++outcome)
      out.member(outcomeWord(static_cast<Outcome>(outcome)), counts[strength][outcome]);
    out.endObject();
  }
  out.member("evaluated", assessment.evaluated);
  out.member("steps", assessment.steps);
  out.endObject();
}

// A list of objects, `write` giving each its members.
template <typename List, typename Write>
void objects(JsonWriter& out, std::string_view name, const List& list, Write write) {
  out.openArray(name);
  for (const auto& one : list) {
    out.beginObject();
    write(one);
    out.endObject();
  }
  out.endArray();
}

void findings(JsonWriter& out, const JsonPieces& pieces, const ReportPart& part) {
  out.openArray("findings");
  for (std::size_t i = 0; i < part.assessment->findings.size(); ++i) {
    out.beginObject();
    pieces.finding(part.assessment->findings[i]);
    if (part.views) pieces.view((*part.views)[i]);
    out.endObject();
  }
  out.endArray();
}

void profile(JsonWriter& out, const SourceMap& sources, const Paths& paths, const ReportPart& part) {
  const Assessment& assessment = *part.assessment;
  const SharedReasons shared(assessment);
  const JsonPieces pieces(out, sources, paths, &shared);
  out.beginObject();
  out.member("profile", paths.of(assessment.profile_name));
  out.member("company", assessment.company);
  out.member("as_of", asOfText(assessment.as_of));
  packs(out, pieces, assessment);
  summary(out, assessment);
  findings(out, pieces, part);
  pieces.sharedReasons();
  objects(out, "amounts", assessment.amounts, [&](const AmountResult& one) { pieces.amount(one); });
  objects(out, "benefits", assessment.benefits, [&](const BenefitResult& one) { pieces.benefit(one); });
  objects(out, "derived", assessment.derived, [&](const Derived& one) { pieces.derived(one); });
  objects(out, "exposures", assessment.exposures,
          [&](const ExposureLine& one) { pieces.exposure(one, assessment); });
  out.strings("unread_facts", assessment.unread);
  out.endObject();
}

// One explanation: members that `write` makes, then who says it.
template <typename Write>
std::string explanation(const SourceMap& sources, const ReportOptions& options, Write write) {
  JsonWriter out;
  const Paths paths(sources, options);
  out.beginObject();
  write(JsonPieces(out, sources, paths, nullptr));
  out.member("engine", options.engine_version);
  out.member("disclaimer", "Not legal advice.");
  out.endObject();
  return std::move(out).text();
}

}  // namespace

std::string jsonReport(const std::vector<ReportPart>& parts, const RuleSet&, const SourceMap& sources,
                       const ReportOptions& options, const GateResult* gate) {
  JsonWriter out;
  const Paths paths(sources, options);
  beginDocument(out, "jurat_report", kReportVersion, kReportMinor, options);
  if (gate) {
    out.openObject("gate");
    JsonPieces(out, sources, paths, nullptr).gate(*gate);
    out.endObject();
  }
  out.openArray("profiles");
  for (const ReportPart& part : parts) profile(out, sources, paths, part);
  out.endArray();
  out.endObject();
  return std::move(out).text();
}

std::string explanationJson(const Finding& finding, const RuleSet&, const SourceMap& sources,
                            const ReportOptions& options) {
  return explanation(sources, options, [&](const JsonPieces& pieces) { pieces.finding(finding); });
}

std::string explanationJson(const BenefitResult& benefit, const RuleSet&, const SourceMap& sources,
                            const ReportOptions& options) {
  return explanation(sources, options, [&](const JsonPieces& pieces) { pieces.benefit(benefit); });
}

std::string explanationJson(const AmountResult& amount, const Reason& reason, const SourceMap& sources,
                            const ReportOptions& options) {
  return explanation(sources, options, [&](const JsonPieces& pieces) { pieces.amount(amount, reason); });
}

}  // namespace jurat
