// The two JSON Schemas: of profiles, as `schema` prints it, and of the JSON report, as docs/ promises it.
#include "engine/profile/datum.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"

#include <functional>

#include "tests/cli/run.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"

using namespace jurat;
using namespace jurat::test;

namespace {

using Json = nlohmann::json;

// As an editor reads YAML before it validates: bare numbers and true/false are such, everything else is text.
Json jsonOf(const Datum& datum) {
  switch (datum.kind) {
    case DatumKind::Null:
      return nullptr;
    case DatumKind::List: {
      Json list = Json::array();
      for (const Datum& item : datum.items) list.push_back(jsonOf(item));
      return list;
    }
    case DatumKind::Record: {
      Json record = Json::object();
      for (const Datum::Entry& entry : datum.entries) record[entry.key] = jsonOf(entry.value);
      return record;
    }
    case DatumKind::Scalar:
      break;
  }
  const Json as_json = datum.quoted ? Json() : Json::parse(datum.text, nullptr, false);
  return as_json.is_number() || as_json.is_boolean() ? as_json : Json(datum.text);
}

Json profileOf(const std::string& path) {
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile* file = readSource(sources, path, Limits{}.profile_bytes, diagnostics);
  REQUIRE(file != nullptr);
  const bool json = path.size() > 5 && path.compare(path.size() - 5, 5, ".json") == 0;
  const std::optional<Datum> document =
      json ? readJson(*file, {}, diagnostics) : readYaml(*file, {}, diagnostics);
  REQUIRE(document.has_value());
  return jsonOf(*document);
}

Json printedSchema(const std::vector<std::string>& more) {
  std::vector<std::string> words = {"schema"};
  words.insert(words.end(), more.begin(), more.end());
  const Ran ran = run(words);
  REQUIRE(ran.code == 0);
  const Json schema = Json::parse(ran.out, nullptr, false);
  REQUIRE(schema.is_object());
  return schema;
}

const std::vector<std::string> kOutcomesPack = {"--rules-path", "tests/packs", "--rules", "outcomes"};

}  // namespace

TEST_CASE("the profiles of this project fit the schema of their packs") {
  const JsonSchema every_pack(printedSchema({}));
  for (const auto& entry : std::filesystem::directory_iterator("examples")) {
    const std::string path = entry.path().string(), extension = entry.path().extension().string();
    if (extension != ".yaml" && extension != ".json") continue;
    INFO(path);
    CHECK(every_pack.faults(profileOf(path)) == "");
  }
  const JsonSchema outcomes(printedSchema(kOutcomesPack));
  for (const std::string name :
       {"quiet", "breach", "every_outcome", "open", "unknown", "pending", "empty_company", "lacks_board"}) {
    INFO(name);
    CHECK(outcomes.faults(profileOf("tests/packs/profiles/" + name + ".yaml")) == "");
  }
}

TEST_CASE("what the engine refuses does not fit the schema either") {
  const JsonSchema schema(printedSchema(kOutcomesPack));
  const Json good = profileOf("tests/packs/profiles/quiet.yaml");
  struct Row {
    std::string what;
    std::function<void(Json&)> spoil;
  };
  const auto workshop = [](Json& profile) -> Json& { return profile["company"]["workshops"][0]; };
  const Row rows[] = {
      {"an option that is none", [&](Json& p) { workshop(p)["trade"] = "printr"; }},
      {"an entry without id", [&](Json& p) { workshop(p).erase("id"); }},
      {"an unknown fact", [&](Json& p) { workshop(p)["has_fire_dor"] = "yes"; }},
      {"an unknown key at the top", [](Json& p) { p["compny"] = Json::object(); }},
      {"no version", [](Json& p) { p.erase("jurat"); }},
      {"a version that is not there yet", [](Json& p) { p["jurat"] = 2; }},
      {"no company", [](Json& p) { p.erase("company"); }},
      {"a list for a record", [](Json& p) { p["company"] = Json::array(); }},
      {"a record for a list",
       [](Json& p) {
         p["company"]["workshops"] = Json{{"id", "press"}};
       }},
      {"perhaps for yes or no", [&](Json& p) { workshop(p)["has_fire_door"] = "perhaps"; }},
      {"a day as people write it", [&](Json& p) { workshop(p)["inspected_on"] = "2.3.2026"; }},
      {"money without a currency", [](Json& p) { p["company"]["turnover"] = 1'000'000; }},
      {"money in another currency", [](Json& p) { p["company"]["turnover"] = "USD 1_000_000"; }},
      {"a judgement without a name",
       [&](Json& p) {
         workshop(p)["is_well_lit"] = Json{{"value", "yes"}, {"on", "2026-01-10"}};
       }},
      {"a practice in a state of its own", [&](Json& p) { workshop(p)["washroom"] = "nearly"; }},
      {"null", [&](Json& p) { workshop(p)["apprentices"] = nullptr; }},
      {"none for what always exists", [&](Json& p) { workshop(p)["apprentices"] = "none"; }},
  };
  CHECK(schema.faults(good) == "");
  const Scratch scratch;
  for (const Row& row : rows) {
    Json spoiled = good;
    row.spoil(spoiled);
    INFO(row.what);
    CHECK(schema.faults(spoiled) != "");
    const std::string path = scratch.write("spoiled.json", spoiled.dump());
    std::vector<std::string> words = {"check", path};
    words.insert(words.end(), kOutcomesPack.begin(), kOutcomesPack.end());
    CHECK(run(words).code == 4);
  }
}

