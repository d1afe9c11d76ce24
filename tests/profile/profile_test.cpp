// Whole profiles: what stands in them, in which order, at which place, and that YAML and JSON say the same.
#include <doctest/doctest.h>

#include "engine/profile/datum.h"
#include "tests/profile/reading.h"

namespace jurat::testing {
namespace {

constexpr const char* kProfile = R"(# A byte order mark and § signs shift nothing.
jurat: 1
frameworks: [us.nist_ai_rmf]
company:
  complete: yes
  name: Acme § Robotics
  established_in: [NO, DE]
  users_in: {DE: 12, NO: unknown}
  financial_years:
    - ends_on: 2025-12-31
      headcount: {at_least: 400, at_most: 412.5}
    - {ends_on: 2024-12-31, headcount: 398}
  ai_systems:
    complete: no
    items:
      - id: cv
        declared_roles: deployer
        training_compute: 6.1e23 FLOP
        human_oversight_is_effective: {value: yes, by: QA, on: 2026-09-30}
      - id: mood
  incidents:
    - {id: i1, system: cv, aware_at: 2026-10-12T09:30+02:00}
  nist_controls:
    govern_2: {state: planned, target: 2027-03-01}
)";

// A datum as JSON; scalars that JSON can write bare are written bare.
std::string json(const Datum& datum) {
  std::string out;
  const auto quote = [](const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
    return quoted + "\"";
  };
  switch (datum.kind) {
    case DatumKind::Null:
      return "null";
    case DatumKind::Scalar:
      if (datum.text == "yes" || datum.text == "no") return datum.text == "yes" ? "true" : "false";
      if (!datum.text.empty() && datum.text.find_first_not_of("0123456789.") == std::string::npos)
        return datum.text;
      return quote(datum.text);
    case DatumKind::List:
      for (const Datum& item : datum.items) out += (out.empty() ? "" : ",\n ") + json(item);
      return "[" + out + "]";
    case DatumKind::Record:
      for (const Datum::Entry& entry : datum.entries) {
        out += (out.empty() ? "" : " , ") + quote(entry.key) + " : " + json(entry.value);
      }
      return "{" + out + "}";
  }
  return out;
}

}  // namespace

TEST_CASE("a whole profile is read as it stands") {
  Reading reading;
  read(reading, "acme.yaml", std::string("\xef\xbb\xbf") + kProfile);
  CHECK_EQ(reading.complaints(), "");
  REQUIRE(reading.profile);
  CHECK_EQ(contents(*reading.profile), R"(framework us.nist_ai_rmf
 complete
.name = Acme § Robotics
.established_in = [DE, NO]
.users_in[0] = 12
.users_in[2] = unknown
/financial_years given 2
/financial_years(2024-12-31).ends_on = 2024-12-31
/financial_years(2024-12-31).headcount = 398
/financial_years(2025-12-31).ends_on = 2025-12-31
/financial_years(2025-12-31).headcount = 400 .. 412.5
/ai_systems given incomplete 2
/ai_systems(cv).declared_roles = [deployer]
/ai_systems(cv).training_compute = 6.1e23 FLOP
/ai_systems(cv).human_oversight_is_effective = yes by QA on 2026-09-30 
/incidents given 1
/incidents(i1).system = cv
/incidents(i1).aware_at = 2026-10-12T09:30+02:00
/governance given 0
/nist_controls given 2
/nist_controls(govern_2).state = planned
/nist_controls(govern_2).target = 2027-03-01
)");
}

TEST_CASE("an answer knows the place of its value and of its key") {
  Reading reading;
  read(reading, "acme.yaml", kProfile);
  REQUIRE(reading.profile);
  const Profile& profile = *reading.profile;
  const EntityId company = *vocabulary().entity("company");
  const Answer* name =
      profile.answer(profile.roots[0], vocabulary().facts[*vocabulary().fact(company, "name")]);
  REQUIRE(name);
  CHECK_EQ(reading.sources.placeText(name->span), "acme.yaml:6:9");
  CHECK_EQ(reading.sources.text(name->span), "Acme § Robotics");
  CHECK_EQ(reading.sources.text(name->key), "name");
  const Instance& root = profile.instances[profile.roots[0]];
  CHECK_EQ(reading.sources.text(root.key), "company");
  const InstanceId system = root.children[1].instances[0];
  CHECK_EQ(reading.sources.text(profile.instances[system].key), "cv");
}

TEST_CASE("single records and controls always stand there") {
  Reading reading;
  read(reading, "p.yaml", "jurat: 1\ncompany: {}\n");
  REQUIRE(reading.profile);
  CHECK_EQ(contents(*reading.profile),
           "/financial_years 0\n/ai_systems 0\n/incidents 0\n/governance 1\n/nist_controls 2\n");
  Reading none;
  read(none, "p.yaml", "jurat: 1\ncompany: {governance: none, ai_systems: none, incidents: unknown}\n");
  REQUIRE(none.profile);
  CHECK_EQ(contents(*none.profile),
           "/financial_years 0\n/ai_systems given 0\n/incidents 0\n/governance given 0\n/nist_controls 2\n");
}

