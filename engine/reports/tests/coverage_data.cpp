// Coverage for programs: JSON, and the tracefile of lcov.
#include <algorithm>
#include <map>

#include "engine/reports/tests/test_report.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

std::string quoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string tallyJson(const WaysSeen& tally) {
  const std::size_t tenths = tally.perMille();
  return "\"seen\": " + std::to_string(tally.seen) + ", \"all\": " + std::to_string(tally.all) +
         ", \"percent\": \"" + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "\"";
}

std::string pointJson(const Point& point, const SourceMap& sources) {
  const Place place = sources.place(point.span).value_or(Place{});
  std::string text = "{\"kind\": " + quoted(pointWord(point.kind)) +
                     ", \"declaration\": " + quoted(point.declaration) + ", \"name\": " + quoted(point.name) +
                     ", \"file\": " + quoted(place.file) + ", \"line\": " + std::to_string(place.line) +
                     ", \"column\": " + std::to_string(place.column) + ", \"ways\": {";
  bool first = true;
  for (const Way& way : point.ways) {
    text += (first ? "" : ", ") + quoted(way.word) + ": " + std::to_string(way.count);
    first = false;
  }
  text +=
      "}, \"unknown\": " + std::to_string(point.unknown) + ", \"errors\": " + std::to_string(point.errors);
  first = true;
  for (const auto& [word, count] : point.also) {
    text += (first ? ", \"also\": {" : ", ") + quoted(word) + ": " + std::to_string(count);
    first = false;
  }
  return text + (first ? "}" : "}}");
}

}  // namespace

std::string coverageJson(const Coverage& coverage, const checked::Program& program,
                         const SourceMap& sources) {
  std::string text = "{\n  \"coverage\": 1,\n  " + tallyJson(coverage.tally()) + ",\n  \"packs\": [";
  bool first_pack = true;
  for (const PackId pack : coverage.packs) {
    text += std::string(first_pack ? "" : ",") + "\n    {\"id\": " + quoted(program.packs[pack].id) + ", " +
            tallyJson(coverage.tally(pack)) + ", \"points\": [";
    first_pack = false;
    bool first = true;
    for (const Point& point : coverage.points) {
      if (point.pack != pack) continue;
      text += std::string(first ? "" : ",") + "\n      " + pointJson(point, sources);
      first = false;
    }
    text += first ? "]}" : "\n    ]}";
  }
  return text + (first_pack ? "]\n}\n" : "\n  ]\n}\n");
}

std::string coverageLcov(const Coverage& coverage, const SourceMap& sources) {
  std::map<std::string_view, std::map<std::uint32_t, std::vector<const Point*>>> files;
  for (const Point& point : coverage.points) {
    if (const std::optional<Place> place = sources.place(point.span))
      files[place->file][place->line].push_back(&point);
  }
  std::string text;
  for (const auto& [file, lines] : files) {
    std::string branches, counts;
    WaysSeen ways, seen_lines;
    for (const auto& [line, points] : lines) {
      std::uint64_t most = 0;
      for (std::size_t block = 0; block < points.size(); ++block) {
        const Point& point = *points[block];
        most = std::max(most, point.total());
        ways.add(point);
        for (std::size_t way = 0; way < point.ways.size(); ++way) {
          // A branch whose point was never come to is `-`, as lcov has it.
          branches += "BRDA:" + std::to_string(line) + "," + std::to_string(block) + "," +
                      std::to_string(way) + "," +
                      (point.total() == 0 ? "-" : std::to_string(point.ways[way].count)) + "\n";
        }
      }
      counts += "DA:" + std::to_string(line) + "," + std::to_string(most) + "\n";
      ++seen_lines.all;
      if (most > 0) ++seen_lines.seen;
    }
    text += "TN:\nSF:" + std::string(file) + "\n" + branches + "BRF:" + std::to_string(ways.all) +
            "\nBRH:" + std::to_string(ways.seen) + "\n" + counts + "LF:" + std::to_string(seen_lines.all) +
            "\nLH:" + std::to_string(seen_lines.seen) + "\nend_of_record\n";
  }
  return text;
}

}  // namespace jurat