TEST_CASE("what the engine accepts fits the schema: unknown, ranges, records with a source") {
  const JsonSchema schema(printedSchema(kOutcomesPack));
  const Json good = profileOf("tests/packs/profiles/quiet.yaml");
  const std::vector<std::pair<std::string, Json>> rows = {
      {"trade", "unknown"},
      {"has_fire_door", true},
      {"has_fire_door", Json{{"value", "yes"}, {"source", "inspection report"}, {"as_of", "2026-03-02"}}},
      {"inspected_on", "none"},
      {"apprentices", "3"},
      {"apprentices", Json{{"at_least", 1}, {"at_most", 4}}},
      {"washroom", "not_started"},
      {"washroom", Json{{"value", "not_applicable"}, {"reason", "it is a tent"}}},
      {"is_well_lit", "unknown"}};
  const Scratch scratch;
  for (const auto& row : rows) {
    Json changed = good;
    changed["company"]["workshops"][0][row.first] = row.second;
    INFO(row.first, " ", row.second.dump());
    CHECK(schema.faults(changed) == "");
    std::vector<std::string> words = {"check", scratch.write("changed.json", changed.dump())};
    words.insert(words.end(), kOutcomesPack.begin(), kOutcomesPack.end());
    const Ran ran = run(words);
    INFO(ran.err);
    CHECK(ran.code != 4);
  }
}

TEST_CASE("the schema asks the fact's question, in the language wanted") {
  const Json english = printedSchema(kOutcomesPack);
  const Json& facts = english["definitions"]["workshop"]["properties"];
  CHECK(facts["has_fire_door"]["description"] == "Does it have a fire door?");
  CHECK(english["definitions"].dump().find("Smithy") != std::string::npos);
  std::vector<std::string> words = kOutcomesPack;
  words.insert(words.end(), {"--lang", "zh"});
  CHECK(printedSchema(words)["definitions"]["workshop"]["properties"]["has_fire_door"]["description"] ==
        "是否有防火门？");
}

TEST_CASE("JSON reports keep the promise of docs/report.schema.json") {
  const Json text = Json::parse(textOf("docs/report.schema.json"), nullptr, false);
  REQUIRE(text.is_object());
  const JsonSchema schema(text);
  std::vector<std::vector<std::string>> commands = {
      outcomesWords({"every_outcome", "quiet", "breach", "open", "unknown", "pending", "empty_company"})};
  for (const std::string day : {"2024-01-01", "2026-11-23", "2026-12-02", "2027-12-02"})
    commands.push_back({"check", "examples/acme-robotics.yaml", "--as-of", day});
  commands.push_back({"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23T10:00+01:00"});
  for (const std::string pack : {"eu.ai_act_2021", "eu.ai_act_2024", "eu.ai_press_2023"}) {
    commands.push_back({"check", "examples/acme-robotics.yaml", "--rules", pack, "--as-of", "2026-11-23"});
  }
  for (const std::string name : {"vouchers", "vouchers_open"}) {
    for (const std::string day : {"2024-12-31", "2025-06-30", "2026-11-24"}) {
      commands.push_back({"check", "tests/packs/profiles/" + name + ".yaml", "--rules-path", "tests/packs",
                          "--rules", "vouchers", "--as-of", day});
    }
  }
  for (const std::string name : {"conflict", "zero"}) {
    commands.push_back({"check", "tests/packs/profiles/" + name + ".yaml", "--rules-path", "tests/packs",
                        "--rules", "faults", "--as-of", "2026-11-23"});
  }
  for (std::vector<std::string>& words : commands) {
    words.insert(words.end(), {"--format", "json"});
    const Ran ran = run(words);
    const Json report = Json::parse(ran.out, nullptr, false);
    INFO(words[1], " ", words.back(), ran.err);
    REQUIRE(report.is_object());
    CHECK(schema.faults(report) == "");
  }

  Json report = Json::parse(checkOutcomes("every_outcome", {"--format", "json"}).out);
  CHECK(schema.faults(report) == "");
  report["profiles"][0]["findings"][0]["outcome"] = "fine";
  CHECK(schema.faults(report) != "");
}

