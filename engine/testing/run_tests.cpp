#include "engine/testing/run_tests.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/coverage/counter.h"
#include "engine/testing/expectations.h"
#include "engine/testing/plan.h"

namespace jurat {

std::string TestFailure::sentence() const {
  return target + (expected.rfind("exposes ", 0) == 0 ? " " : " is ") + expected;
}
namespace {

// Names of what a test expects something of, read without resolving them.
bool expects(const ast::Declaration& test, std::string_view filter) {
  const auto named = [&](const ast::Dotted& path) {
    return !path.parts.empty() && matchesFilter(filter, path.parts.back().text);
  };
  for (const ast::TestItem& item : test.items) {
    if (item.kind == ast::TestItemKind::Expect && named(item.expect.target.path)) return true;
    if (item.kind != ast::TestItemKind::Cases || item.rows.empty()) continue;
    for (const ast::Cell& cell : item.rows[0].cells) {
      const ast::Expr* head = cell.head;
      if (head && head->kind == ast::ExprKind::Index) head = head->args[0];
      if (matchesFilter(filter, head ? head->name.text : cell.name.text)) return true;
    }
  }
  return false;
}

TestResult runTest(Machine& machine, const PlannedTest& test, const SourceMap& sources,
                   Diagnostics& diagnostics, CoverageCounter* coverage) {
  TestResult result{.pack = test.pack, .title = test.title, .place = test.source->keyword};
  result.faulty = test.faulty;
  for (const Situation& situation : test.situations) {
    machine.start(*situation.profile, situation.as_of, &situation.assumptions);
    Judge judge(machine, test.pack, sources, diagnostics);
    for (const Question& question : situation.questions) {
      std::optional<TestFailure> failure = judge.judge(question);
      if (judge.failedToRead()) {
        result.faulty = true;
        return result;
      }
      ++result.expectations;
      if (coverage && judge.finding()) coverage->found(*judge.finding());
      if (!failure) continue;
      failure->title = test.title + (question.of_case.empty() ? "" : ", case " + question.of_case);
      result.failures.push_back(std::move(*failure));
    }
    if (coverage) coverage->look(machine);
  }
  return result;
}

}  // namespace

std::size_t TestReport::failed() const {
  return static_cast<std::size_t>(
      std::count_if(tests.begin(), tests.end(), [](const TestResult& test) { return !test.holds(); }));
}

std::size_t TestReport::expectations() const {
  std::size_t count = 0;
  for (const TestResult& test : tests) count += test.expectations;
  return count;
}

// Two fingers and one place to go back to: linear in what a person writes, never exponential.
bool matchesFilter(std::string_view filter, std::string_view text) {
  if (filter.find_first_of("*?") == std::string_view::npos)
    return text.find(filter) != std::string_view::npos;
  std::size_t at = 0, star = std::string_view::npos, resume = 0, read = 0;
  while (read < text.size()) {
    if (at < filter.size() && filter[at] == '*') {
      star = at++;
      resume = read;
    } else if (at < filter.size() && (filter[at] == '?' || filter[at] == text[read])) {
      ++at;
      ++read;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      read = ++resume;
    } else {
      return false;
    }
  }
  return filter.find_first_not_of('*', at) == std::string_view::npos;
}

std::vector<PlannedTest> planTests(const checked::Program& program, const TestSelection& selection,
                                   const SourceMap& sources, Diagnostics& diagnostics) {
  std::vector<PlannedTest> plan;
  const std::vector<std::string>& ids = selection.packs;
  for (const checked::Test& test : program.tests) {
    const std::string& id = program.packs[test.pack].id;
    if (!ids.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) continue;
    const std::string& filter = selection.filter;
    if (!filter.empty() && !matchesFilter(filter, test.source->title.en) && !matchesFilter(filter, id) &&
        !expects(*test.source, filter)) {
      continue;
    }
    plan.push_back(planTest(program, test, sources, diagnostics));
  }
  return plan;
}

TestReport runTests(std::shared_ptr<const RuleSet> rules, const std::vector<PlannedTest>& tests,
                    const SourceMap& sources, Diagnostics& diagnostics, CoverageCounter* coverage) {
  TestReport report;
  Machine machine(std::move(rules));
  for (const PlannedTest& test : tests)
    report.tests.push_back(runTest(machine, test, sources, diagnostics, coverage));
  return report;
}

}  // namespace jurat
