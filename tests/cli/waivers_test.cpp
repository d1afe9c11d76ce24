// Waivers: when they hold, when they do not, and what is refused.
#include "tests/cli/gated.h"

using namespace jurat::test;

namespace {

const std::vector<std::string> kWaived = {"--waivers", "waivers.yaml"};

std::vector<std::string> addWords(const std::string& rule, const std::string& expires) {
  return {"waiver",       "add",
          "acme.yaml",    rule,
          "--rules-path", "rules",
          "--rules",      "house",
          "--as-of",      "2026-11-23",
          "--waivers",    "waivers.yaml",
          "--reason",     "Painters: \"in\" # since May",
          "--owner",      "Ada",
          "--approver",   "Bo",
          "--expires",    expires};
}

}  // namespace

TEST_CASE("a waiver covers its finding to the last day, in UTC, and the finding counts again the day after") {
  const House house;
  CHECK(house.check().code == 1);
  house.write("waivers.yaml", waiverFile("house/tidy", "company", "2026-12-15"));
  const Ran valid = house.check(kWaived);
  CHECK(valid.code == 0);
  CHECK(contains(valid.out, "VIOLATED"));  // it is never hidden
  CHECK(contains(valid.err, "warning[J0726]"));

  struct Row {
    std::string day;
    int code;
    std::string said;
  };
  for (const Row& row :
       {Row{"2026-10-31", 1, "warning[J0724]"}, Row{"2026-11-01", 0, ""}, Row{"2026-11-30", 0, ""},
        Row{"2026-12-01", 0, "note[J0725]"}, Row{"2026-12-15", 0, "ends on the day of this check"},
        Row{"2026-12-16", 1, "warning[J0721]"}}) {
    const Ran ran = house.run({"check", "acme.yaml", "--rules-path", "rules", "--rules", "house", "--as-of",
                               row.day, "--waivers", "waivers.yaml"});
    INFO(row.day, "\n", ran.err);
    CHECK(ran.code == row.code);
    CHECK(contains(ran.err, row.said));
    if (row.code == 1) CHECK(contains(ran.err, "waivers.yaml:"));
  }
}

TEST_CASE("waiver add writes an entry that holds until a fact changes, and not when it is spelt otherwise") {
  const House house;
  house.write("waivers.yaml", "# Ours.\njurat: 1\nwaivers: []\n");
  const Ran added = house.run(addWords("house/tidy", "2026-12-31"));
  INFO(added.err);
  REQUIRE(added.code == 0);
  const std::string text = house.text("waivers.yaml");
  CHECK(text.starts_with("# Ours.\njurat: 1\nwaivers:\n  - rule: house/tidy\n    subject: company\n"));
  CHECK(contains(text, "profile: acme.yaml\n"));
  CHECK(contains(text, "fingerprint: "));
  const Ran held = house.check(kWaived);
  CHECK(held.code == 0);
  CHECK(held.err == "");

  house.write("acme.yaml",
              "# moved\njurat: 1\n\ncompany:\n  has_plan: yes\n  is_tidy: false\n  has_exit: "
              "yes\n  name: Acme\n");
  CHECK(house.check(kWaived).code == 0);
  house.write("acme.yaml", "jurat: 1\ncompany:\n  name: Acme\n  has_exit: yes\n  has_plan: yes\n");
  const Ran lapsed = house.check(kWaived);
  CHECK(lapsed.code == 3);
  CHECK(contains(lapsed.err, "warning[J0722]"));
  house.write("acme.yaml",
              "jurat: 1\ncompany:\n  name: Acme\n  is_tidy: yes\n  has_exit: yes\n  has_plan: yes\n");
  const Ran unused = house.check(kWaived);
  CHECK(unused.code == 0);
  CHECK(contains(unused.err, "warning[J0723]"));
}

TEST_CASE("waiver add appends, with every comment kept, makes the file, and refuses what cannot hold") {
  const House house;
  REQUIRE(house.run(addWords("house/tidy", "2026-11-30")).code == 0);
  house.write("waivers.yaml", house.text("waivers.yaml") + "# the end\n");
  const std::string before = house.text("waivers.yaml");
  REQUIRE(house.run(addWords("house/tidy", "2026-12-31")).code == 0);
  CHECK(house.text("waivers.yaml").starts_with(before));
  CHECK(countOf(house.text("waivers.yaml"), "- rule:") == 2);

  struct Row {
    std::string rule, expires, said;
  };
  for (const Row& row : {Row{"house/tidi", "2026-12-31", "did you mean `house/tidy`?"},
                         Row{"house/plan", "2026-12-31", "there is nothing to waive"},
                         Row{"house/tidy", "2027-12-31", "at most 60 days: until 2027-01-21"},
                         Row{"house/tidy", "2026-11-22", "before it is granted"},
                         Row{"house/tidy", "31.12.2026", "no day of the calendar"}}) {
    const Ran ran = house.run(addWords(row.rule, row.expires));
    INFO(row.said, "\n", ran.err);
    CHECK(ran.code == 2);
    CHECK(contains(ran.err, row.said));
  }
  CHECK(countOf(house.text("waivers.yaml"), "- rule:") == 2);
  house.write("waivers.yaml", "{jurat: 1, waivers: []}\n");
  const Ran flow = house.run(addWords("house/tidy", "2026-12-31"));
  CHECK(flow.code == 2);
  CHECK(contains(flow.err, "no entry can be put"));
  CHECK(house.text("waivers.yaml") == "{jurat: 1, waivers: []}\n");
}