TEST_CASE("JSON differences keep the promise of docs/difference.schema.json") {
  const Json text = Json::parse(textOf("docs/difference.schema.json"), nullptr, false);
  REQUIRE(text.is_object());
  const JsonSchema schema(text);
  const std::string acme = "examples/acme-robotics.yaml", day = "2026-11-23";
  const std::vector<std::vector<std::string>> commands = {
      {"diff", acme, "--as-of", day, "--to", "2028-01-01"},
      {"diff", acme, "--as-of", "2028-01-01", "--to", day},
      {"diff", "examples", "--as-of", day, "--to", "2027-12-03"},
      {"diff", acme, "examples/hanse-bank.yaml", "--as-of", day},
      {"diff", acme, "--as-of", day, "--rules", "eu.ai_act_2024", "--against", "eu.ai_act"},
      {"diff", "tests/packs/profiles/vouchers.yaml", "tests/packs/profiles/vouchers_open.yaml",
       "--rules-path", "tests/packs", "--rules", "vouchers", "--as-of", "2026-11-24"},
      {"what-if", acme, "--as-of", day, "--set", "established_in=[US]", "--set", "markets=[US]"},
      {"what-if", acme, "--as-of", day, "--set", "ai_systems[spam-filter]=none"},
      {"what-if", acme, "--as-of", day, "--set", "frameworks=none"}};
  for (std::vector<std::string> words : commands) {
    words.insert(words.end(), {"--format", "json"});
    const Ran ran = run(words);
    const Json report = Json::parse(ran.out, nullptr, false);
    INFO(words[0], " ", words[3], ran.err);
    CHECK(ran.code == 0);
    REQUIRE(report.is_object());
    CHECK(schema.faults(report) == "");
    CHECK(report["counts"]["without_reason"] == 0);
    CHECK(report["counts"]["profiles_differing"] > 0);
    // Whose amount it is, among entries of the same id in two lists.
    for (const Json& profile : report["profiles"]) {
      for (const Json& amount : profile["amounts"])
        CHECK(amount["subject_path"].get<std::string>().starts_with("company"));
    }
  }
}

// The whole report is a megabyte, most of it reasoning that the explanations show; kept is what was found, a
// line each.
TEST_CASE("what the JSON report of the example finds on the days on which something changes") {
  for (const std::string day : {"2026-11-23", "2026-12-02", "2027-12-02"}) {
    const Ran ran = run({"check", "examples/acme-robotics.yaml", "--as-of", day, "--format", "json"});
    const nlohmann::ordered_json report = nlohmann::ordered_json::parse(ran.out, nullptr, false);
    REQUIRE(report.is_object());
    std::string lines;
    for (const auto& finding : report["profiles"][0]["findings"]) {
      nlohmann::ordered_json line;
      for (const char* member : {"rule", "subject", "outcome", "could_be", "due", "late_days", "overdue",
                                 "next", "excepted_by", "decided_by"}) {
        if (finding.contains(member)) line[member] = finding[member];
      }
      if (finding.contains("missing")) {
        for (const auto& missing : finding["missing"]) line["missing"].push_back(missing["path"]);
      }
      lines += line.dump() + "\n";
    }
    for (const char* list : {"amounts", "exposures"}) {
      for (auto line : report["profiles"][0][list]) {
        for (const char* member : {"title", "notes", "missing"}) line.erase(member);
        lines += line.dump() + "\n";
      }
    }
    checkGolden("tests/cli/golden/acme_" + day + ".jsonl", lines);
  }
}
