// The engine through its one public header, as other programs use it.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "engine/embed/jurat.h"

using namespace jurat::engine;

namespace {

constexpr const char* kDay = "2026-11-23";

std::string textOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

const Loaded& outcomes() {
  static const Loaded loaded = load({.roots = {"tests/packs"}, .packs = {"outcomes"}});
  return loaded;
}

Request quiet() {
  return {.profile = textOf("tests/packs/profiles/quiet.yaml"), .name = "quiet.yaml", .as_of = kDay};
}

bool complains(const std::vector<Complaint>& complaints, const std::string& part) {
  for (const Complaint& each : complaints) {
    if (each.message.find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("an example is judged as the command line judges it") {
  const Loaded loaded = load({.roots = {"rules"}, .frameworks = {"us.nist_ai_rmf"}});
  REQUIRE(loaded.rules);
  CHECK(loaded.complaints.empty());
  const Answer answer = loaded.rules->check({.profile = textOf("examples/acme-robotics.yaml"),
                                             .name = "examples/acme-robotics.yaml",
                                             .as_of = kDay,
                                             .reports = {"json", "text"}});
  CHECK(answer.exit_code == 1);
  CHECK(answer.complaints.empty());
  std::size_t found = 0;
  for (const Finding& each : answer.findings) {
    if (each.rule != "eu.ai_act/emotion_recognition_at_work" || each.outcome != Outcome::Violated) continue;
    ++found;
    CHECK(each.subject == "company.ai_systems[call-centre-mood]");
    CHECK(each.severity == "critical");
    CHECK(each.strength == "must");
    CHECK(each.cites == std::vector<std::string>{"Art. 5(1)(f)"});
    CHECK(each.line > 0);
    CHECK(each.column > 0);
  }
  CHECK(found == 1);
  REQUIRE(answer.reports.size() == 2);
  CHECK(answer.reports[0].format == "json");
  CHECK(answer.reports[0].text.find("\"jurat_report\": 2") != std::string::npos);
  CHECK(answer.reports[1].text.find("Acme Robotics GmbH") == 0);
}

TEST_CASE("answers that only packs ask which are not loaded are left unread; a slip of the pen is not") {
  const Loaded loaded = load({.roots = {"rules"}, .packs = {"eu.sme"}, .frameworks = {"us.nist_ai_rmf"}});
  REQUIRE(loaded.rules);
  Request request{.profile = textOf("examples/acme-robotics.yaml"), .name = "acme.yaml", .as_of = kDay};
  CHECK(loaded.rules->check(request).complaints.empty());
  request.profile = "jurat: 1\ncompany:\n  us_placs: [texas]\n";
  const Answer refused = loaded.rules->check(request);
  CHECK(refused.exit_code == 4);
  CHECK(complains(refused.complaints, "`us_placs` is unknown"));
}

TEST_CASE("each outcome has the word that reports use") {
  CHECK(word(Outcome::Satisfied) == "satisfied");
  CHECK(word(Outcome::Pending) == "pending");
  CHECK(word(Outcome::NotApplicable) == "not_applicable");
  CHECK(word(Outcome::NotInForce) == "not_in_force");
  CHECK(word(Outcome::Error) == "error");
  CHECK(version().find('.') != std::string_view::npos);
}

TEST_CASE("what cannot be judged is complained about and never green") {
  REQUIRE(outcomes().rules);
  const Rules& rules = *outcomes().rules;
  CHECK(rules.packs().size() >= 1);
  struct Row {
    std::string what;
    Request request;
    int code;
    std::string part;
  };
  Request no_day = quiet(), wrong_day = quiet(), no_format = quiet(), no_yaml = quiet(), unloaded = quiet(),
          large = quiet();
  no_day.as_of.clear();
  wrong_day.as_of = "2026-02-30";
  no_format.reports = {"jsn"};
  no_yaml.profile = "jurat: 1\ncompany: [";
  unloaded.profile = "frameworks: [us.nist_ai_rmf]\n" + unloaded.profile;
  large.profile.assign((32u << 20) + 1, ' ');
  const std::vector<Row> rows = {
      {"no day", no_day, 2, "is no day of the calendar"},
      {"a day that is none", wrong_day, 2, "`2026-02-30` is no day"},
      {"an unknown format", no_format, 2, "there is no format `jsn`"},
      {"no YAML", no_yaml, 4, ""},
      {"a framework that is not loaded", unloaded, 4, "`us.nist_ai_rmf` is not loaded"},
      {"a profile beyond all bounds", large, 4, "larger than 32 MiB"}};
  for (const Row& row : rows) {
    INFO(row.what);
    const Answer answer = rules.check(row.request);
    CHECK(answer.exit_code == row.code);
    CHECK(answer.findings.empty());
    CHECK(answer.reports.empty());
    CHECK(complains(answer.complaints, row.part));
  }
}

TEST_CASE("rules that do not load say where and why") {
  const Loaded nothing = load({.roots = {"tests/no-such-folder"}});
  CHECK_FALSE(nothing.rules);
  CHECK(complains(nothing.complaints, "there is no pack in force below the roots"));
  const Loaded misnamed = load({.roots = {"tests/packs"}, .packs = {"outcoms"}});
  CHECK_FALSE(misnamed.rules);
  CHECK(complains(misnamed.complaints, "did you mean `outcomes`?"));
}

TEST_CASE("many threads check with one set of rules and agree") {
  REQUIRE(outcomes().rules);
  Request request = quiet();
  request.reports = {"json"};
  const std::string wanted = outcomes().rules->check(request).reports.at(0).text;
  constexpr std::size_t kThreads = 4;
  std::vector<std::string> got(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i)
    threads.emplace_back([&, i] { got[i] = Rules(*outcomes().rules).check(request).reports.at(0).text; });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& text : got) CHECK(text == wanted);
}
