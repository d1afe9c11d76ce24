// Goldens of how complaints look, one file a case and form; JURAT_ACCEPT=1 rewrites them.
#include "engine/source/render.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "engine/source/source_map.h"
#include "engine/source/text.h"
#include "tests/support/golden.h"

using namespace jurat;

namespace {

// The span of the first place where `needle` stands in the file.
Span find(const SourceFile& file, std::string_view needle) {
  const std::size_t at = file.text.find(needle);
  REQUIRE(at != std::string::npos);
  return file.span(at, at + needle.size());
}

void check(const std::string& name, const std::vector<Diagnostic>& diagnostics, const SourceMap& sources) {
  const std::string path = "tests/source/golden/" + name;
  test::checkGolden(path + ".human.txt", render(diagnostics, sources, {}));
  test::checkGolden(path + ".plain.txt", render(diagnostics, sources, {.form = DiagnosticForm::Plain}));
  test::checkGolden(path + ".json.txt", render(diagnostics, sources, {.form = DiagnosticForm::Json}));
}

constexpr std::string_view kRule =
    "rule retention\n"
    "  cites AI_Act 26(6)\n"
    "  requires logs_retained_for >= 180\n"
    "\n"
    "  applies when deployer\n"
    "    and high_risk\n"
    "end\n";

}  // namespace

TEST_CASE("one line: primary and secondary, in the same line and in another") {
  SourceMap sources;
  const SourceFile& other = sources.add("rules/common/deployer.jurat", "fact logs_retained_for: period\n");
  const SourceFile& file = sources.add("rules/ai_act/article_26.jurat", std::string(kRule));
  check("one_line",
        {{.code = "J0312",
          .message = "a period is compared with a plain number",
          .primary = {find(file, "180"), "this is a number"},
          .secondary = {{find(file, "logs_retained_for"), "this is a period"},
                        {find(file, "retention"), "in this rule"},
                        {find(other, "period"), "declared here as a period"}},
          .cites = "AI Act, Article 26(6)",
          .help = "write `180 days`",
          .fix = Fix{find(file, "180"), "180 days"}}},
        sources);
}

TEST_CASE("marks that touch, overlap and stay silent") {
  SourceMap sources;
  const SourceFile& file = sources.add("overlap.jurat", "a + b * c + d\n");
  check("overlap",
        {{.code = "J0201",
          .message = "the units of a sum differ",
          .primary = {find(file, "b * c"), "EUR per day"},
          .secondary = {{find(file, "a"), ""},
                        {find(file, "b"), "EUR"},
                        {find(file, "c"), "per day"},
                        {find(file, "a + b * c + d"), "the sum"},
                        {find(file, "d"), ""}}}},
        sources);
}

TEST_CASE("spans over several lines, adjacent lines, far lines") {
  SourceMap sources;
  const SourceFile& file = sources.add("several.jurat", std::string(kRule));
  check("several_lines",
        {{.level = DiagnosticLevel::Warning,
          .code = "J0410",
          .message = "no constant date reaches this rule",
          .primary = {file.span(0, file.text.size() - 1), "the rule"},
          .secondary = {{find(file, "deployer\n    and high_risk"), ""},
                        {find(file, "180"), "two lines above"},
                        {find(file, "end"), "its end"}}}},
        sources);
}

TEST_CASE("edges of a file: empty, end, line break, CRLF") {
  SourceMap sources;
  const SourceFile& empty = sources.add("empty.jurat", "");
  const SourceFile& file = sources.add("crlf.jurat", "first\r\nsecond\r\nlast");
  const SourceFile& broken = sources.add("broken.jurat", "x\n");
  check(
      "edges",
      {{.code = "J0010", .message = "a rule file is empty", .primary = {empty.span(0, 0), "nothing here"}},
       {.code = "J0011", .message = "`end` is missing", .primary = {file.span(19, 19), "here"}},
       {.code = "J0012", .message = "a line break stands here", .primary = {file.span(5, 7), "here"}},
       {.code = "J0013", .message = "behind a carriage return", .primary = {find(file, "second"), "a word"}},
       {.code = "J0014", .message = "the file ends here", .primary = {broken.span(2, 2), "the end"}},
       {.code = "J0015", .message = "a span too long", .primary = {broken.span(0, 99), "all"}},
       {.code = "J0016", .message = "a span backwards", .primary = {{file.base + 8, 3}, "a letter"}}},
      sources);
}

TEST_CASE("tabs, wide letters and accents keep the carets in place") {
  SourceMap sources;
  const SourceFile& file = sources.add("wide.jurat",
                                       "\tx\ty\n"
                                       "cites 生成式人工智能服务管理暂行办法 第七条\n"
                                       "cites re\u0301gle § 25 😀 fin\n");
  check("wide",
        {{.code = "J0020", .message = "a tab", .primary = {find(file, "y"), "behind tabs"}},
         {.code = "J0021",
          .message = "`人工智能` is not an act",
          .primary = {find(file, "人工智能"), "人工智能"},
          .secondary = {{find(file, "第七条"), "its article"}}},
         {.code = "J0022", .message = "a word", .primary = {find(file, "fin"), "behind accents"}}},
        sources);
}

