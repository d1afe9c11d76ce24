// The one translation unit that holds doctest's main. The precompiled header has brought doctest's first half
// already, so the switch of its second half is named here.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <iostream>

namespace {

// A filter that lets nothing through must not pass for a success.
struct Counted : doctest::IReporter {
  explicit Counted(const doctest::ContextOptions&) {}
  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats& stats) override { ran = stats.numTestCasesPassingFilters; }
  void test_case_start(const doctest::TestCaseData&) override {}
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_end(const doctest::CurrentTestCaseStats&) override {}
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}

  static inline unsigned ran = 0;
};
REGISTER_LISTENER("counted", 1, Counted);

}  // namespace

int main(int argc, char** argv) {
  doctest::Context context(argc, argv);
  const int code = context.run();
  if (context.shouldExit()) return code;  // it was only asked a question, such as --list-test-cases
  if (Counted::ran == 0) {
    std::cerr << "no test case was run: the filter fits none\n";
    return 1;
  }
  return code;
}
