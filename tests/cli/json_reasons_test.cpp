// Reasoning that findings of the JSON report share: put back in its place it is what `explain` says of each.
#include <map>

#include <nlohmann/json.hpp>

#include "tests/cli/run.h"

using namespace jurat::test;
using Json = nlohmann::json;

namespace {

// `because` of a line with everything that stands elsewhere put in; counts what did.
Json whole(const Json& because, const Json& shared, std::size_t& put_in) {
  Json lines = Json::array();
  for (Json line : because) {
    if (line.contains("because_at")) {
      ++put_in;
      line["because"] = shared.at(line["because_at"].get<std::size_t>()).at("because");
      line.erase("because_at");
    }
    if (line.contains("because")) line["because"] = whole(line["because"], shared, put_in);
    lines.push_back(std::move(line));
  }
  return lines;
}

Json jsonOf(std::vector<std::string> words) {
  for (const char* more : {"--as-of", "2026-11-23", "--format", "json"}) words.emplace_back(more);
  const Ran ran = run(words);
  const Json json = Json::parse(ran.out, nullptr, false);
  REQUIRE(json.is_object());
  return json;
}

}  // namespace

TEST_CASE("the reasoning of every kind of finding is complete once what is shared is put in") {
  const std::string profile = "examples/acme-robotics.yaml";
  const Json report = jsonOf({"check", profile});
  const Json& part = report.at("profiles").at(0);
  const Json& shared = part.at("shared_reasons");
  std::map<std::string, int> looked_at;
  std::size_t put_in = 0;
  for (const Json& finding : part.at("findings")) {
    const std::string outcome = finding.at("outcome");
    const bool stands_whole = outcome == "violated" || outcome == "pending" || outcome == "review";
    const std::string written = finding.value("because", Json::array()).dump();
    if (stands_whole) CHECK_FALSE(contains(written, "because_at"));
    if (!finding.contains("because") || (!contains(written, "because_at") && !stands_whole)) continue;
    if (++looked_at[outcome] > 4) continue;
    INFO(finding.at("rule") << " for " << finding.at("subject"));
    const Json explained =
        jsonOf({"explain", profile, finding.at("rule"), "--subject", finding.at("subject")});
    CHECK(whole(finding.at("because"), shared, put_in) == explained.at("because"));
  }
  CHECK(looked_at.size() >= 4);
  CHECK(put_in > 10);
}

TEST_CASE("a piece of shared reasoning is shared by two lines at least") {
  const Json report = jsonOf({"check", "examples/acme-robotics.yaml"});
  const Json& part = report.at("profiles").at(0);
  std::map<std::size_t, int> times;
  const std::string text = part.dump();
  const std::string key = "\"because_at\":";
  for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1))
    ++times[std::stoul(text.substr(at + key.size()))];
  CHECK(times.size() == part.at("shared_reasons").size());
  for (const auto& each : times) CHECK_MESSAGE(each.second >= 2, "shared_reasons[" << each.first << "]");
}
