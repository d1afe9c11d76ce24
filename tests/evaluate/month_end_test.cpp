// Adding and taking months and years, through the whole machine, in each mode, against the calendar of the
// standard library.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/check.h"
#include "engine/evaluate/machine.h"
#include "engine/evaluate/steps.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"

using namespace jurat;
using namespace std::chrono;

namespace {

struct Shift {
  const char* written;
  int months;
};
constexpr Shift kShifts[] = {{"1 months", 1}, {"11 months", 11}, {"12 months", 12},  {"13 months", 13},
                             {"1 years", 12}, {"4 years", 48},   {"88 years", 1056}, {"100 years", 1200}};

// A rule file with one definition for each shift forwards and one backwards.
std::string packOf(const std::string& mode) {
  std::string text = "pack t.months { title \"T\" source act \"An act\" month_end " + mode +
                     " }\nentity company { fact start : date }\n";
  for (std::size_t i = 0; i < std::size(kShifts); ++i) {
    text += fmt::format("define plus_{} for company : date {{ equals start + {} }}\n", i, kShifts[i].written);
    text +=
        fmt::format("define minus_{} for company : date {{ equals start - {} }}\n", i, kShifts[i].written);
  }
  return text;
}

class Pack {
 public:
  explicit Pack(const std::string& mode) {
    const SourceFile& source = sources_.add("pack.jurat", packOf(mode));
    const std::shared_ptr<const ast::File> file = parse(source, diagnostics_);
    program_ = check({file}, diagnostics_);
    REQUIRE(program_);
    machine_.emplace(compile(program_));
  }

  void start(const std::string& day) {
    const SourceFile& source = sources_.add("profile.yaml", "jurat: 1\ncompany: {start: " + day + "}\n");
    profile_ = readProfile(source, ProfileSyntax::Yaml, program_->vocabulary, {}, diagnostics_);
    REQUIRE(profile_);
    machine_->start(*profile_, {*parseDate("2026-11-24"), std::nullopt});
  }

  // The day that a definition gives, as text; "error" where it has none.
  std::string day(const std::string& definition) {
    for (std::size_t i = 0; i < program_->declarations.size(); ++i) {
      const checked::DeclarationId id = program_->declarations.idAt(i);
      if (program_->declarations[id].name != definition) continue;
      const Slot& slot = machine_->result(BlockId{machine_->rules().first_block[i]}, profile_->roots.front());
      if (slot.is(kError)) return "error";
      REQUIRE(slot.exact());
      return toText(Date{static_cast<std::int32_t>(*slot.low.toInt64())});
    }
    return "no such definition";
  }

 private:
  SourceMap sources_;
  Diagnostics diagnostics_;
  std::shared_ptr<const checked::Program> program_;
  std::optional<Machine> machine_;
  std::optional<Profile> profile_;
};

std::string text(year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

// Month by month: the day of the month stays, and what to do when there is no such day is the mode's to say.
std::string expected(year_month_day from, int shift, const std::string& mode) {
  const year_month month = year_month{from.year(), from.month()} + months{shift};
  const year_month_day plain{month.year(), month.month(), from.day()};
  if (plain.ok()) return text(plain);
  if (mode == "error") return "error";
  if (mode == "clamp") return text(year_month_day{month.year() / month.month() / last});
  const year_month next = month + months{1};
  return text(year_month_day{next.year(), next.month(), std::chrono::day{1}});
}

}  // namespace

TEST_CASE("every month end, and 29 February, plus and minus months and years, in each mode") {
  for (const std::string mode : {"clamp", "next_day", "error"}) {
    Pack pack(mode);
    std::size_t compared = 0;
    // Two leap years apart by a century that is none, and the years around them.
    for (const int year : {1896, 1899, 1900, 1999, 2000, 2023, 2024, 2025, 2026, 2096, 2100}) {
      for (unsigned month = 1; month <= 12; ++month) {
        const year_month_day end{std::chrono::year{year} / std::chrono::month{month} / last};
        pack.start(text(end));
        for (std::size_t i = 0; i < std::size(kShifts); ++i) {
          CAPTURE(mode);
          CAPTURE(text(end));
          CAPTURE(kShifts[i].written);
          CHECK(pack.day(fmt::format("plus_{}", i)) == expected(end, kShifts[i].months, mode));
          CHECK(pack.day(fmt::format("minus_{}", i)) == expected(end, -kShifts[i].months, mode));
          compared += 2;
        }
      }
    }
    CHECK(compared == 11 * 12 * 2 * std::size(kShifts));
  }
}

TEST_CASE("29 February, written out") {
  struct Row {
    const char* mode;
    const char* plus_1_year;
    const char* plus_4_years;
    const char* plus_88_years;
    const char* plus_100_years;
    const char* minus_1_year;
    const char* minus_100_years;
  };
  // 2012 + 88 is 2100, which is no leap year.
  for (const Row& row :
       {Row{"clamp", "2013-02-28", "2016-02-29", "2100-02-28", "2112-02-29", "2011-02-28", "1912-02-29"},
        Row{"next_day", "2013-03-01", "2016-02-29", "2100-03-01", "2112-02-29", "2011-03-01", "1912-02-29"},
        Row{"error", "error", "2016-02-29", "error", "2112-02-29", "error", "1912-02-29"}}) {
    CAPTURE(row.mode);
    Pack pack(row.mode);
    pack.start("2012-02-29");
    CHECK(pack.day("plus_4") == row.plus_1_year);
    CHECK(pack.day("plus_5") == row.plus_4_years);
    CHECK(pack.day("plus_6") == row.plus_88_years);
    CHECK(pack.day("plus_7") == row.plus_100_years);
    CHECK(pack.day("minus_4") == row.minus_1_year);
    CHECK(pack.day("minus_7") == row.minus_100_years);
  }
}
