// Companies as lines of JSON: the columns are those that the ordinary reader of profiles leads to.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <deque>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/batch/records.h"
#include "tests/agreement/generate.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"
#include "tests/batch/columns_text.h"

namespace jurat::batch::test {
namespace {

using agreement::Loaded;

bool isNumber(const std::string& text) {
  if (text.empty() || text.find_first_not_of("-0123456789.") != std::string::npos) return false;
  const std::size_t digits = text[0] == '-' ? 1 : 0;
  const std::size_t point = text.find('.');
  const bool zero = text.size() > digits + 1 && text[digits] == '0' && text[digits + 1] != '.';
  return text.size() > digits && text[digits] != '.' && !zero && text.find('-', 1) == std::string::npos &&
         point != text.size() - 1 &&
         text.find('.', point == std::string::npos ? point : point + 1) == std::string::npos;
}

std::string jsonOf(const generated::Node& node) {
  using Shape = generated::Node::Shape;
  std::string out;
  if (node.shape == Shape::List) {
    for (const generated::Node& item : node.items) out += (out.empty() ? "" : ", ") + jsonOf(item);
    return "[" + out + "]";
  }
  if (node.shape == Shape::Record) {
    for (const generated::Entry& entry : node.entries)
      out += (out.empty() ? "\"" : ", \"") + entry.key + "\": " + jsonOf(entry.value);
    return "{" + out + "}";
  }
  if (!node.scalar.empty() && node.scalar[0] == '"') return node.scalar;
  if (isNumber(node.scalar)) return node.scalar;
  if (node.scalar == "yes") return "true";
  return "\"" + node.scalar + "\"";
}

std::optional<Profile> ordinary(Loaded& loaded, const std::string& json) {
  const SourceFile& source = loaded.sources.add("profile.json", json);
  return readProfile(source, ProfileSyntax::Json, loaded.program->vocabulary, {}, loaded.diagnostics);
}

// The columns of these records, read in both ways; their texts.
struct Both {
  std::string quick, slow;
  std::uint64_t records = 0, bound = 0;
};
Both both(Loaded& loaded, const std::vector<std::string>& lines, const AsOf& as_of) {
  Both out;
  Columns quick, slow;
  RecordReader reader(loaded.rules, as_of);
  reader.start(quick);
  std::deque<Profile> profiles;
  std::vector<const Profile*> block;
  std::deque<std::string> padded;
  for (const std::string& line : lines) {
    const std::string& text = padded.emplace_back(line + std::string(kPadding, ' '));
    const bool taken =
        reader.add({.text = std::string_view(text).substr(0, line.size()), .name = "in", .line = 1});
    std::optional<Profile> profile = ordinary(loaded, line);
    CHECK_MESSAGE(taken == profile.has_value(), line << "\n" << reader.complaints());
    if (!profile || !taken) continue;
    profiles.push_back(*std::move(profile));
    block.push_back(&profiles.back());
  }
  reader.finish();
  Machine machine(loaded.rules);
  readColumns(block, as_of, ReadFacts(*loaded.rules), machine, slow);
  out.quick = textOf(quick, loaded.program->vocabulary);
  out.slow = textOf(slow, loaded.program->vocabulary);
  out.records = reader.records();
  out.bound = reader.bound();
  return out;
}

// The first line in which two texts differ.
std::string firstDifference(const Both& both) {
  std::istringstream a(both.quick), b(both.slow);
  std::string x, y, heading;
  while (true) {
    const bool more_a = static_cast<bool>(std::getline(a, x)), more_b = static_cast<bool>(std::getline(b, y));
    if (!more_a && !more_b) return "";
    if (x != y || more_a != more_b) return heading + "\n  quick:    " + x + "\n  ordinary: " + y;
    if (x[0] != ' ') heading = x;
  }
}

std::string readWhole(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("the example in JSON becomes the columns of its profile") {
  const std::unique_ptr<Loaded> loaded = agreement::loadBelow("rules");
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  const std::string acme = readWhole("examples/acme-robotics.json");
  REQUIRE(!acme.empty());
  const Both read = both(*loaded, {acme, acme}, agreement::parseAsOf("2026-11-23"));
  CHECK(firstDifference(read) == "");
  MESSAGE(read.bound << " of " << read.records << " records were bound by the ordinary reader");
}

TEST_CASE("generated profiles in JSON become the columns of the profiles") {
  const std::size_t wanted = agreement::casesOf(1'200);
  const std::uint64_t first = agreement::firstSeed();
  std::uint64_t records = 0, bound = 0;
  for (std::uint64_t seed = first; records < wanted; ++seed) {
    generated::Dice dice(seed);
    const generated::Pack pack = generated::generatePack(dice);
    const std::unique_ptr<Loaded> loaded = agreement::load(pack.text.text());
    if (!loaded->rules) continue;
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < 12; ++i) lines.push_back(jsonOf(generated::generateProfile(pack, dice)));
    const Both read = both(*loaded, lines, agreement::parseAsOf(generated::generateAsOf(dice)));
    const std::string difference = firstDifference(read);
    if (!difference.empty()) FAIL("JURAT_SEED=" << seed << "\n" << difference);
    records += read.records;
    bound += read.bound;
  }
  MESSAGE(bound << " of " << records << " records were bound by the ordinary reader");
  CHECK(bound < records);
}

// Of the rules that the other engines are measured with; most answers are yes or no.
const std::string& usualRecord() {
  static const std::string record =
      R"({"jurat":1,"company":{"name":"c 1","is_undertaking":true,"financial_years":[{"ends_on":"2024-12-31",)"
      R"("headcount":8.5,"worldwide_annual_turnover":"EUR 536265"},{"ends_on":"2027-12-31","headcount":6}],)"
      R"("ai_systems":[{"id":"s1","status":"deployed","declared_roles":["provider","product_manufacturer"],)"
      R"("exclusive_purposes":[],"significant_harm_likely":false,"infers_emotions":true,"annex_iii_uses":["p2"],)"
      R"("performs_profiling":"unknown"}]}})";
  return record;
}

// Every byte but the last of a text, with others in its place.
std::vector<std::string> spoilt(const std::string& text) {
  constexpr std::string_view kOthers = "\" \\,:{}[]0t-\n\x80";
  std::vector<std::string> out;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    for (const std::size_t which : {i, 5 * i + 3}) {
      std::string& made = out.emplace_back(text);
      made[i] = kOthers[which % kOthers.size()];
    }
    std::string& longer = out.emplace_back(text);
    longer.insert(i, 1, kOthers[i % kOthers.size()]);
  }
  return out;
}

TEST_CASE("a usual record with any byte spoilt means what it means to the ordinary reader") {
  const std::unique_ptr<Loaded> loaded = agreement::loadBelow("bench/peers/jurat");
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  const AsOf as_of = agreement::parseAsOf("2026-11-23");
  const Both usual = both(*loaded, {usualRecord(), usualRecord()}, as_of);
  CHECK(firstDifference(usual) == "");
  CHECK(usual.bound == 0);
  const Both read = both(*loaded, spoilt(usualRecord()), as_of);
  CHECK(firstDifference(read) == "");
  MESSAGE(read.bound << " of " << read.records << " records were bound by the ordinary reader");
}

TEST_CASE("records may be spelled in every way that JSON allows") {
  const std::unique_ptr<Loaded> loaded = agreement::loadBelow("bench/peers/jurat");
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  const auto record = [](const std::string& answers) {
    return R"({"jurat": 1, "company": {)" + answers + "}}";
  };
  std::string wide;
  for (const char c : usualRecord()) {
    const bool structural = std::string_view("{}[],:").find(c) != std::string_view::npos;
    wide += structural ? " \t" + std::string(1, c) + "\r\n  " : std::string(1, c);
  }
  const std::vector<std::string> lines = {
      wide,
      "  " + usualRecord() + " \n",
      R"({ "company" : { "name" : "\u00e9\ud83d\ude00 \"q\" \\" , "is_under\u0074aking" : false } , "jurat" : 1 })",
      record(R"("name": "Œuvre 公司")"),
      R"({"jurat": 1, "frameworks": ["a"], "frameworks": [], "company": {}})",
      record(R"("ai_systems": [{"id": "a"}], "is_undertaking": true, "name": "x")"),
      record(R"("ai_systems": [{"id": "a"}], "is_undertaking": true, "is_undertaking": false, "name": "x")"),
      record(R"("is_undertaking": true, "ai_systems": [{"id": "a"}], "is_undertaking": false, "name": "x")"),
      record(R"("name": "a name that is longer than the few bytes that are compared at once, by far")"),
      record(
          R"("name": "unknown", "is_undertaking": "yes", "financial_years": "none", "ai_systems": "unknown")"),
      record(R"("financial_years": [{"ends_on": "2025-12-31", "headcount": 1.5e2}])"),
      record(
          R"("financial_years": [{"ends_on": "2025-12-31", "headcount": 123456789012345678901234567890}])"),
      record(R"("financial_years": [{"ends_on": "2025-12-31", "headcount": 0.123456789012345678})") + "]}}",
      record(R"("financial_years": [{"ends_on": "2025-12-31", "headcount": 1.123456789012345678}])"),
      record(R"("financial_years": [{"ends_on": "2025-12-31", "headcount": -1}])"),
      record(
          R"("financial_years": [{"ends_on": "2025-12-31", "headcount": {"value": 3, "source": "register"}}])"),
      record(R"("financial_years": [{"ends_on": "2025-12-31", "worldwide_annual_turnover": "EUR 400_000"}])"),
      record(R"("financial_years": [{"ends_on": "2025-12-31", "worldwide_annual_turnover": "USD 400"}])"),
      record(R"("financial_years": [{"ends_on": "2025-02-30"}])"),
      record(R"("financial_years": [{"ends_on": "2025-12-31"}, {"ends_on": "2025-12-31"}])"),
      record(R"("ai_systems": [{"id": "a"}, {"id": "a"}])"),
      record(
          R"("ai_systems": [{"id": "a", "declared_roles": ["pro\u0076ider"]}, {"status": "pilot", "id": "b"}])"),
  };
  const Both read = both(*loaded, lines, agreement::parseAsOf("2026-11-23"));
  CHECK(firstDifference(read) == "");
}

