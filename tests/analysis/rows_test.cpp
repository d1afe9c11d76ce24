// Rows of tables: together, unreached, and what no row is for.
#include "engine/analysis/rows.h"

#include <doctest/doctest.h>

#include "engine/analysis/conditions/witness.h"
#include "tests/analysis/examples.h"

namespace jurat::analysis {
namespace {

// A table over the facts `sites`, `audited_on` and `tested` of the example pack.
class Rows {
 public:
  Rows()
      : checked_(test::checkText(test::inPack(kFacts))),
        conditions_(program(), checked_->sources, company(), {}) {}

  // Sites from `low` to `high`, tested or not (or either).
  Row row(int low, int high, std::optional<bool> tested, std::uint64_t result) {
    const Accepted sites{Ranges::between(Number(low), Number(high), true)};
    const Accepted truth{tested ? Ranges::one(*tested ? 1 : 0, true) : Ranges::all(true)};
    return {conditions_.all({conditions_.accepts(*column("a"), sites, true),
                             conditions_.accepts(*column("b"), truth, true)}),
            conditions_.any({conditions_.accepts(*column("a"), sites, false),
                             conditions_.accepts(*column("b"), truth, false)}),
            result};
  }
  // Audited until a day, or never audited.
  Row audited(std::optional<Date> until, bool none) {
    const Accepted accepted{until ? Ranges::below(Number(until->days), true, true) : Ranges::none(true),
                            none};
    return {conditions_.accepts(*column("c"), accepted, true),
            conditions_.accepts(*column("c"), accepted, false), 0};
  }
  RowFindings judge(const std::vector<Row>& rows, RowPolicy policy) {
    return judgeRows(conditions_, rows, policy, conditions_.yes());
  }
  std::string sentence(const Solution& solution) const { return witness(conditions_, solution).sentence; }

 private:
  static constexpr const char* kFacts =
      "define a for company : integer { cites \"Art. 1\" equals sites }\n"
      "define b for company : yes_no { cites \"Art. 1\" equals tested and headcount > 0 }\n"
      "define c for company : date or none { cites \"Art. 1\" equals audited_on }\n";

  const checked::Program& program() const { return *checked_->program; }
  EntityId company() const { return *program().vocabulary.entity("company"); }
  const checked::Expr* column(const std::string& name) const {
    for (const checked::Declaration& each : program().declarations) {
      if (each.name == name) return each.versions.front().general.equals;
    }
    return nullptr;
  }

  std::unique_ptr<test::Checked> checked_;
  Conditions conditions_;
};

}  // namespace

TEST_CASE("unique: rows that match together are shown with answers") {
  Rows table;
  const RowFindings found =
      table.judge({table.row(0, 9, {}, 1), table.row(9, 20, true, 2)}, RowPolicy::Unique);
  REQUIRE(found.together.size() == 1);
  CHECK(found.together.front().both.answer == Answer::Possible);
  CHECK(table.sentence(found.together.front().both).find("sites is 9") != std::string::npos);
  CHECK(
      table.judge({table.row(0, 9, {}, 1), table.row(10, 20, true, 2)}, RowPolicy::Unique).together.empty());
  CHECK(table.judge({table.row(0, 9, false, 1), table.row(9, 20, true, 2)}, RowPolicy::Unique)
            .together.empty());
}

TEST_CASE("any: only rows that disagree are at odds") {
  Rows table;
  CHECK(table.judge({table.row(0, 9, {}, 1), table.row(9, 20, {}, 1)}, RowPolicy::Any).together.empty());
  CHECK(table.judge({table.row(0, 9, {}, 1), table.row(9, 20, {}, 2)}, RowPolicy::Any).together.size() == 1);
  CHECK(table.judge({table.row(0, 9, {}, 1), table.row(9, 20, {}, 2)}, RowPolicy::First).together.empty());
}

TEST_CASE("a row that earlier ones take everything from is never reached") {
  Rows table;
  const std::vector<Row> rows{table.row(0, 9, true, 1), table.row(0, 9, false, 2), table.row(3, 5, {}, 3),
                              table.row(3, 10, {}, 4)};
  CHECK(table.judge(rows, RowPolicy::First).unreached == std::vector<std::size_t>{2});
  CHECK(table.judge({table.row(5, 4, {}, 1)}, RowPolicy::Collect).unreached == std::vector<std::size_t>{0});
}

TEST_CASE("answers that no row is for") {
  Rows table;
  const RowFindings open =
      table.judge({table.row(0, 9, {}, 1), table.row(11, 1'000, {}, 2)}, RowPolicy::First);
  CHECK(open.gap.answer == Answer::Possible);
  CHECK(table.sentence(open.gap).find("sites is 10") != std::string::npos);
  const RowFindings whole = table.judge(
      {table.row(0, 9, true, 1), table.row(0, 9, false, 2), table.row(10, 100'000, {}, 3)}, RowPolicy::First);
  CHECK(table.sentence(whole.gap).find("sites is 100 001") != std::string::npos);
  CHECK(table.judge({table.row(0, 9, {}, 1)}, RowPolicy::Collect).gap.answer == Answer::Possible);
}

TEST_CASE("`none` is accepted only where a cell says so") {
  Rows table;
  const Date day{18'262};
  const RowFindings lacks =
      table.judge({table.audited(day, false), table.audited(kLastDate, false)}, RowPolicy::First);
  CHECK(table.sentence(lacks.gap).find("audited_on is none") != std::string::npos);
  CHECK(
      table.judge({table.audited(kLastDate, false), table.audited({}, true)}, RowPolicy::Unique).gap.answer ==
      Answer::Never);
  CHECK(table.judge({table.audited(kLastDate, false), table.audited({}, true)}, RowPolicy::Unique)
            .together.empty());
}

}  // namespace jurat::analysis
