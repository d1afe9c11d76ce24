#include "engine/source/diagnostic.h"

#include <doctest/doctest.h>

#include <string>

using namespace jurat;

namespace {

Diagnostic at(std::string code, Span span, std::string message = "m") {
  return {.code = std::move(code), .message = std::move(message), .primary = {span, ""}};
}

std::string codes(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += diagnostic.code + diagnostic.message + " ";
  return out;
}

}  // namespace

TEST_CASE("sorted by place, then code, those without a place first, equal ones as reported") {
  Diagnostics diagnostics;
  diagnostics.report(at("J2", {9, 10}));
  diagnostics.report(at("J3", {5, 6}));
  diagnostics.report(at("J1", {5, 9}, "b"));
  diagnostics.report(at("J1", {5, 8}, "a"));
  diagnostics.report(at("J9", {}, "y"));
  diagnostics.report(at("J9", {}, "x"));
  CHECK(codes(diagnostics.sorted()) == "J9y J9x J1a J1b J3m J2m ");
  CHECK(codes(diagnostics.all()) == "J2m J3m J1b J1a J9y J9x ");
}

TEST_CASE("the first report for a code and place wins") {
  Diagnostics diagnostics;
  diagnostics.report(at("J1", {5, 6}, "first"));
  diagnostics.report(at("J1", {5, 6}, "second"));
  diagnostics.report(at("J2", {5, 6}, "other code"));
  diagnostics.report(at("J1", {5, 7}, "other end"));
  diagnostics.report(at("J9", {}, "one missing file"));
  diagnostics.report(at("J9", {}, "another missing file"));
  diagnostics.report(at("J9", {}, "one missing file"));
  CHECK(diagnostics.all().size() == 5);
  CHECK(diagnostics.all().front().message == "first");
  CHECK(diagnostics.errorCount() == 5);
}

TEST_CASE("only errors count as errors") {
  Diagnostics diagnostics;
  diagnostics.report({.level = DiagnosticLevel::Warning, .code = "J1", .message = "w"});
  diagnostics.report({.level = DiagnosticLevel::Note, .code = "J2", .message = "n"});
  CHECK_FALSE(diagnostics.hasErrors());
  Diagnostics more;
  more.report(at("J3", {1, 2}));
  diagnostics.append(more);
  diagnostics.append(more);
  CHECK(diagnostics.errorCount() == 1);
  CHECK(diagnostics.all().size() == 3);
}
