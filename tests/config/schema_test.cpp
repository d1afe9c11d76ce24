// docs/config.schema.json and the reader of jurat.yaml accept and refuse the same files, and know the same
// keys.
#include <doctest/doctest.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <optional>
#include <set>

#include "engine/config/config.h"
#include "engine/profile/datum.h"
#include "engine/profile/profile.h"
#include "engine/reports/formats.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"
#include "tests/support/golden.h"

using namespace jurat;
using Json = nlohmann::json;

namespace {

Json schemaText() {
  return Json::parse(test::readWhole(test::projectPath("docs/config.schema.json")).value_or(""));
}

// As an editor reads YAML before it validates.
Json jsonOf(const Datum& datum) {
  Json out;
  if (datum.kind == DatumKind::List) {
    out = Json::array();
    for (const Datum& item : datum.items) out.push_back(jsonOf(item));
  } else if (datum.kind == DatumKind::Record) {
    out = Json::object();
    for (const Datum::Entry& entry : datum.entries) out[entry.key] = jsonOf(entry.value);
  } else if (datum.kind == DatumKind::Scalar) {
    const Json value = datum.quoted ? Json() : Json::parse(datum.text, nullptr, false);
    out = value.is_number() || value.is_boolean() ? value : Json(datum.text);
  }
  return out;
}

bool fits(const std::string& text) {
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile* file = addSource(sources, "jurat.yaml", text, diagnostics);
  const std::optional<Datum> document = readYaml(*file, {}, diagnostics, "configuration");
  REQUIRE(document.has_value());
  const Json schema_json = schemaText(), document_json = jsonOf(*document);
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  valijson::Validator validator;
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document_json), nullptr);
}

bool isRead(const std::string& text) {
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile* file = addSource(sources, "jurat.yaml", text, diagnostics);
  return readConfig(*file, {}, diagnostics).has_value();
}

}  // namespace

TEST_CASE("the schema and the reader are of one mind") {
  const std::string begin = "jurat: 1\n";
  const std::vector<std::string> good = {begin,
                                         begin + "rules: [a, b/c]\npacks: [eu.ai_act]\n",
                                         begin + "as_of: today\n",
                                         begin + "as_of: 2026-11-23\n",
                                         begin + "formats: [text, json=out.json]\n",
                                         begin + "fail_on: [violated, pending]\nmin_severity: critical\n",
                                         begin + "strength: [must, should]\nlang: zh\n",
                                         begin + "levels:\n  eu.ai_act: warn\n  eu.ai_act/x[y]: off\n",
                                         begin + "waivers: w.yaml\nbaseline: b.json\nledger: l.sqlite\n",
                                         begin + "no_grow: yes\n",
                                         begin + "no_grow: false\n",
                                         begin + "levels: {}\n"};
  const std::vector<std::string> bad = {"jurat: 2\n",
                                        "lang: zh\n",
                                        begin + "fail_on: violated\n",
                                        begin + "fail_on: []\n",
                                        begin + "fail_on: [violatd]\n",
                                        begin + "failon: [violated]\n",
                                        begin + "min_severity: [low]\n",
                                        begin + "min_severity: none\n",
                                        begin + "strength: [may]\n",
                                        begin + "formats: [jsn]\n",
                                        begin + "formats: [json=]\n",
                                        begin + "levels: [x]\n",
                                        begin + "levels: {x: loud}\n",
                                        begin + "levels: {x: [warn]}\n",
                                        begin + "waivers: [w.yaml]\n",
                                        begin + "waivers: \"\"\n",
                                        begin + "waivers:\n",
                                        begin + "rules: rules\n",
                                        begin + "rules: [[a]]\n",
                                        begin + "as_of: tomorrow\n",
                                        begin + "no_grow: maybe\n",
                                        begin + "lang: de\n",
                                        "[jurat]\n"};
  for (const std::string& text : good) {
    INFO(text);
    CHECK(fits(text));
    CHECK(isRead(text));
  }
  for (const std::string& text : bad) {
    INFO(text);
    CHECK_FALSE(fits(text));
    CHECK_FALSE(isRead(text));
  }
}

TEST_CASE("they know the same keys, words and formats") {
  const Json schema = schemaText();
  std::set<std::string> described, known = {"jurat"};
  for (const auto& [key, value] : schema["properties"].items()) described.insert(key);
  for (const ConfigKey& key : configKeys()) {
    known.insert(std::string(key.name));
    const Json& about = schema["properties"][std::string(key.name)];
    INFO(std::string(key.name));
    CHECK(about.value("description", "").rfind(std::string(key.about).substr(0, 20), 0) == 0);
    if (key.shape == ConfigShape::Words) CHECK(about["items"]["enum"] == Json(key.choices));
    if (key.shape == ConfigShape::Word) CHECK(about["enum"] == Json(key.choices));
  }
  CHECK(described == known);
  std::string formats;
  for (const ReportFormat& format : reportFormats())
    formats += (formats.empty() ? "" : "|") + std::string(format.name);
  CHECK(schema["properties"]["formats"]["items"]["pattern"] == "^(" + formats + ")(=.+)?$");
}
