// What authors get wrong, one slip at a time: one report for each, at the exact text, and its repair tried.
#include <nlohmann/json.hpp>

#include <set>

#include "engine/source/render.h"
#include "engine/syntax/format.h"
#include "tests/mistakes/mistake.h"
#include "tests/mistakes/reading.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

std::string rendered(const Reading& reading) { return render(reading.diagnostics, reading.sources, {}); }

// The byte at which a line and column of a diagnostic lie, both counted from one, columns in characters.
std::size_t byteAt(const std::string& text, std::size_t line, std::size_t column) {
  std::size_t at = 0;
  for (; line > 1; --line) at = text.find('\n', at) + 1;
  for (; column > 1; --column) {
    ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}

// The replacement as an editor makes it, which knows the JSON form of the diagnostic and nothing else.
Library mended(const Library& library, const Reading& reading) {
  const std::string json = render(reading.diagnostics, reading.sources, {.form = DiagnosticForm::Json});
  const nlohmann::json fix = nlohmann::json::parse(json.substr(0, json.find('\n'))).at("fix");
  Library out = library;
  const std::string name = fix.at("file").get<std::string>();
  std::string& text = out.at(name.substr(name.find('/') + 1));
  const std::size_t begin = byteAt(text, fix.at("line"), fix.at("column"));
  const std::size_t end = byteAt(text, fix.at("end_line"), fix.at("end_column"));
  text.replace(begin, end - begin, fix.at("replacement").get<std::string>());
  return out;
}

// As `jurat fmt` leaves it; a file that does not parse stays as it is.
Library formatted(const Library& library) {
  Library out = library;
  for (auto& [file, text] : out) {
    SourceMap sources;
    Diagnostics ignored;
    if (const std::optional<std::string> canonical = format(sources.add(file, text), ignored))
      text = *canonical;
  }
  return out;
}

void holdPlaces(const Mistake& mistake, const Reading& reading, const Diagnostic& said) {
  const Span place = said.primary.span;
  CHECK(reading.file(place) == mistake.file);
  if (reading.file(place) != mistake.file) return;
  const std::string& text = mistake.wrong.at(mistake.file);
  CHECK(std::string(reading.sources.text(place)) == text.substr(mistake.begin, mistake.end - mistake.begin));
  CHECK(reading.offset(place) == mistake.begin);
  CHECK(place.end - place.begin == mistake.end - mistake.begin);
  if (mistake.also.empty() && mistake.has_repair) return;
  std::vector<std::pair<std::string, std::string>> also;
  for (const Label& each : said.secondary) {
    if (each.span.known()) also.emplace_back(reading.sources.text(each.span), each.text);
  }
  CHECK(also == mistake.also);
}

void hold(const Mistake& mistake, const Reading& reading) {
  CHECK_MESSAGE(reading.diagnostics.size() == 1, "one mistake, one report");
  if (reading.diagnostics.size() != 1) return;  // the other mistakes are still of interest
  const Diagnostic& said = reading.diagnostics.front();
  CHECK(said.code == mistake.code);
  holdPlaces(mistake, reading, said);
  CHECK(said.fix.has_value() == mistake.has_repair);
  if (!mistake.has_repair) CHECK(said.help == mistake.choice);
  if (!mistake.has_repair || !said.fix) return;
  // A replacement says what is meant; columns are for `jurat fmt` to straighten.
  const Library repaired = formatted(mended(mistake.wrong, reading));
  for (const auto& [file, text] : formatted(mistake.repaired)) CHECK(repaired.at(file) == text);
  Reading again;
  read(repaired, again);
  CHECK_MESSAGE(again.diagnostics.empty(), rendered(again));
  if (repaired == readLibrary()) CHECK(again.failed_tests == 0);
}

std::string folderOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

}  // namespace

TEST_CASE("the library is right as it stands") {
  Reading reading;
  read(readLibrary(), reading);
  CHECK_MESSAGE(reading.diagnostics.empty(), rendered(reading));
  CHECK(reading.failed_tests == 0);
}

TEST_CASE("each mistake is reported once, where it was made, and its repair repairs it") {
  std::map<std::string, std::string> reports;  // by folder
  std::size_t repairs = 0;
  const std::vector<Mistake> mistakes = readMistakes(readLibrary());
  for (const Mistake& mistake : mistakes) {
    Reading reading;
    read(mistake.wrong, reading);
    const std::string shown = rendered(reading);
    INFO(mistake.path, "\n", shown);
    hold(mistake, reading);
    repairs += mistake.has_repair ? 1 : 0;
    reports[folderOf(mistake.path)] += "==== " + mistake.title + "\n" + shown + "\n";
  }
  for (const auto& [folder, text] : reports) checkGolden(folder + "/reports.out", text);
  CHECK(mistakes.size() >= 130);
  CHECK(repairs >= 90);
}

TEST_CASE("no two mistakes are the same") {
  std::set<Library> seen;
  std::set<std::string> titles;
  for (const Mistake& mistake : readMistakes(readLibrary())) {
    INFO(mistake.path);
    CHECK(seen.insert(mistake.wrong).second);
    CHECK(titles.insert(mistake.title).second);
  }
}

}  // namespace jurat::test
