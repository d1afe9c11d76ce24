// Rows and summary say what evaluate() says.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "engine/batch/records.h"
#include "engine/evaluate/evaluate.h"
#include "engine/portfolio/company_name.h"
#include "engine/portfolio/row_writer.h"
#include "engine/reports/words.h"
#include "tests/agreement/run.h"
#include "tests/portfolio/records.h"

using namespace jurat;
using namespace jurat::portfolio;
using namespace jurat::portfolio::test;

namespace {

const std::vector<std::string> kFindingColumns = {
    "line",     "rule", "subject",     "subject_path", "outcome", "could_be", "severity",
    "strength", "due",  "due_certain", "exposures",    "missing", "pack",     "jurisdiction"};

std::vector<Assessment> assessments(const Plan& plan, const std::vector<std::string>& records,
                                    std::vector<std::uint64_t>& lines) {
  std::vector<Assessment> all;
  batch::RecordReader reader(plan.rules, plan.options.evaluate.as_of);
  Machine machine(plan.rules);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string padded = records[i] + std::string(batch::kPadding, ' ');
    const std::optional<Profile> profile = reader.profile(
        {.text = std::string_view(padded).substr(0, records[i].size()), .name = "memory", .line = i + 1});
    if (!profile) continue;
    all.push_back(evaluate(machine, *profile, plan.options.evaluate));
    lines.push_back(i + 1);
  }
  return all;
}

std::string inQuotes(std::string_view text) {
  std::string out;
  appendQuoted(out, text);
  return out;
}

std::string boundText(const std::optional<Number>& bound) { return bound ? inQuotes(bound->text()) : "null"; }

// Ceiling of an amount as assessments have it, written a second time.
std::string ceilingText(const AmountResult& amount) {
  std::optional<Number> low, high;
  bool open = false;
  for (const AmountBound& bound : amount.bounds) {
    const std::optional<Number>& least = bound.has_most ? bound.most_low : bound.least_low;
    const std::optional<Number>& most = bound.has_most ? bound.most_high : bound.least_high;
    if (least && (!low || *low < *least)) low = least;
    if (most && (!high || *high < *most)) high = most;
    open = open || !most;
  }
  if (open) high.reset();
  if (amount.maybe_in_force) low.reset();
  return "\"amount\":" + inQuotes(amount.id) + ",\"currency\":" + inQuotes(currencyCode(amount.currency)) +
         ",\"at_least\":" + boundText(low) + ",\"at_most\":" + boundText(high);
}

std::string listed(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ",") + item;
  return "[" + out + "]";
}

std::string exposuresText(const Assessment& assessment, std::size_t finding, const std::string& rule) {
  std::vector<std::string> items;
  for (const ExposureLine& line : assessment.exposures) {
    if (line.finding != finding) continue;
    items.push_back("{\"rule\":" + inQuotes(rule) + ",\"state\":" + inQuotes(exposureCode(line.state)) + "," +
                    ceilingText(assessment.amounts[line.amount]) + "}");
  }
  return listed(items);
}

std::string findingText(const Plan& plan, const Assessment& assessment, std::size_t index,
                        std::uint64_t line) {
  const Finding& finding = assessment.findings[index];
  std::vector<std::string> could, missing;
  for (const Outcome outcome : finding.could_be) could.push_back(inQuotes(outcomeWord(outcome)));
  for (const Missing& each : finding.missing)
    missing.push_back(inQuotes(each.path.empty() ? each.name : each.path));
  std::sort(missing.begin(), missing.end());
  const checked::Declaration& declaration = plan.rules->program->declarations[finding.declaration];
  const checked::Pack& pack = plan.rules->program->packs[declaration.pack];
  // Rows of exposures name a rule of controls without its option.
  const std::string rule = idOf(*plan.rules->program, finding.declaration, finding.option);
  return "{\"line\":" + std::to_string(line) + ",\"rule\":" + inQuotes(finding.id) +
         ",\"subject\":" + inQuotes(finding.subject_id) +
         ",\"subject_path\":" + inQuotes(finding.subject_path) +
         ",\"outcome\":" + inQuotes(outcomeWord(finding.outcome)) + ",\"could_be\":" + listed(could) +
         ",\"severity\":" + inQuotes(severityCode(finding.severity)) +
         ",\"strength\":" + inQuotes(strengthCode(finding.strength)) +
         ",\"due\":" + (finding.due.empty() ? "null" : inQuotes(finding.due)) + ",\"due_certain\":" +
         (finding.due_open      ? "\"no\""
          : finding.due.empty() ? "null"
                                : "\"yes\"") +
         ",\"exposures\":" + exposuresText(assessment, index, rule) + ",\"missing\":" + listed(missing) +
         ",\"pack\":" + inQuotes(pack.id) +
         ",\"jurisdiction\":" + (pack.jurisdiction.empty() ? "null" : inQuotes(pack.jurisdiction)) + "}";
}

}  // namespace

TEST_CASE("a row a finding says what evaluate() says") {
  Options wanted = options(RowKind::Finding, kFindingColumns);
  wanted.outcomes.fill(true);
  const Plan plan(corpus().rules, wanted);
  const std::vector<std::string> records = variations(agreement::orFewer(60, 20));
  std::vector<std::uint64_t> lines;
  const std::vector<Assessment> all = assessments(plan, records, lines);
  const Ran ran = runAll(plan, records);
  std::istringstream rows(ran.rows);
  std::size_t exposures = 0, findings = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    exposures += all[i].exposures.size();
    for (std::size_t k = 0; k < all[i].findings.size(); ++k, ++findings) {
      std::string row;
      REQUIRE(std::getline(rows, row));
      if (row != findingText(plan, all[i], k, lines[i]))
        REQUIRE(row == findingText(plan, all[i], k, lines[i]));
    }
  }
  std::string rest;
  CHECK(!std::getline(rows, rest));
  CHECK(all.size() > agreement::orFewer(40, 10));
  CHECK(exposures > 100);
  MESSAGE(all.size() << " companies, " << findings << " findings, " << exposures << " exposures, "
                     << ran.ended.tally.scalar << " by the scalar machine");
}