TEST_CASE("a record ends where its text does, whatever stands behind it") {
  const std::unique_ptr<Loaded> loaded = agreement::loadBelow("bench/peers/jurat");
  REQUIRE(loaded->rules);
  Columns columns;
  RecordReader reader(loaded->rules, agreement::parseAsOf("2026-11-23"));
  reader.start(columns);
  const std::string text = usualRecord() + std::string(kPadding, '"');
  for (std::size_t size = 0; size < usualRecord().size(); ++size)
    CHECK_FALSE(reader.add({.text = std::string_view(text).substr(0, size), .name = "in", .line = 1}));
  CHECK(
      reader.add({.text = std::string_view(text).substr(0, usualRecord().size()), .name = "in", .line = 1}));
  reader.finish();
  CHECK(columns.companies == 1);
}

TEST_CASE("a bad record is refused with its file, line and column, and the others stay") {
  const std::unique_ptr<Loaded> loaded = agreement::loadBelow("rules");
  REQUIRE(loaded->rules);
  Columns columns;
  RecordReader reader(loaded->rules, agreement::parseAsOf("2026-11-23"));
  reader.start(columns);
  const std::vector<std::string> lines = {
      R"({"jurat": 1, "company": {"name": "One", "is_undertaking": true}})",
      R"({"jurat": 1, "company": {"name": "Two", "is_undertaking": "perhaps"}})",
      R"({"jurat": 1, "company": {"name": "Three", "name": "Four"}})",
      R"({"jurat": 1, "company": {"name": "Five")",
      "{\"jurat\": 1, \"company\": {\"name\": \"\xff\"}}",
      R"({"jurat": 1, "company": {"name": "Six", "financial_years": [{"ends_on": "2025-12-31", "headcount": 12}]}})"};
  const std::vector<std::string> wanted = {
      "", "in.ndjson:2:59: error[J0620]", "in.ndjson:3:", "in.ndjson:4:", "in.ndjson:5:35: error[J0001]", ""};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string padded = lines[i] + std::string(kPadding, ' ');
    const std::string_view text = std::string_view(padded).substr(0, lines[i].size());
    const bool taken = reader.add({.text = text, .name = "in.ndjson", .line = i + 1});
    CHECK(taken == wanted[i].empty());
    if (!taken) CHECK_MESSAGE(reader.complaints().starts_with(wanted[i]), reader.complaints());
  }
  reader.finish();
  CHECK(columns.companies == 2);
  CHECK(columns.tables[*loaded->program->vocabulary.entity("company")].listed == 2);
}

}  // namespace jurat::batch::test