TEST_CASE("hostile text is shown, not obeyed") {
  SourceMap sources;
  const SourceFile& file = sources.add("evil\x1B[2J.jurat", "x = \x1B[31m \u202Eflow\u202C end\n");
  check("hostile",
        {{.code = "J0002",
          .message = "a bidirectional override: `\u202Eflow`\nerror: forged",
          .primary = {find(file, "\u202E"), "hidden\nsecond line"},
          .secondary = {{find(file, "end"), "\x1B[0m"}},
          .cites = "A\u2066B",
          .help = "delete it\nthen save"}},
        sources);
}

TEST_CASE("without a place") {
  check("nowhere",
        {{.code = "J0901", .message = "cannot read `a`: there is no such file", .help = "did you mean `b`?"},
         {.level = DiagnosticLevel::Note, .code = "", .message = "a note", .secondary = {{{}, "more"}}},
         {.code = "J0902", .message = "a bad path `\xFF`"}},
        SourceMap());
}

TEST_CASE("long lines are cut around their marks") {
  SourceMap sources;
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word" + std::to_string(i) + " ";
  const SourceFile& file = sources.add("long.jurat", text + "\n" + std::string(300, 'x') + "\nshort\n");
  check("long_line",
        {{.code = "J0030",
          .message = "three marks far apart",
          .primary = {find(file, "word30"), "the middle"},
          .secondary = {{find(file, "word0"), "the beginning"},
                        {find(file, "word59"), "the end"},
                        {find(file, "word32"), "beside"}}},
         {.code = "J0031", .message = "near the beginning", .primary = {find(file, "word3"), ""}},
         {.code = "J0032",
          .message = "wider than the window",
          .primary = {find(file, std::string(300, 'x')), "x"}}},
        sources);
}

TEST_CASE("a line of a megabyte prints quickly and stays narrow") {
  for (const std::string piece : {"x", "人", "e\u0301", "\u0301", "\t", "\x1B"}) {
    std::string text;
    while (text.size() < (1u << 20)) text += piece;
    SourceMap sources;
    const SourceFile& file = sources.add("huge", text);
    std::vector<Diagnostic> diagnostics;
    for (std::size_t i = 0; i < 100; ++i) {
      const std::size_t at = text.size() / piece.size() * i / 100 * piece.size();
      diagnostics.push_back(
          {.code = "J0001", .message = "m", .primary = {file.span(at, at + piece.size()), "here"}});
    }
    const auto begin = std::chrono::steady_clock::now();
    const std::string out = render(diagnostics, sources, {});
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
    CHECK(out.size() < 400'000);
    CHECK(firstInvalid(out) == std::string::npos);
    std::size_t line = 0;
    for (std::size_t next = 0; (next = out.find('\n', line)) != std::string::npos; line = next + 1) {
      CHECK(displayWidth(std::string_view(out).substr(line, next - line)) <= 115);
    }
  }
}

TEST_CASE("counting and cutting: errors are kept before warnings") {
  SourceMap sources;
  const SourceFile& file = sources.add("many.jurat", std::string(20, 'x'));
  std::vector<Diagnostic> diagnostics;
  for (std::size_t i = 0; i < 8; ++i) {
    const auto level = i == 6 || i == 7 ? DiagnosticLevel::Error : DiagnosticLevel::Warning;
    diagnostics.push_back({.level = level,
                           .code = "J00" + std::to_string(10 + i),
                           .message = "m",
                           .primary = {file.span(i, i + 1), ""}});
  }
  const std::string cut = render(diagnostics, sources, {.form = DiagnosticForm::Plain, .at_most = 3});
  CHECK(cut ==
        "many.jurat:1:1: warning J0010: m\n"
        "many.jurat:1:7: error J0016: m\n"
        "many.jurat:1:8: error J0017: m\n"
        "2 errors, 6 warnings; 3 are shown\n");
  CHECK(render({diagnostics[7]}, sources, {.form = DiagnosticForm::Plain}).ends_with("\n1 error\n"));
  CHECK(render({}, sources, {}).empty());
  CHECK(render(diagnostics, sources, {.form = DiagnosticForm::Json, .at_most = 0}).find("8") ==
        std::string::npos);
}

TEST_CASE("colour only when asked, and without it the same text") {
  SourceMap sources;
  const SourceFile& file = sources.add("c.jurat", "one two\n");
  const std::vector<Diagnostic> diagnostics = {{.code = "J0001",
                                                .message = "m",
                                                .primary = {find(file, "two"), "here"},
                                                .secondary = {{find(file, "one"), "there"}},
                                                .help = "h"}};
  const std::string plain = render(diagnostics, sources, {});
  std::string colored = render(diagnostics, sources, {.color = true});
  CHECK(plain.find('\x1B') == std::string::npos);
  CHECK(colored.find("\x1B[1;31m^^^ here\x1B[0m") != std::string::npos);
  for (std::size_t at = 0; (at = colored.find('\x1B')) != std::string::npos;) {
    colored.erase(at, colored.find('m', at) - at + 1);
  }
  CHECK(colored == plain);
}