TEST_CASE("a rule that may not be waived") {
  const House house;
  house.write("acme.yaml", "jurat: 1\ncompany:\n  is_tidy: yes\n  has_exit: no\n  has_plan: yes\n");
  CHECK(contains(house.run(addWords("house/exit", "2026-12-31")).err, "may not be waived"));
  house.write("waivers.yaml", waiverFile("house/exit", "company", "2026-12-15"));
  const Ran ran = house.check(kWaived);
  CHECK(ran.code == 2);
  CHECK(ran.out == "");
  CHECK(contains(ran.err, "error[J0715]"));
  CHECK(contains(ran.err, "waivers.yaml:3:11"));
}

TEST_CASE("a file of waivers with a fault ends in 2, at the place, with what was meant") {
  const std::string good = waiverFile("house/tidy", "company", "2026-12-15");
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  struct Row {
    std::string text, code, said;
  };
  const std::vector<Row> rows = {
      {with("house/tidy", "house/tidi"), "J0713", "did you mean `house/tidy`?"},
      {with("house/tidy", "hause/tidy"), "J0713", "did you mean `house`?"},
      {with("subject: company", "subject: compani"), "J0714", "did you mean `company`?"},
      {with("2026-12-15", "2027-12-15"), "J0716", "410 days"},
      {with("2026-12-15", "2026-10-15"), "J0712", "expires before"},
      {with("2026-12-15", "2026-02-30"), "J0712", "`2026-02-30` is no day"},
      {with("    owner: \"Ada\"\n", ""), "J0711", "lacks its field `owner`"},
      {with("owner: \"Ada\"", "owner: \" \""), "J0711", "says nothing"},
      {with("owner: \"Ada\"", "owner: [Ada]"), "J0703", "must be a text"},
      {with("owner:", "ownr:"), "J0702", "did you mean `owner`?"},
      {good + "    fingerprint: abc\n", "J0717", "no fingerprint"},
      {with("jurat: 1", "jurat: 2"), "J0701", "not known"},
      {with("jurat: 1\n", ""), "J0701", "which version"},
      {"jurat: 1\nwaivers:\n", "J0703", "must be a list"},
      {"jurat: 1\n", "J0711", "no list `waivers`"},
      {"jurat: 1\nwaivers: [house/tidy]\n", "J0703", "a waiver must be a record"},
      {"- rule: x\n", "J0701", "which version"},
      {"jurat: 1\nwaivers: [\n", "J0601", "waivers.yaml"},
      {"jurat: 1\nwaivers: []\n---\njurat: 1\n", "J0605", "a waiver file is one document"},
      {good + "    reason: again\n", "J0608", "twice"},
      {"", "J0701", "which version"},
      {"jurat: 1\nwaivers: \xff\n", "J0001", ""},
  };
  const House house;
  for (const Row& row : rows) {
    house.write("waivers.yaml", row.text);
    const Ran ran = house.check(kWaived);
    INFO(row.code, "\n", row.text, "\n", ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out == "");
    CHECK(contains(ran.err, "error[" + row.code + "]"));
    CHECK(contains(ran.err, row.said));
    CHECK(contains(ran.err, "waivers.yaml:"));
  }
  const Ran missing = house.check({"--waivers", "waiver.yaml"});
  CHECK(missing.code == 2);
  CHECK(contains(missing.err, "did you mean `waivers.yaml`?"));
  CHECK(house.check({"--waivers", "rules"}).code == 2);
}

TEST_CASE(
    "what speaks of another profile or pack is left alone; a profile's name counts from the file's folder") {
  const House house;
  house.write("other.yaml", "jurat: 1\ncompany:\n  is_tidy: no\n  has_exit: yes\n  has_plan: yes\n");
  house.write("gate/waivers.yaml",
              waiverFile("house/tidy", "company", "2026-12-15", "    profile: ../acme.yaml\n"));
  CHECK(house.check({"--waivers", "gate/waivers.yaml"}).code == 0);
  CHECK(house.check({"other.yaml", "--waivers", "gate/waivers.yaml"}).code == 1);
  house.write("gate/waivers.yaml",
              waiverFile("house/tidy", "company.systems[x]", "2026-12-15", "    profile: ../third.yaml\n"));
  const Ran third = house.check({"--waivers", "gate/waivers.yaml"});
  CHECK(third.code == 1);
  CHECK(third.err == "");
  house.write("gate/waivers.yaml", waiverFile("eu.ai_act/ai_literacy", "company", "2026-12-15"));
  CHECK(house.check({"--waivers", "gate/waivers.yaml"}).code == 1);
}

TEST_CASE("waiver list shows the state of each") {
  const House house;
  house.write("waivers.yaml", waiverFile("house/tidy", "company", "2026-12-01") +
                                  waiverFile("house/plan", "company", "2026-12-15").substr(18));
  const Ran days = house.run({"waiver", "list", "--as-of", "2026-11-23"});
  CHECK(days.code == 0);
  CHECK(contains(days.out, "expiring      until 2026-12-01  house/tidy  company\n"));
  CHECK(contains(days.out, "valid         until 2026-12-15  house/plan  company\n"));
  CHECK(contains(days.out, "the painters are in (Ada, approved by Bo on 2026-11-01)"));
  const Ran judged = house.run({"waiver", "list", "acme.yaml", "--rules-path", "rules", "--rules", "house",
                                "--as-of", "2026-11-23", "--format", "json"});
  CHECK(judged.code == 0);
  CHECK(contains(judged.out, "\"state\": \"expiring\""));
  CHECK(contains(judged.out, "\"state\": \"unused\""));
  CHECK(contains(judged.out, "\"days_left\": 8"));
}
