// Every lint finds its wrong example and not its right one; fixes mend, once, and leave comments alone.
#include "engine/analysis/lint.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "engine/analysis/fix.h"
#include "engine/source/code_pages.h"
#include "tests/analysis/examples.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

// The right example with the seal that its review would have.
std::string sealed(std::string_view right) {
  const std::string mark = " as \"@SEAL@\"";
  std::string text(right);
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return text;
  const Linted unsealed = linted(text.substr(0, at) + text.substr(at + mark.size()));
  return text.substr(0, at) + unsealed.only("J0420").fix->replacement + text.substr(at + mark.size());
}

const SourceFile& fileOf(const Checked& checked, std::string_view name) {
  const auto& files = checked.sources.files();
  return *std::find_if(files.begin(), files.end(), [&](const SourceFile& each) { return each.name == name; });
}

}  // namespace

TEST_CASE("lints are sorted, named once, and each has its page") {
  REQUIRE(lints().size() >= 25);
  std::set<std::string_view> names;
  std::string_view before;
  for (const Lint& lint : lints()) {
    CAPTURE(std::string(lint.code));
    CHECK(lint.code > before);
    before = lint.code;
    CHECK(names.insert(lint.name).second);
    CHECK(std::regex_match(std::string(lint.name), std::regex("[a-z]+(-[a-z]+)*")));
    CHECK(codePage(lint.code) != nullptr);
  }
  CHECK(lints().size() == lintPages().size());
}

TEST_CASE("each lint finds its wrong example and not its right one") {
  for (const Lint& lint : lints()) {
    const CodePage& page = *codePage(lint.code);
    CAPTURE(std::string(lint.code));
    const Linted wrong = linted(page.wrong);
    CHECK(wrong.finds(lint.code));
    for (const Diagnostic& each : wrong.findings) {
      if (each.code == lint.code) CHECK(each.level == lint.level);
    }
    const Linted right = linted(sealed(page.right));
    INFO(right.rendered(lint.code));
    CHECK_FALSE(right.finds(lint.code));
  }
}

TEST_CASE("a lint with a fix mends its wrong example, once") {
  for (const Lint& lint : lints()) {
    if (!lint.has_fix) continue;
    CAPTURE(std::string(lint.code));
    const std::string comment = "# stays\n";
    const Linted wrong = linted(comment + std::string(codePage(lint.code)->wrong));
    std::vector<Diagnostic> findings;
    for (const Diagnostic& each : wrong.findings) {
      if (each.code == lint.code) findings.push_back(each);
    }
    const SourceFile& file = fileOf(*wrong.checked, "rules.jurat");
    const std::optional<std::string> text = fixed(file, findings);
    REQUIRE(text);
    CHECK(text->find(comment) != std::string::npos);
    const std::string head = "in pack demo.law\n";
    const Linted mended = linted(text->substr(text->find(head) + head.size()));
    INFO(*text, mended.rendered(lint.code));
    CHECK_FALSE(mended.finds(lint.code));
    std::vector<Diagnostic> left;
    for (const Diagnostic& each : mended.findings) {
      if (each.code == lint.code) left.push_back(each);
    }
    CHECK_FALSE(fixed(fileOf(*mended.checked, "rules.jurat"), left));
  }
}

TEST_CASE("no other lint has a replacement") {
  for (const Lint& lint : lints()) {
    for (const Diagnostic& each : linted(codePage(lint.code)->wrong).findings) {
      const auto row = std::find_if(lints().begin(), lints().end(),
                                    [&](const Lint& other) { return other.code == each.code; });
      if (row != lints().end() && each.fix) CHECK_MESSAGE(row->has_fix, each.code);
    }
  }
}

TEST_CASE("a fix that would lose a comment or a bracket is not made") {
  const Linted wrong = linted(
      "define fit for company : yes_no {\n"
      "    cites  \"Art. 1\"\n"
      "    equals any of {\n"
      "        tested # because of Art. 2\n"
      "    }\n"
      "}");
  const Diagnostic& finding = wrong.only("J0472");
  REQUIRE(finding.fix);
  CHECK_FALSE(fixed(fileOf(*wrong.checked, "rules.jurat"), {finding}));
  Diagnostic broken = finding;
  broken.fix->replacement = "any of {";
  CHECK_FALSE(fixed(fileOf(*wrong.checked, "rules.jurat"), {broken}));
}

TEST_CASE("docs/lints.md is what the table says") { checkGolden("docs/lints.md", lintsDocument()); }

}  // namespace jurat::test
