// The summary of a run: by outcome, jurisdiction and rule, with what breaches may cost.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/portfolio/tally.h"
#include "engine/reports/json_writer.h"
#include "engine/reports/words.h"

namespace jurat::portfolio {
namespace {

// By currency: what is owed for certain, and what it may come to.
using Totals = std::map<std::string, MoneySum>;

// Only what is violated and has its sanction in force is owed for certain.
void gather(const std::vector<ExposureSum>& sums, Totals& out, std::optional<Outcome> only = {}) {
  for (const ExposureSum& sum : sums) {
    if (only && sum.outcome != *only) continue;
    MoneySum& total = out[currencyCode(sum.currency)];
    total.addLines(sum);
    if (sum.state == ExposureState::Live) total.addLow(sum.low);
    total.addHigh(sum.high);
  }
}

struct Part {
  std::array<std::uint64_t, kOutcomes> findings{};
  Totals exposures;
};

Part partOf(const RuleTally& rule) {
  Part part;
  part.findings = rule.findings;
  gather(rule.exposures, part.exposures);
  return part;
}

bool empty(const RuleTally& rule) {
  return std::all_of(rule.findings.begin(), rule.findings.end(), [](std::uint64_t n) { return n == 0; });
}

// In the order of ids: rules of one pack stand together however they were loaded.
std::vector<std::size_t> order(const Tally& tally, const Plan& plan) {
  std::vector<std::size_t> rules;
  for (std::size_t i = 0; i < tally.rules.size(); ++i) {
    if (!empty(tally.rules[i])) rules.push_back(i);
  }
  std::stable_sort(rules.begin(), rules.end(),
                   [&](std::size_t a, std::size_t b) { return plan.info[a].id < plan.info[b].id; });
  return rules;
}

std::map<std::string, Part> jurisdictions(const Tally& tally, const Plan& plan) {
  std::map<std::string, Part> parts;
  for (std::size_t i = 0; i < tally.rules.size(); ++i) {
    if (empty(tally.rules[i])) continue;
    Part& part = parts[plan.jurisdictions[raw(plan.info[i].pack)]];
    for (std::size_t k = 0; k < kOutcomes; ++k) part.findings[k] += tally.rules[i].findings[k];
    gather(tally.rules[i].exposures, part.exposures);
  }
  return parts;
}

// ---- JSON

void exposures(JsonWriter& out, const Totals& totals) {
  out.openArray("exposures");
  for (const auto& [currency, total] : totals) {
    out.beginObject();
    out.member("currency", currency);
    out.member("lines", total.lines);
    out.member("at_least", total.low.text());
    if (total.unbounded == 0) {
      out.member("at_most", total.high.text());
    } else {
      out.nullMember("at_most");
    }
    out.member("unbounded", total.unbounded);
    out.endObject();
  }
  out.endArray();
}

void part(JsonWriter& out, const Part& part, bool with_exposures) {
  out.openObject("findings");
  for (std::size_t i = 0; i < kOutcomes; ++i)
    out.member(outcomeWord(static_cast<Outcome>(i)), part.findings[i]);
  out.endObject();
  if (with_exposures) exposures(out, part.exposures);
}

void outcomes(JsonWriter& out, const Tally& tally, bool with_exposures) {
  out.openArray("outcomes");
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    std::uint64_t findings = 0;
    Totals totals;
    for (const RuleTally& rule : tally.rules) {
      findings += rule.findings[i];
      gather(rule.exposures, totals, static_cast<Outcome>(i));
    }
    out.beginObject();
    out.member("outcome", outcomeWord(static_cast<Outcome>(i)));
    out.member("companies", tally.companies[i]);
    out.member("findings", findings);
    if (with_exposures) exposures(out, totals);
    out.endObject();
  }
  out.endArray();
}

// ---- text

std::string grouped(std::uint64_t count) { return Number(static_cast<std::int64_t>(count)).grouped(); }

std::string moneyText(const Totals& totals) {
  std::string out;
  for (const auto& [currency, total] : totals) {
    out += out.empty() ? "" : "; ";
    out += currency + " " + total.low.grouped();
    if (total.unbounded != 0) {
      out += " or more";
    } else if (total.low != total.high) {
      out += " to " + total.high.grouped();
    }
  }
  return out;
}

// Under its heading a name each, and below it how many findings ask for something and what they may cost: in
// words, since ids are longer than columns of a terminal bear.
void list(std::string& out, const std::string& heading,
          const std::vector<std::pair<std::string, Part>>& rows) {
  constexpr std::array kShown = {Outcome::Violated, Outcome::Error,   Outcome::Undetermined,
                                 Outcome::Review,   Outcome::Pending, Outcome::Satisfied};
  out += "\n" + heading + "\n";
  for (const auto& [name, part] : rows) {
    std::string counts;
    for (const Outcome outcome : kShown) {
      const std::uint64_t count = part.findings[static_cast<std::size_t>(outcome)];
      if (count == 0) continue;
      counts += (counts.empty() ? "" : ", ") + grouped(count) + " " + std::string(outcomeWord(outcome));
    }
    const std::string money = moneyText(part.exposures);
    out += "  " + name + "\n    " + counts + "\n" + (money.empty() ? "" : "    exposure " + money + "\n");
  }
}

}  // namespace

