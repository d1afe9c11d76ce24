// Coverage as one HTML page: the rule files themselves, each line with its count and what is missing there.
#include <algorithm>
#include <map>

#include "engine/reports/tests/markup.h"
#include "engine/reports/tests/test_report.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

// Colour is never alone: the mark before each line says the same, and so does the text behind it.
constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #ffffff; --dim: #595959; --line: #d9d9d9;
  --covered: #e3f4e3; --partly: #fff3c9; --uncovered: #fbdedc; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181b; --dim: #a8a8a8; --line: #3a3d42;
  --covered: #14301a; --partly: #3a3108; --uncovered: #431a18; } }
body { color: var(--ink); background: var(--paper); font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto;
  max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .15rem .8rem .15rem 0; }
.packs td, .packs th { border-bottom: 1px solid var(--line); } .number { text-align: right; }
.source { width: 100%; font: 13px/1.45 ui-monospace, monospace; } .source td { vertical-align: top; padding: 0 .6rem 0 0; }
.source pre { margin: 0; font: inherit; white-space: pre-wrap; tab-size: 4; }
.line, .count { color: var(--dim); text-align: right; white-space: nowrap; } .mark { width: 1ch; }
.covered { background: var(--covered); } .partly { background: var(--partly); } .uncovered { background: var(--uncovered); }
.missing { font-family: system-ui, sans-serif; font-size: .85rem; } summary { cursor: pointer; font-weight: 600; }
details { margin: 1rem 0; } @media print { details > * { display: block; } }
)";

struct Line {
  std::uint64_t count = 0;
  WaysSeen ways;
  std::string missing;
};
using Lines = std::map<std::uint32_t, Line>;

std::string_view stateOf(const WaysSeen& ways) {
  return ways.whole() ? "covered" : ways.seen == 0 ? "uncovered" : "partly";
}

std::string_view markOf(const WaysSeen& ways) { return ways.whole() ? "+" : ways.seen == 0 ? "-" : "~"; }

std::string row(std::uint32_t number, std::string_view text, const Line* line) {
  const std::string state = line ? " class=\"" + std::string(stateOf(line->ways)) + "\"" : "";
  std::string out = "<tr" + state + "><td class=\"line\">" + std::to_string(number) +
                    "</td><td class=\"count\">" + (line ? std::to_string(line->count) : "") +
                    "</td><td class=\"mark\">" + (line ? std::string(markOf(line->ways)) : "") +
                    "</td><td><pre>" + markupText(text) + "</pre>";
  if (line && !line->missing.empty()) out += "<span class=\"missing\">" + line->missing + "</span>";
  return out + "</td></tr>\n";
}

std::string fileHtml(const SourceFile& file, const Lines& lines) {
  WaysSeen sum;
  for (const auto& [number, line] : lines) {
    sum.all += line.ways.all;
    sum.seen += line.ways.seen;
  }
  std::string text = "<details" + std::string(sum.whole() ? "" : " open") + "><summary>" +
                     markupText(file.name) + " &ndash; " + percentText(sum) +
                     "</summary>\n<table class=\"source\">\n<thead><tr><th>line</th><th>times</th><th></th>"
                     "<th>rule file</th></tr></thead>\n<tbody>\n";
  const std::string_view whole = file.text;
  std::uint32_t number = 1;
  for (std::size_t begin = 0; begin < whole.size(); ++number) {
    const std::size_t end = std::min(whole.find('\n', begin), whole.size());
    const auto line = lines.find(number);
    text += row(number, whole.substr(begin, end - begin), line == lines.end() ? nullptr : &line->second);
    begin = end + 1;
  }
  return text + "</tbody>\n</table>\n</details>\n";
}

std::string packsHtml(const Coverage& coverage, const checked::Program& program) {
  std::string text =
      "<table class=\"packs\">\n<thead><tr><th>pack</th><th>coverage</th><th>seen</th><th>ways</th></tr>"
      "</thead>\n<tbody>\n";
  const auto line = [&](const std::string& name, const WaysSeen& tally) {
    text += "<tr class=\"" + std::string(stateOf(tally)) + "\"><td>" + markupText(name) +
            "</td><td class=\"number\">" + percentText(tally) + "</td><td class=\"number\">" +
            std::to_string(tally.seen) + "</td><td class=\"number\">" + std::to_string(tally.all) +
            "</td></tr>\n";
  };
  for (const PackId pack : coverage.packs) line(program.packs[pack].id, coverage.tally(pack));
  line("together", coverage.tally());
  return text + "</tbody>\n</table>\n";
}

}  // namespace

std::string coverageHtml(const Coverage& coverage, const checked::Program& program,
                         const SourceMap& sources) {
  std::map<std::string_view, std::pair<const SourceFile*, Lines>> files;
  for (const Point& point : coverage.points) {
    const std::optional<Place> place = sources.place(point.span);
    if (!place) continue;
    auto& [file, lines] = files[place->file];
    file = sources.fileOf(point.span);
    Line& line = lines[place->line];
    line.count = std::max(line.count, point.total());
    line.ways.add(point);
    const std::string missing = missingText(point);
    if (!missing.empty()) line.missing += (line.missing.empty() ? "" : "; ") + markupText(missing);
  }
  std::string text =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>Coverage of rule tests</title>\n<style>" +
      std::string(kStyle) + "</style>\n</head>\n<body>\n<h1>Coverage of rule tests</h1>\n" +
      packsHtml(coverage, program) +
      "<p>+ every way was seen, ~ some were, - none was. A line without a mark has nothing to go "
      "through.</p>\n";
  for (const auto& [name, file] : files) text += fileHtml(*file.first, file.second);
  return text + "</body>\n</html>\n";
}

}  // namespace jurat
