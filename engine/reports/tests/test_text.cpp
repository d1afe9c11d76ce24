// Failed tests, as a person reads them.
#include "engine/reports/report.h"
#include "engine/reports/tests/test_report.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string failureText(const TestFailure& failure, const SourceMap& sources) {
  std::string text = "failed: " + printable(failure.title) + "\n";
  text += "  at       " + sources.placeText(failure.place) + "\n";
  text += "  expected " + failure.sentence() + "\n";
  text += "  got      " + failure.got + "\n";
  const std::string why = reasonText(failure.why, sources, 4, {.width = 100});
  if (!why.empty()) text += "  because\n" + why;
  return text;
}

}  // namespace

std::string testText(const TestReport& report, const SourceMap& sources) {
  std::string text;
  for (const TestResult& test : report.tests) {
    for (const TestFailure& failure : test.failures) text += failureText(failure, sources) + "\n";
  }
  text += counted(report.tests.size(), "test", "tests") + ", " +
          counted(report.expectations(), "expectation", "expectations") + ": ";
  const std::size_t failed = report.failed();
  return text + (failed == 0 ? "all hold\n" : counted(failed, "test fails", "tests fail") + "\n");
}

}  // namespace jurat