TEST_CASE("controls have the id and the option of their key") {
  Reading reading;
  read(reading, "p.yaml", "jurat: 1\ncompany:\n  nist_controls:\n    govern_2: {state: implemented}\n");
  REQUIRE(reading.profile);
  const Instance& root = reading.profile->instances[reading.profile->roots[0]];
  const ChildList& controls = root.children.back();
  REQUIRE_EQ(controls.instances.size(), 2);
  const Instance& second = reading.profile->instances[controls.instances[1]];
  CHECK_EQ(second.id, "govern_2");
  CHECK_EQ(second.option, 2);
  CHECK_EQ(reading.sources.text(second.key), "govern_2");
}

TEST_CASE("aliases are followed, and stand for what they name") {
  Reading reading;
  read(reading, "p.yaml",
       "jurat: 1\ncompany:\n  established_in: &c [DE, FR]\n  home_country: &d DE\n"
       "  ai_systems: [{id: a, users: &n 3}, {id: b, users: *n}]\n");
  CHECK_EQ(reading.complaints(), "");
  REQUIRE(reading.profile);
  CHECK_NE(contents(*reading.profile).find("/ai_systems(b).users = 3\n"), std::string::npos);
}

TEST_CASE("line ends of other systems move no place") {
  Reading reading;
  read(reading, "p.yaml", "jurat: 1\r\n# ümlaut\r\ncompany:\r\n  name: ünï\r\n  nme: x\r\n");
  REQUIRE_EQ(reading.diagnostics.all().size(), 1);
  CHECK_EQ(reading.sources.placeText(reading.diagnostics.all()[0].primary.span), "p.yaml:5:3");
}

TEST_CASE("a text of several lines is underlined to its last letter") {
  Reading reading;
  read(reading, "p.yaml", "jurat: 1\ncompany:\n  lei: |\n    not one\n    at all\n\n  name: x\n");
  REQUIRE_EQ(reading.diagnostics.all().size(), 1);
  CHECK_EQ(reading.sources.text(reading.diagnostics.all()[0].primary.span), "|\n    not one\n    at all");
}

TEST_CASE("YAML and JSON say the same") {
  const std::string corpus[] = {
      kProfile,
      "jurat: 1\ncompany: {}\n",
      "jurat: 1\ncompany: {name: NO, trade_name: none, is_undertaking: TRUE, users_in: unknown}\n",
      "jurat: 1\ncompany:\n  financial_years:\n  - {ends_on: 2025-12-31, headcount: 412.50, share: 7.25%, "
      "grant: EUR 1 000}\n",
      "jurat: 1\ncompany:\n  financial_years: [{ends_on: 2025-12-31, headcount: "
      "123456789012345678901234567890.5}]\n",
      "jurat: 1\ncompany:\n  ai_systems: [{id: \"a\\\"\\\\b\", impact_assessment: {value: not_applicable, "
      "reason: x}, "
      "instructions_for_use: {path: a.pdf, expires: 2027-01-01}}]\n",
      "jurat: 1\ncompany:\n  ai_systems: {items: [{id: a, annex_iii_uses: [p4b, p5a]}], complete: no}\n  "
      "governance: none\n",
  };
  for (const std::string& text : corpus) {
    CAPTURE(text);
    Reading yaml;
    read(yaml, "p.yaml", text);
    REQUIRE(yaml.profile);
    Diagnostics diagnostics;
    const std::optional<Datum> datum = readYaml(yaml.sources.files().front(), {}, diagnostics);
    REQUIRE(datum);
    Reading other;
    read(other, "p.json", json(*datum));
    CHECK_EQ(other.complaints(), "");
    REQUIRE(other.profile);
    CHECK_EQ(contents(*other.profile), contents(*yaml.profile));
  }
}

TEST_CASE("the order of keys changes nothing") {
  Reading one, other;
  read(one, "p.yaml",
       "jurat: 1\ncompany:\n  name: a\n  incidents: [{id: i, system: s}]\n  ai_systems: [{id: s, users: "
       "3}]\n");
  read(other, "p.yaml",
       "company:\n  ai_systems: [{users: 3, id: s}]\n  incidents: [{system: s, id: i}]\n  name: a\njurat: "
       "1\n");
  REQUIRE(one.profile);
  REQUIRE(other.profile);
  CHECK_EQ(contents(*one.profile), contents(*other.profile));
  CHECK_EQ(one.profile->instances.size(), other.profile->instances.size());
}

}  // namespace jurat::testing
