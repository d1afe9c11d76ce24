#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"
#include "tests/support/golden.h"
#include "tests/syntax/dump.h"

namespace jurat::test {

namespace {

std::string read(const std::string& expression) {
  SourceMap sources;
  Diagnostics diagnostics;
  const auto tree = parse(sources.add("x", "define d : t { equals " + expression + " }"), diagnostics);
  REQUIRE_FALSE(diagnostics.hasErrors());
  return dump(tree->declarations[0].clauses[0].value);
}

// Each row says the same twice: as written, and with every bracket that language.md's order of operators
// implies.
TEST_CASE("operators bind as the language reference lists them") {
  struct Row {
    const char* written;
    const char* meant;
  };
  const Row rows[] = {
      {"a.b at c.d", "(a.b) at (c.d)"},
      {"-a at b", "-(a at b)"},
      {"-a of b", "(-a) of b"},
      {"a of b of c", "a of (b of c)"},
      {"a of b * c", "(a of b) * c"},
      {"a * b of c", "a * (b of c)"},
      {"a / b * c", "(a / b) * c"},
      {"a + b * c - d", "(a + (b * c)) - d"},
      {"a - b - c", "(a - b) - c"},
      {"a + b in EUR using r on d", "(a + b) in EUR using r on d"},
      {"a in EUR using r on d + 1 days", "a in EUR using r on (d + 1 days)"},
      {"higher of a + 1 and b + 2", "higher of (a + 1) and (b + 2)"},
      {"higher of a and b in EUR using r on d", "higher of a and (b in EUR using r on d)"},
      {"a + higher of b and c", "a + (higher of b and c)"},
      {"higher of a and lower of b and c", "higher of a and (lower of b and c)"},
      {"sum of a + b over xs + c", "(sum of (a + b) over xs) + c"},
      {"a * count of (xs where p) + b", "(a * (count of (xs where p))) + b"},
      {"a + b rounded to 1", "(a + b) rounded to 1"},
      {"higher of a and b rounded to 1", "(higher of a and b) rounded to 1"},
      {"a rounded to 1 < b + 1", "(a rounded to 1) < (b + 1)"},
      {"not a < b", "not (a < b)"},
      {"not a and b", "(not a) and b"},
      {"a or b and c", "a or (b and c)"},
      {"a and b or c", "(a and b) or c"},
      {"not a is given or b", "(not (a is given)) or b"},
      {"any xs has a > 1 and b", "(any xs has (a > 1)) and b"},
      {"earlier of a and b + 14 days", "earlier of a and (b + 14 days)"},
      {"96% of a <= b", "(96% of a) <= b"},
      {"7% of a + 3% of b", "(7% of a) + (3% of b)"},
      {"aware_on + 15 days", "(aware_on + (15 days))"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.written);
    CHECK(read(row.written) == read(row.meant));
  }
}

TEST_CASE("long chains of one connective are one node") {
  CHECK(read("a and b and c and d") == "(And (Name `a`) (Name `b`) (Name `c`) (Name `d`))");
  CHECK(read("a and (b and c)") == "(And (Name `a`) (And (Name `b`) (Name `c`)))");
}

TEST_CASE("spans are exact in bytes, whatever the script") {
  SourceMap sources;
  Diagnostics diagnostics;
  const std::string text = "# §§ 一\ndefine 甲 for 公司 : 金额 { cites \"第一条\" equals 乙.丙 + EUR 3 }";
  const auto tree = parse(sources.add("x", text), diagnostics);
  REQUIRE_FALSE(diagnostics.hasErrors());
  const ast::Declaration& define = tree->declarations[0];
  CHECK(sources.text(define.name.span) == "甲");
  CHECK(sources.text(define.of.span) == "公司");
  CHECK(sources.text(define.clauses[0].span) == "cites \"第一条\"");
  CHECK(define.clauses[0].value->text == "第一条");
  CHECK(sources.text(define.clauses[1].value->span) == "乙.丙 + EUR 3");
  CHECK(sources.text(define.clauses[1].value->args[0]->span) == "乙.丙");
  CHECK(sources.text(define.span).ends_with('}'));
}

TEST_CASE("texts are unescaped") {
  CHECK(read(R"("a \"b\" \\ c")") == R"((String a "b" \ c))");
  CHECK(read(R"("a\nb")") == "(String a\nb)");
}

}  // namespace
}  // namespace jurat::test
