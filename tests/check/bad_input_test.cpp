// Mangled rule files: the checker never crashes, and answers a program exactly when it reported no error.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <random>
#include <string_view>

#include "engine/check/program.h"
#include "tests/check/corpus.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

// Words that are exchanged for each other: what they make is mostly read, and mostly makes no sense.
constexpr std::string_view kWords[] = {"company",
                                       "financial_year",
                                       "financial_years",
                                       "ai_system",
                                       "ai_systems",
                                       "incident",
                                       "incidents",
                                       "role",
                                       "point",
                                       "provider",
                                       "p1",
                                       "p1a",
                                       "p2",
                                       "employs",
                                       "turnover",
                                       "assets",
                                       "revenue",
                                       "held",
                                       "is_public",
                                       "motto",
                                       "founded",
                                       "closed_on",
                                       "ends_on",
                                       "profit",
                                       "roles",
                                       "main_role",
                                       "risky",
                                       "tested",
                                       "manual",
                                       "placed_on",
                                       "launched",
                                       "started_at",
                                       "compute",
                                       "logged_for",
                                       "questions",
                                       "system",
                                       "aware_on",
                                       "integer",
                                       "decimal",
                                       "percentage",
                                       "money",
                                       "date",
                                       "event",
                                       "moment",
                                       "period",
                                       "text",
                                       "yes_no",
                                       "evidence",
                                       "judgement",
                                       "practice",
                                       "yes",
                                       "no",
                                       "none",
                                       "as_of",
                                       "previous",
                                       "limit",
                                       "quota",
                                       "fine",
                                       "small",
                                       "r",
                                       "5",
                                       "7%",
                                       "2026-01-01"};

bool isWord(char c) {
  return c == '_' || c == '%' || c == '-' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

// The text in pieces: words, and what stands between them.
std::vector<std::string> piecesOf(const std::string& text) {
  std::vector<std::string> pieces;
  for (const char c : text) {
    if (pieces.empty() || isWord(c) != isWord(pieces.back().back())) pieces.emplace_back();
    pieces.back() += c;
  }
  return pieces;
}

std::string mangled(const std::string& text, std::mt19937& random) {
  std::vector<std::string> pieces = piecesOf(text);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (std::find(std::begin(kWords), std::end(kWords), pieces[i]) != std::end(kWords)) places.push_back(i);
  }
  if (places.empty()) return text;
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  const std::size_t slips = 1 + below(6);
  for (std::size_t i = 0; i < slips; ++i)
    pieces[places[below(places.size())]] = kWords[below(std::size(kWords))];
  std::string out;
  for (const std::string& piece : pieces) out += piece;
  return out;
}

std::size_t casesToRun() {
  constexpr std::size_t kCases = 600;
  const char* percent = std::getenv("JURAT_CASE_PERCENT");
  const std::size_t part =
      percent == nullptr ? 100 : static_cast<std::size_t>(std::strtoul(percent, nullptr, 10));
  return std::max<std::size_t>(kCases * part / 100, 20);
}

}  // namespace

TEST_CASE("a mangled file is refused or checked, and never more than that") {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(projectPath("tests/language/check-fail"))) {
    if (entry.path().extension() == ".jurat") texts.push_back(*readWhole(entry.path()));
  }
  std::sort(texts.begin(), texts.end());
  REQUIRE_FALSE(texts.empty());
  for (std::size_t i = 0; i < casesToRun(); ++i) {
    std::mt19937 random(static_cast<std::mt19937::result_type>(i));
    const std::string text = mangled(texts[i % texts.size()], random);
    const auto checked = checkText(text);
    INFO("seed ", i, "\n", text);
    CHECK((checked->program == nullptr) == checked->diagnostics.hasErrors());
    for (const Diagnostic& each : checked->diagnostics.all()) {
      CHECK_FALSE(each.message.empty());
      CHECK(each.message.find("TypeKind") == std::string::npos);
    }
  }
}

TEST_CASE("nothing at all is an empty program") {
  Diagnostics diagnostics;
  const auto program = check({}, diagnostics);
  REQUIRE(program != nullptr);
  CHECK(program->declarations.empty());
}

TEST_CASE("hostile sizes stay cheap") {
  std::string cycle = "pack t.x { title \"T\" source act \"A\" }\nentity company { fact size : integer }\n";
  for (int i = 0; i < 2'000; ++i) {
    cycle += "define d" + std::to_string(i) + " for company : integer { cites \"A\" equals d" +
             std::to_string((i + 1) % 2'000) + " }\n";
  }
  const auto circle = checkText(cycle);
  REQUIRE(circle->diagnostics.errorCount() == 1);
  CHECK(circle->diagnostics.all()[0].code == "J0401");
  // A circle of two thousand is told by its first members, not by all of them.
  CHECK(circle->diagnostics.all()[0].message.size() < 1'000);

  std::string deep = "pack t.x { title \"T\" source act \"A\" }\nentity company { fact size : integer }\n";
  deep += "rule r for company { cites \"A\" requires size";
  for (int i = 0; i < 5'000; ++i) deep += " + size";
  const auto sum = checkText(deep + " > 5 }\n");
  CHECK(sum->program == nullptr);
}

}  // namespace jurat::test