std::string summaryJson(const Tally& tally, const Plan& plan, std::string_view engine_version) {
  const bool with = plan.options.exposures;
  JsonWriter out;
  out.beginObject();
  out.member("jurat_batch_summary", 1);
  out.member("engine", engine_version);
  out.member("disclaimer", "Not legal advice.");
  out.member("as_of", asOfText(plan.options.evaluate.as_of));
  out.member("records", tally.records);
  out.member("refused", tally.refused);
  out.member("evaluated", tally.evaluated());
  out.member("nothing_evaluated", tally.nothing);
  out.member("by_scalar_machine", tally.scalar);
  outcomes(out, tally, with);
  out.openArray("jurisdictions");
  for (const auto& [name, one] : jurisdictions(tally, plan)) {
    out.beginObject();
    out.member("jurisdiction", name);
    part(out, one, with);
    out.endObject();
  }
  out.endArray();
  out.openArray("rules");
  for (const std::size_t i : order(tally, plan)) {
    out.beginObject();
    out.member("rule", plan.info[i].id);
    out.member("severity", severityCode(plan.info[i].declaration->severity));
    part(out, partOf(tally.rules[i]), with);
    out.endObject();
  }
  out.endArray();
  out.endObject();
  return std::move(out).text();
}

std::string summaryText(const Tally& tally, const Plan& plan) {
  std::string out = grouped(tally.evaluated()) + " of " + grouped(tally.records) +
                    " records evaluated as of " + asOfText(plan.options.evaluate.as_of) + ", " +
                    grouped(tally.refused) + " refused. Not legal advice.\n";
  if (tally.nothing != 0)
    out +=
        "Of " + grouped(tally.nothing) + " nothing was evaluated: no rule that is in force speaks of them.\n";
  std::vector<std::pair<std::string, Part>> rows;
  for (auto& [name, one] : jurisdictions(tally, plan)) rows.emplace_back(name.empty() ? "(none)" : name, one);
  if (!rows.empty()) list(out, "by jurisdiction", rows);
  rows.clear();
  for (const std::size_t i : order(tally, plan)) {
    const Part one = partOf(tally.rules[i]);
    const auto asked = [&](Outcome outcome) { return one.findings[static_cast<std::size_t>(outcome)] != 0; };
    if (asked(Outcome::Violated) || asked(Outcome::Pending) || asked(Outcome::Undetermined) ||
        asked(Outcome::Review) || asked(Outcome::Error))
      rows.emplace_back(plan.info[i].id, one);
  }
  if (!rows.empty()) list(out, "by rule", rows);
  return out;
}

}  // namespace jurat::portfolio
