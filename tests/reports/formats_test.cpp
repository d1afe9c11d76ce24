// What each format promises of a run put together by hand (made.h); docs/formats.md says the same in words.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "tests/reports/made.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"

using namespace jurat;
using namespace jurat::test;
using Json = nlohmann::json;

namespace {

Json parsed(const std::string& text) {
  Json json = Json::parse(text, nullptr, false);
  REQUIRE_FALSE(json.is_discarded());
  return json;
}

Json fileJson(const std::string& path) { return parsed(readWhole(path).value_or("")); }

const Json& resultOf(const Json& sarif, const std::string& rule) {
  for (const Json& result : sarif["runs"][0]["results"]) {
    if (result["ruleId"] == rule) return result;
  }
  FAIL("no result of " << rule);
  return sarif;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
    ++found;
  return found;
}

// Every format's name and its report.
std::vector<std::pair<std::string, std::string>> reports(const Made& run) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const ReportFormat& format : reportFormats())
    out.emplace_back(format.name, format.write(run.run(), run.options));
  return out;
}

}  // namespace

TEST_CASE("golden: every format of the run put together by hand") {
  const auto run = made();
  for (const auto& [name, report] : reports(*run)) {
    if (name != "html") checkGolden("tests/reports/golden/made." + name, report);
  }
  run->options.language = Language::Chinese;
  for (const std::string name : {"text", "markdown", "junit", "github"})
    checkGolden("tests/reports/golden/made_zh." + name, run->report(name));
}

TEST_CASE("two runs give the same bytes in every format") { CHECK(reports(*made()) == reports(*made())); }

TEST_CASE("every format says what decides, what is waived and what the baseline knows") {
  for (const auto& each : reports(*made())) {
    const auto& name = each.first;
    const auto& report = each.second;
    CAPTURE(name);
    if (name == "github") continue;  // its own marks are its kinds: see below
    if (name == "ics") {             // dates only
      CHECK(report.find("in the baseline since 2026-09-01") != std::string::npos);
      CHECK(report.find("a waiver has expired") != std::string::npos);
      continue;
    }
    CHECK(report.find(name == "csv" || name == "oscal" ? "yes" : "decide") != std::string::npos);
    CHECK(report.find(name == "csv" ? "valid" : "aive") != std::string::npos);
  }
}