TEST_CASE("a row a company counts the findings, and the summary adds them up") {
  const Plan plan(corpus().rules, options(RowKind::Company, {"line", "satisfied", "violated", "pending",
                                                             "undetermined", "review", "not_applicable",
                                                             "not_in_force", "error", "violated_rules"}));
  const std::vector<std::string> records = variations(40, 7);
  std::vector<std::uint64_t> lines;
  const std::vector<Assessment> all = assessments(plan, records, lines);
  const Ran ran = runAll(plan, records);
  std::string expected;
  std::array<std::uint64_t, kOutcomes> findings{}, companies{};
  ExitCode code = ExitCode::Pass;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::array<std::uint64_t, kOutcomes> counts{};
    std::vector<std::string> violated;
    for (const Finding& finding : all[i].findings) {
      ++counts[static_cast<std::size_t>(finding.outcome)];
      code = worse(code, codeOf(finding, {}));
      const std::string id = inQuotes(idOf(*plan.rules->program, finding.declaration, finding.option));
      if (finding.outcome == Outcome::Violated && (violated.empty() || violated.back() != id))
        violated.push_back(id);
    }
    expected += "{\"line\":" + std::to_string(lines[i]);
    for (std::size_t k = 0; k < kOutcomes; ++k) {
      findings[k] += counts[k];
      companies[k] += counts[k] != 0 ? 1 : 0;
      expected += "," + inQuotes(outcomeWord(static_cast<Outcome>(k))) + ":" + std::to_string(counts[k]);
    }
    expected += ",\"violated_rules\":" + listed(violated) + "}\n";
  }
  CHECK(ran.rows == expected);
  const Tally& tally = ran.ended.tally;
  CHECK(tally.records == records.size());
  CHECK(tally.evaluated() == all.size());
  CHECK(tally.companies == companies);
  CHECK(tally.code == code);
  std::array<std::uint64_t, kOutcomes> counted{};
  for (const RuleTally& rule : tally.rules) {
    for (std::size_t k = 0; k < kOutcomes; ++k) counted[k] += rule.findings[k];
  }
  CHECK(counted == findings);
}

TEST_CASE("sums of exposures are those of the lines of every company") {
  const Plan plan(corpus().rules, options(RowKind::Company, {}));
  const std::vector<std::string> records = variations(40, 11);
  std::vector<std::uint64_t> lines;
  std::map<std::string, std::pair<Number, Number>> wanted, found;
  std::uint64_t wanted_lines = 0, found_lines = 0;
  const auto put = [](Number& to, const std::optional<Number>& more) {
    if (more) to = *add(to, *more);
  };
  for (const Assessment& one : assessments(plan, records, lines)) {
    for (const ExposureLine& line : one.exposures) {
      const AmountResult& amount = one.amounts[line.amount];
      const std::string key = idOf(*plan.rules->program, one.findings[line.finding].declaration,
                                   one.findings[line.finding].option) +
                              " " + std::string(exposureCode(line.state)) + " " +
                              currencyCode(amount.currency);
      const std::string ceiling = ceilingText(amount);
      const auto number = [&](const std::string& name) -> std::optional<Number> {
        const std::size_t at = ceiling.find(name) + name.size();
        return ceiling[at] == 'n' ? std::nullopt
                                  : Number::parse(ceiling.substr(at + 1, ceiling.find('"', at + 1) - at - 1));
      };
      ++wanted_lines;
      put(wanted[key].first, number("\"at_least\":"));
      put(wanted[key].second, number("\"at_most\":"));
    }
  }
  const Ran ran = runAll(plan, records);
  for (std::size_t i = 0; i < plan.info.size(); ++i) {
    for (const ExposureSum& sum : ran.ended.tally.rules[i].exposures) {
      const std::string key =
          plan.info[i].id + " " + std::string(exposureCode(sum.state)) + " " + currencyCode(sum.currency);
      found_lines += sum.lines;
      put(found[key].first, sum.low);
      put(found[key].second, sum.high);
    }
  }
  CHECK(found_lines == wanted_lines);
  CHECK(found == wanted);
  CHECK(wanted.size() > 5);
  const std::string json = summaryJson(ran.ended.tally, plan, "test");
  CHECK(json.find("\"jurat_batch_summary\": 1") != std::string::npos);
}

TEST_CASE("names are found in records and read as JSON means them") {
  const std::vector<std::string> roots = {"company"};
  CHECK(nameToken(R"({"jurat":1,"company":{"x":{"name":"no"},"name" : "A\"\u00fcB"}})", roots) ==
        R"("A\"\u00fcB")");
  CHECK(nameToken(R"({"company":{"y":[1,{"name":"no"},"}"],"name":{"source":"s","value":"C"}}})", roots) ==
        R"("C")");
  CHECK(nameToken(R"({"company":{"is":true}})", roots).empty());
  CHECK(nameToken(R"({"company":{"name":7,"a":1}})", roots).empty());
  CHECK(unescaped(R"("a\n\t\\\"\u00e9\ud83d\ude00")") == "a\n\t\\\"é😀");
}
