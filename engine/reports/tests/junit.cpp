// A run of tests for build servers, valid against the strict JUnit schema: what it requires and we do not
// know (a clock, a host, a duration) is the same in every run.
#include <map>

#include "engine/reports/report.h"
#include "engine/reports/tests/markup.h"
#include "engine/reports/tests/test_report.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

std::string failureBody(const TestFailure& failure, const SourceMap& sources) {
  std::string text =
      sources.placeText(failure.place) + "\nexpected " + failure.sentence() + "\ngot " + failure.got + "\n";
  const std::string why = reasonText(failure.why, sources, 2, {.width = 100});
  return why.empty() ? text : text + "because\n" + why;
}

// The schema has one failure a case: the others follow in its text.
std::string testCase(const TestResult& test, const std::string& pack, const SourceMap& sources) {
  std::string text = "    <testcase name=\"" + markupToken(test.title) + "\" classname=\"" +
                     markupToken(pack) + "\" time=\"0\"";
  if (test.holds()) return text + "/>\n";
  text += ">\n";
  if (test.faulty) {
    text += "      <error type=\"test\" message=\"the test cannot be read\">" +
            markupText(sources.placeText(test.place)) + "</error>\n";
  } else {
    const TestFailure& first = test.failures.front();
    text += "      <failure type=\"expectation\" message=\"" +
            markupToken(sources.placeText(first.place) + ": expected " + first.sentence() + ", got " +
                        first.got) +
            "\">";
    for (const TestFailure& failure : test.failures) text += markupText(failureBody(failure, sources));
    text += "</failure>\n";
  }
  return text + "    </testcase>\n";
}

}  // namespace

std::string testJunit(const TestReport& report, const checked::Program& program, const SourceMap& sources) {
  std::map<std::string, std::vector<const TestResult*>> suites;
  for (const TestResult& test : report.tests) suites[program.packs[test.pack].id].push_back(&test);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  std::size_t id = 0;
  for (const auto& [pack, tests] : suites) {
    std::size_t failures = 0, errors = 0;
    std::string cases;
    for (const TestResult* test : tests) {
      errors += test->faulty ? 1 : 0;
      failures += !test->faulty && !test->holds() ? 1 : 0;
      cases += testCase(*test, pack, sources);
    }
    const std::size_t dot = pack.rfind('.');
    const std::string name = dot == std::string::npos ? pack : pack.substr(dot + 1);
    text += "  <testsuite name=\"" + markupToken(name) + "\" package=\"" + markupToken(pack) + "\" id=\"" +
            std::to_string(id++) + "\" tests=\"" + std::to_string(tests.size()) + "\" failures=\"" +
            std::to_string(failures) + "\" errors=\"" + std::to_string(errors) +
            "\" time=\"0\" timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\">\n    <properties/>\n" +
            cases + "    <system-out/>\n    <system-err/>\n  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

}  // namespace jurat