TEST_CASE("sarif: every result has a place, kinds and levels are of the standard") {
  const Json sarif = parsed(made()->report("sarif"));
  const Json& run = sarif["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  CHECK(run["tool"]["driver"]["rules"].size() == 13);
  for (const Json& rule : run["tool"]["driver"]["rules"]) {
    CHECK(rule["properties"]["tags"].size() <= 20);
    CHECK(rule["properties"]["security-severity"].is_string());
  }
  std::set<std::string> prints;
  for (const Json& result : run["results"]) {
    const Json& place = result["locations"].at(0)["physicalLocation"];
    CHECK(place["artifactLocation"]["uri"] == "profiles/call%20centre.yaml");
    CHECK(place["region"]["startLine"] >= 1);
    CHECK(place["region"]["startColumn"] >= 1);
    CHECK(result.contains("suppressions"));
    CHECK(result.contains("baselineState"));
    CHECK(prints.insert(result["partialFingerprints"]["primaryLocationLineHash"]).second);
    if (result["kind"] != "fail") CHECK(result["level"] == "none");
    for (const Json& related : result.value("relatedLocations", Json::array()))
      CHECK(related["physicalLocation"]["artifactLocation"]["uri"] == "rules/made.jurat");
  }
}

TEST_CASE("sarif: waivers suppress, the baseline has states, what lacks an answer points at its record") {
  const Json sarif = parsed(made()->report("sarif"));
  const Json& waived = resultOf(sarif, "test.made/rule_1");
  CHECK(waived["suppressions"][0]["kind"] == "external");
  CHECK(waived["suppressions"][0]["status"] == "accepted");
  CHECK(waived["suppressions"][0]["justification"] == "call centre");
  CHECK(resultOf(sarif, "test.made/rule_0")["suppressions"].empty());
  CHECK(resultOf(sarif, "test.made/rule_3")["suppressions"].empty());  // expired
  CHECK(resultOf(sarif, "test.made/rule_3")["baselineState"] == "new");
  CHECK(resultOf(sarif, "test.made/rule_2")["baselineState"] == "unchanged");
  CHECK(resultOf(sarif, "test.made/rule_9")["baselineState"] == "absent");
  CHECK(resultOf(sarif, "test.made/rule_4")["kind"] == "review");
  CHECK(resultOf(sarif, "test.made/rule_11")["level"] == "note");  // low, and a warning of the project
  CHECK(resultOf(sarif, "test.made/rule_12")["level"] == "note");  // critical, switched off
  CHECK(resultOf(sarif, "test.made/rule_0")["properties"]["decides"] == true);
  const auto line = [&](const std::string& rule) {
    return resultOf(sarif, rule)["locations"][0]["physicalLocation"]["region"]["startLine"].get<int>();
  };
  CHECK(line("test.made/rule_0") == 5);  // the fact
  CHECK(line("test.made/rule_4") == 4);  // the record where the answer belongs
  const Json& related = resultOf(sarif, "test.made/rule_0")["relatedLocations"];
  CHECK(related[0]["physicalLocation"]["region"]["startLine"] == 3);
  CHECK(related[1]["logicalLocations"][0]["name"] == "call centre");
}

TEST_CASE("sarif: a finding without a place stands at the head of its profile; a clean run has its lists") {
  const auto run = made();
  for (Finding& finding : run->assessments.front().findings) finding.profile_place = finding.rule_place = {};
  const Json sarif = parsed(run->report("sarif"));
  const Json& place = resultOf(sarif, "test.made/rule_0")["locations"][0]["physicalLocation"];
  CHECK(place["artifactLocation"]["uri"] == "profiles/call%20centre.yaml");
  CHECK(place["region"]["startLine"] == 1);
  const Json clean = parsed(many(3, Outcome::Satisfied)->report("sarif"));
  CHECK(clean["runs"][0]["results"].is_array());
  CHECK(clean["runs"][0]["results"].empty());
  CHECK_FALSE(clean["runs"][0].contains("baselineState"));
  CHECK(parsed(many(3, Outcome::Satisfied)->report("gitlab")) == Json::array());
  CHECK(many(3, Outcome::Satisfied)->report("github").empty());
}

TEST_CASE("sarif: what is too much for a forge is cut, the worst stay, and it says so") {
  const Json sarif = parsed(many(25'003)->report("sarif"));
  CHECK(sarif["runs"][0]["results"].size() == 25'000);
  const std::string said =
      sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
  CHECK(said.find("3 more findings are not shown") == 0);
  CHECK(sarif["runs"][0]["results"][0]["level"] == "error");
}

TEST_CASE("github: ten of a kind, the worst first, and how many are left out") {
  const std::string all = many(40)->report("github");
  CHECK(count(all, "::error file=") == 10);
  CHECK(count(all, "\n") == 11);
  CHECK(
      all.find(
          "::notice title=Jurat::30 more findings are not shown: a step shows ten annotations of a kind.") !=
      std::string::npos);
  const std::string kinds = made()->report("github");
  CHECK(count(kinds, "::error ") == 5);    // two that decide, what is open, to judge, and an error
  CHECK(count(kinds, "::warning ") == 1);  // what the project lowered
  CHECK(count(kinds, "::notice ") == 4);   // waived, known, pending, switched off
  CHECK(kinds.find(
            "::error file=profiles/call centre.yaml,line=5,col=13,endLine=5,endColumn=16,title=call centre::"
            "call centre for call centre: violated%0Alaw: call centre%0A") == 0);
  const auto notices = many(40, Outcome::Pending);
  CHECK(count(notices->report("github"), "::notice ") == 10);
}

TEST_CASE("github: a summary below its limit, cut with a sentence, the worst kept") {
  const auto run = many(7'000);
  const ReportFormat& format = *reportFormat("github");
  const std::string whole = format.summary(run->run(), run->options, std::string::npos);
  CHECK(whole == run->report("markdown"));
  REQUIRE(whole.size() > (1u << 20));
  for (const std::size_t limit : {1u << 20, 100'000u, 3'000u, 100u, 0u}) {
    const std::string cut = format.summary(run->run(), run->options, limit);
    CHECK(cut.size() <= limit);
    if (limit < 3'000) continue;
    const std::size_t shown = count(cut, "\n- **");
    CHECK(cut.find("**" + std::to_string(7'000 - shown) + " more findings are not shown") !=
          std::string::npos);
    CHECK(cut.find("# bot") == 0);
    CHECK(cut.find("(critical, must)") != std::string::npos);
  }
}

TEST_CASE("junit: what counts fails, an error is one, the rest passes or is skipped with its reason") {
  const std::string junit = made()->report("junit");
  CHECK(junit.find("tests=\"13\" failures=\"4\" errors=\"1\" skipped=\"7\"") != std::string::npos);
  CHECK(count(junit, "<failure type=\"violated\"") == 2);
  CHECK(count(junit, "<failure type=\"undetermined\"") == 1);
  CHECK(count(junit, "<failure type=\"review\"") == 1);
  CHECK(junit.find("<skipped message=\"violated; waived until 2026-12-31 by call centre: call centre\">") !=
        std::string::npos);
  CHECK(junit.find("<skipped message=\"not applicable, excepted by call centre\">") != std::string::npos);
  CHECK(junit.find("<skipped message=\"violated; in the baseline since 2026-09-01\">") != std::string::npos);
}

TEST_CASE("junit: xmllint takes it") {
  if (std::system("command -v xmllint >/dev/null 2>&1") != 0) return;
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "jurat_junit_test.xml";
  for (const std::string text : {"call centre", "]]><&\"'", "a\x01\x1b[31m"}) {
    std::ofstream(path, std::ios::binary) << made(text)->report("junit");
    CHECK(std::system(("xmllint --noout --nonet '" + path.string() + "'").c_str()) == 0);
  }
  std::filesystem::remove(path);
}

TEST_CASE("gitlab: severities, and one fingerprint a finding") {
  const auto run = made();
  const Json issues = parsed(run->report("gitlab"));
  CHECK(JsonSchema(fileJson("tests/reports/schemas/gitlab-code-quality.schema.json")).faults(issues) == "");
  std::set<std::string> prints;
  std::map<std::string, std::string> severity;
  for (const Json& issue : issues) {
    CHECK(prints.insert(issue["fingerprint"]).second);
    severity[issue["check_name"]] = issue["severity"];
  }
  CHECK(severity["test.made/rule_0"] == "blocker");
  CHECK(severity["test.made/rule_1"] == "info");
  CHECK(severity["test.made/rule_2"] == "info");
  CHECK(severity["test.made/rule_4"] == "blocker");
  CHECK(severity["test.made/rule_6"] == "info");
  CHECK(severity["test.made/rule_11"] == "minor");
  // Lines that move do not change it.
  run->sources.add("elsewhere", "\n\n");
  for (Finding& finding : run->assessments.front().findings) finding.profile_place.begin -= 9;
  const Json moved = parsed(run->report("gitlab"));
  for (std::size_t i = 0; i < issues.size(); ++i) CHECK(moved[i]["fingerprint"] == issues[i]["fingerprint"]);
}

TEST_CASE("oscal: two states, the rest by its reason, ids that are the same in two runs and unique in one") {
  const std::string text = made()->report("oscal");
  const Json oscal = parsed(text);
  const JsonSchema schema(fileJson("tests/reports/schemas/oscal-assessment-results.schema.json"));
  CHECK(schema.faults(oscal) == "");
  CHECK(schema.faults(parsed(many(0)->report("oscal"))) == "");
  CHECK(schema.faults(parsed(many(2, Outcome::Satisfied)->report("oscal"))) == "");
  const Json& result = oscal["assessment-results"]["results"][0];
  const auto status = [&](Made::At at) { return result["findings"][at]["target"]["status"]; };
  CHECK(status(Made::Decides)["state"] == "not-satisfied");
  CHECK(status(Made::Decides)["reason"] == "fail");
  CHECK(status(Made::Open)["state"] == "not-satisfied");
  CHECK(status(Made::Open)["reason"] == "undetermined");
  CHECK(status(Made::Aside)["state"] == "satisfied");
  CHECK(status(Made::Aside)["reason"] == "not-applicable");
  CHECK(result["risks"][1]["status"] == "deviation-approved");
  CHECK(result["risks"][1]["deadline"] == "2026-12-31T23:59:59Z");
  CHECK(result["risks"].back()["status"] == "closed");
  CHECK(result["start"] == "2026-11-23T00:00:00Z");
  std::set<std::string> ids;
  const std::regex id("\"uuid\": \"([0-9a-f-]+)\"");
  for (std::sregex_iterator at(text.begin(), text.end(), id), end; at != end; ++at)
    CHECK(ids.insert((*at)[1]).second);
}

TEST_CASE("json: the gate's view, held to the schema that docs/ promises") {
  const JsonSchema schema(fileJson("docs/report.schema.json"));
  const Json json = parsed(made()->report("json"));
  CHECK(schema.faults(json) == "");
  CHECK(json["gate"]["exit_code"] == 1);
  CHECK(json["gate"]["waivers"][1]["state"] == "expired");
  CHECK(json["gate"]["waivers"][1]["days_left"] == -1);
  CHECK(json["gate"]["gone"].size() == 1);
  const Json& findings = json["profiles"][0]["findings"];
  CHECK(findings[Made::Waived]["outcome"] == "violated");
  CHECK(findings[Made::Waived]["gate"]["waiver"]["state"] == "valid");
  CHECK(findings[Made::Known]["gate"]["baseline"]["since"] == "2026-09-01");
  CHECK(findings[Made::Decides]["gate"]["decides"] == true);
  CHECK(findings[Made::Off]["gate"]["level"] == "off");
  CHECK(json["profiles"][0]["profile"] == "profiles/call centre.yaml");
}

TEST_CASE("text: marks in 80 columns") {
  for (const Language language : kLanguages) {
    const auto run = made();
    run->options.language = language;
    const std::string text = run->report("text");
    CHECK(count(text, language == Language::English ? "gate      decides the exit code"
                                                    : "门禁      决定退出码") == 2);
    CHECK(text.find("2026-12-31") != std::string::npos);
  }
}

TEST_CASE("paths below the working directory, without ./; others as they are") {
  const auto run = made();
  const std::string below = run->report("csv");
  CHECK(below.find("\r\nprofiles/call centre.yaml,5,13,") != std::string::npos);
  CHECK(below.find(",rules/made.jurat,3,") != std::string::npos);
  run->options.directory = "/pro";
  CHECK(run->report("csv").find(",/project/rules/made.jurat,3,") != std::string::npos);
  CHECK(run->report("sarif").find("\"file:///project/rules/made.jurat\"") != std::string::npos);
}

// The gate runs this with the folder of the schemas that others publish.
TEST_CASE("published schemas of SARIF and OSCAL") {
  const char* folder = std::getenv("JURAT_SCHEMAS");
  if (!folder) return;
  const std::string sarif_text = readWhole(std::string(folder) + "/sarif-schema-2.1.0.json").value_or("");
  std::string oscal_text =
      readWhole(std::string(folder) + "/oscal_assessment-results_schema.json").value_or("");
  // Names of classes of Unicode are not known to the regular expressions here, and all our tokens are ASCII.
  oscal_text = std::regex_replace(oscal_text, std::regex(R"(\(\\\\p\{L\}\|_\))"), "[A-Za-z_]");
  oscal_text = std::regex_replace(oscal_text, std::regex(R"(\(\\\\p\{L\}\|\\\\p\{N\}\|\[\.\\\\-_\]\))"),
                                  "[A-Za-z0-9._-]");
  REQUIRE(oscal_text.find("\\p{") == std::string::npos);
  const JsonSchema sarif(parsed(sarif_text)), oscal(parsed(oscal_text));
  for (const auto& run : {made(), made("<\"a{0}[b](c)>"), many(3), many(3, Outcome::Satisfied), many(0)}) {
    CHECK(sarif.faults(parsed(run->report("sarif"))) == "");
    CHECK(oscal.faults(parsed(run->report("oscal"))) == "");
  }
  for (const std::string name : {"acme.sarif", "acme.oscal"}) {
    CAPTURE(name);
    const Json report = fileJson("tests/cli/golden/" + name);
    CHECK((name == "acme.sarif" ? sarif : oscal).faults(report) == "");
  }
}
