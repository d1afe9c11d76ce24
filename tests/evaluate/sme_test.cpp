// The two consecutive years of the SME definition, on every history of up to eight years.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/check.h"
#include "engine/evaluate/machine.h"
#include "engine/packs/packs.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

using namespace jurat;

namespace {

// Article 4(2) of the Annex to Recommendation 2003/361/EC, read at the closure of each year's accounts: to
// have exceeded or fallen below the ceilings changes the status only over two consecutive accounting periods.
// What the first year says is the status until then.
bool statusAfter(const std::vector<bool>& within) {
  bool status = within.front();
  for (std::size_t year = 1; year < within.size(); ++year) {
    const bool differs = within[year] != status;
    const bool differed = within[year - 1] != status;
    if (differs && differed) status = within[year];
  }
  return status;
}

struct Ceiling {
  const char* option;
  int staff;
  std::int64_t turnover, balance;
};
constexpr Ceiling kCeilings[] = {{"micro", 10, 2'000'000, 2'000'000},
                                 {"small", 50, 10'000'000, 10'000'000},
                                 {"sme", 250, 50'000'000, 43'000'000},
                                 {"smc", 750, 150'000'000, 129'000'000}};

// Figures of a year just within or just beyond the ceilings, by turns through staff and through both amounts.
std::string yearOf(const Ceiling& ceiling, std::size_t year, bool within) {
  const bool by_staff = year % 2 == 0;
  const std::string staff = within     ? fmt::format("{}.9", ceiling.staff - 1)
                            : by_staff ? fmt::format("{}", ceiling.staff)
                                       : "0.5";
  const std::string cents = within || by_staff ? ".00" : ".01";
  // Within, one of the two amounts may be as large as it likes.
  const std::string turnover = within && by_staff ? "9e12" : fmt::format("{}{}", ceiling.turnover, cents);
  const std::string balance = within && !by_staff ? "9e12" : fmt::format("{}{}", ceiling.balance, cents);
  return fmt::format(
      "    - {{ends_on: {}-12-31, headcount: {}, worldwide_annual_turnover: EUR {}, "
      "balance_sheet_total: EUR {}, related_enterprises: []}}\n",
      2010 + year, staff, turnover, balance);
}

class Sme {
 public:
  Sme() {
    PackLibrary library;
    library.addRoot("rules");
    LoadedPacks packs = loadPacks(library, {"eu.sme"}, sources_, diagnostics_);
    program_ = check(std::move(packs.files), diagnostics_);
    REQUIRE(program_);
    machine_.emplace(compile(program_));
    for (std::size_t i = 0; i < program_->declarations.size(); ++i) {
      const checked::DeclarationId id = program_->declarations.idAt(i);
      if (program_->declarations[id].name == "stays_within") stays_within_ = id;
    }
    REQUIRE(stays_within_);
  }

  // Whether the company stays within a ceiling after such years; nothing when that is not known.
  std::optional<bool> staysWithin(std::size_t ceiling, const std::vector<bool>& within) {
    std::string text = "jurat: 1\ncompany:\n  financial_years:\n";
    for (std::size_t year = 0; year < within.size(); ++year)
      text += yearOf(kCeilings[ceiling], year, within[year]);
    const SourceFile& source = sources_.add("history.yaml", std::move(text));
    const std::optional<Profile> profile =
        readProfile(source, ProfileSyntax::Yaml, program_->vocabulary, {}, diagnostics_);
    REQUIRE(profile);
    machine_->start(*profile, {*parseDate("2026-11-24"), std::nullopt});
    const Choice& choice = program_->vocabulary.choices[program_->declarations[*stays_within_].per];
    const auto option = static_cast<std::uint32_t>(choice.find(kCeilings[ceiling].option).value());
    const BlockId block{machine_->rules().first_block[raw(*stays_within_)] + option};
    const Slot& slot = machine_->result(block, profile->roots.front());
    if (!slot.is(kYes) && !slot.is(kNo)) return std::nullopt;
    return slot.is(kYes);
  }

 private:
  SourceMap sources_;
  Diagnostics diagnostics_;
  std::shared_ptr<const checked::Program> program_;
  std::optional<Machine> machine_;
  std::optional<checked::DeclarationId> stays_within_;
};

}  // namespace

TEST_CASE("two consecutive years: every history of up to eight years, for every ceiling") {
  Sme sme;
  std::size_t histories = 0, moved = 0;
  for (std::size_t ceiling = 0; ceiling < std::size(kCeilings); ++ceiling) {
    for (std::size_t years = 1; years <= 8; ++years) {
      for (unsigned bits = 0; bits < (1u << years); ++bits) {
        std::vector<bool> within;
        std::string shown;
        for (std::size_t year = 0; year < years; ++year) {
          within.push_back((bits >> year & 1) != 0);
          shown += within.back() ? "within " : "above ";
        }
        const std::optional<bool> said = sme.staysWithin(ceiling, within);
        CAPTURE(kCeilings[ceiling].option);
        CAPTURE(shown);
        REQUIRE(said);
        REQUIRE(*said == statusAfter(within));
        ++histories;
        moved += statusAfter(within) != within.back() ? 1 : 0;
      }
    }
  }
  CHECK(histories == 4 * 510);
  CHECK(moved > 0);  // or the rule would not differ from looking at the last year
}
