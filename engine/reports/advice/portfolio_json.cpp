// The JSON of differences of portfolios (docs/difference.schema.json).
#include "engine/reports/advice/portfolio_words.h"
#include "engine/reports/json_document.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

constexpr int kPortfolioDifferenceVersion = 1;

class PortfolioJson {
 public:
  PortfolioJson(const PortfolioReport& report, const ReportOptions& options)
      : report_(report), from_(report.difference), options_(options) {}

  std::string run() {
    beginDocument(out_, "jurat_portfolio_difference", kPortfolioDifferenceVersion, std::nullopt, options_);
    out_.member("before", inEnglish(report_.before));
    out_.member("after", inEnglish(report_.after));
    counts();
    oneSided("only_before", from_.gone);
    oneSided("only_after", from_.came);
    stakes(from_.stakes_before, from_.stakes_after);
    packs();
    out_.openArray("groups");
    for (const PortfolioGroup& each : from_.groups) group(each);
    out_.endArray();
    out_.endObject();
    return std::move(out_).text();
  }

 private:
  void counts() {
    const PortfolioTurns turns = turnsOf(from_);
    out_.openObject("counts");
    out_.member("companies", from_.counts.companies);
    out_.member("companies_differing", from_.counts.differing);
    out_.member("records_refused", from_.counts.refused);
    out_.member("companies_only_before", from_.gone.count());
    out_.member("companies_only_after", from_.came.count());
    out_.member("worse", turns.worse);
    out_.member("newly_violated", turns.violated);
    out_.member("better", turns.better);
    out_.member("neither", turns.other);
    out_.member("asking_for_nothing", turns.quiet);
    out_.endObject();
  }

  void company(const PortfolioCompany& company) {
    out_.member("company", company.name);
    if (company.line_before != 0) out_.member("line_before", company.line_before);
    if (company.line_after != 0) out_.member("line_after", company.line_after);
  }

  void oneSided(std::string_view name, const OneSided& companies) {
    out_.openArray(name);
    for (const PortfolioCompany& each : companies.companies) {
      out_.beginObject();
      company(each);
      out_.endObject();
    }
    out_.endArray();
  }

  void sums(std::string_view name, const Stakes& stakes) {
    out_.openArray(name);
    for (const auto& [currency, sum] : stakes) {
      out_.beginObject();
      out_.member("currency", currency);
      out_.member("lines", sum.lines);
      out_.member("at_least", sum.at_least.text());
      if (sum.unbounded == 0) {
        out_.member("at_most", sum.at_most.text());
      } else {
        out_.nullMember("at_most");
      }
      out_.member("unbounded", sum.unbounded);
      out_.endObject();
    }
    out_.endArray();
  }

  void stakes(const Stakes& before, const Stakes& after) {
    sums("exposures_before", before);
    sums("exposures_after", after);
  }

  void packs() {
    out_.openArray("packs");
    for (const PortfolioPack& pack : from_.packs) {
      out_.beginObject();
      out_.member("id", pack.id);
      version("version_before", pack.version_before);
      version("version_after", pack.version_after);
      out_.member("companies_new", pack.companies_new);
      out_.member("companies_gone", pack.companies_gone);
      out_.endObject();
    }
    out_.endArray();
  }

  void version(std::string_view name, const std::string& version) {
    if (version.empty()) {
      out_.nullMember(name);
    } else {
      out_.member(name, version);
    }
  }

  void group(const PortfolioGroup& group) {
    const Finding& one = group.one();
    out_.beginObject();
    out_.member("rule", group.rule);
    textsMember(out_, "title", one.title);
    out_.member("turn", turnCode(group.turn));
    side("before", group.before);
    side("after", group.after);
    constexpr std::string_view kMoves[] = {"", "earlier", "later", "another"};
    if (group.due != DueMove::None) out_.member("due", kMoves[static_cast<std::size_t>(group.due)]);
    out_.member("findings", group.findings);
    out_.member("companies", group.companies);
    stakes(group.stakes_before, group.stakes_after);
    out_.openArray("examples");
    for (const PortfolioCompany& each : group.examples) {
      out_.beginObject();
      company(each);
      if (!each.subject_path_before.empty()) out_.member("subject_path_before", each.subject_path_before);
      if (!each.subject_path_after.empty()) out_.member("subject_path_after", each.subject_path_after);
      out_.endObject();
    }
    out_.endArray();
    out_.member("looked_at", group.looked_at);
    reasons(group);
    out_.endObject();
  }

  void side(std::string_view name, const std::optional<Finding>& finding) {
    if (!finding) return out_.nullMember(name);
    out_.openObject(name);
    out_.member("outcome", outcomeWord(finding->outcome));
    if (!finding->could_be.empty()) {
      out_.openArray("could_be");
      for (const Outcome outcome : finding->could_be) out_.string(outcomeWord(outcome));
      out_.endArray();
    }
    out_.member("severity", severityCode(finding->severity));
    out_.member("strength", strengthCode(finding->strength));
    out_.strings("cites", finding->cites);
    out_.endObject();
  }

  void reasons(const PortfolioGroup& group) {
    out_.openArray("because");
    for (const SeenReason& seen : group.because) {
      out_.beginObject();
      out_.member("kind", reasonCode(seen.reason.kind));
      out_.member("text", inEnglish(reasonText(seen.reason)));
      if (!seen.reason.name.empty()) out_.member("name", seen.reason.name);
      if (seen.reason.day) out_.member("day", toText(*seen.reason.day));
      const std::string place = placeOf(seen.reason, report_, options_);
      if (!place.empty()) out_.member("place", place);
      out_.member("seen", seen.seen);
      out_.endObject();
    }
    out_.endArray();
  }

  const PortfolioReport& report_;
  const PortfolioDifference& from_;
  const ReportOptions& options_;
  JsonWriter out_;
};

}  // namespace

std::string portfolioJson(const PortfolioReport& report, const ReportOptions& options) {
  return PortfolioJson(report, options).run();
}

}  // namespace jurat
