// Why a line of the interview is no answer: for each type of fact each kind of wrong answer, in both
// languages. The reason fits, and it is said once.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

constexpr const char* kForm = "写法不完整：可能缺少括号、引号或逗号。";
constexpr const char* kKey = "其中有此处未询问的名称。";
constexpr const char* kShape = "形式不符：单个值、多个值、范围与记录不可互换。";
constexpr const char* kSet = "这不是可选项的清单，例如 `a, b`；`none` 须单独填写。";
constexpr const char* kNone = "此处不能答复 `none`。";
constexpr const char* kYesNo = "这既不是“是”，也不是“否”。";
constexpr const char* kNumber = "这不是所要求的数字；请写数字，例如 `1_250`。";
constexpr const char* kPercentage = "这不是百分比，例如 `7%`。";
constexpr const char* kMoney = "这不是以该币种表示的金额，例如 `EUR 400_000_000`。";
constexpr const char* kQuantity = "这不是带有相应单位的数量。";
constexpr const char* kDay = "这不是日期，例如 `2026-11-23`。";
constexpr const char* kMoment = "这不是带有时刻和时区的日期，例如 `2026-11-23T10:00Z`。";
constexpr const char* kPeriod = "这不是期间，例如 `3 months`。";
constexpr const char* kOption = "这不是可选项之一，或涵盖多个可选项。";
constexpr const char* kState = "这不是五种状态之一；`not_applicable` 须附理由。";
constexpr const char* kBlank = "此处须为文本，且不得为空。";
constexpr const char* kJudgement = "判断缺少结论、署名或日期。";
constexpr const char* kEmpty = "此范围内没有值。";
constexpr const char* kHuge = "数字过大，无法读取。";
constexpr const char* kId = "企业档案中没有唯一具有此标识的记录。";

struct Wrong {
  std::string line, en, zh;
};
struct Row {
  std::string type, condition;
  std::vector<Wrong> wrong;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"yes_no",
       "f",
       {{"maybe", "`maybe` is neither yes nor no", kYesNo},
        {"[yes]", "cannot be a list", kShape},
        {"{at_least: 1}", "cannot be a range", kShape},
        {"{valeu: yes}", "the key `valeu` is unknown here", kKey},
        {"none", "cannot be `none`", kNone}}},
      {"integer at least 0 at most 10",
       "f > 3",
       {{"x", "`x` is not a number", kNumber},
        {"true", "`true` is not a number", kNumber},
        {"1.5", "is not a whole number", kNumber},
        {"11", "is outside what `f` can be", "超出可能的范围：自 0 至 10。"},
        {"99999999999999999999", "does not fit 64 bits", kHuge},
        {"none", "cannot be `none`", kNone},
        {"[1]", "cannot be a list", kShape},
        {"{at_least: 9, at_most: 2}", "holds no value", kEmpty},
        {"{at_least: x}", "`x` is not a number", kNumber},
        {"{value: 3, source: [a]}", "`source` asks for a text", kBlank},
        {"{value: {a: 1}}", "cannot be a record", kShape},
        {"{value: 3", "ends before the list or record is closed", kForm}}},
      {"decimal", "f > 1.5", {{"1,5", "`1,5` is not a number", kNumber}}},
      {"percentage", "f > 5%", {{"7", "a plain number, not a percentage", kPercentage}}},
      {"money EUR",
       "f > EUR 5",
       {{"5", "`5` has no currency", kMoney},
        {"USD 5", "is not in EUR", kMoney},
        {"EUR x", "`x` is not a number", kMoney}}},
      {"quantity kg",
       "f > 5 kg",
       {{"5", "`5` has no unit", kQuantity}, {"5 m", "is not a unit of this quantity", kQuantity}}},
      {"date",
       "f < 2026-01-01",
       {{"2026-02-30", "is not a day of the calendar", kDay},
        {"2026-01-01T10:00Z", "has a time, but a day is asked for", kDay},
        {"{at_least: 2026-02-01, at_most: 2026-01-01}", "holds no value", kEmpty}}},
      {"event", "f is given", {{"soon", "`soon` is not a day", kDay}}},
      {"event moment", "f is given", {{"2026-01-01T10:00", "does not say in which time zone", kMoment}}},
      {"period", "f < 6 months", {{"3", "does not say of what", kPeriod}, {"x", "is not a period", kPeriod}}},
      {"text",
       "f contains \"x\"",
       {{"\"\"", "the text is blank", kBlank}, {"none", "cannot be `none`", kNone}}},
      {"kind",
       "f is a",
       {{"z", "`z` is not an option", kOption},
        {"group", "stands for several options", kOption},
        {"[a]", "cannot be a list", kShape},
        {"{at_least: a}", "cannot be a range", kShape},
        {"none", "cannot be `none`", kNone}}},
      {"set of kind",
       "f includes a",
       {{"z, y", "`y` is not an option", kOption},
        {"a, group", "stands for several options", kOption},
        {"a, none", "a list that holds `none`", kSet},
        {"[[a]]", "a list within a list", kSet}}},
      {"practice",
       "f",
       {{"yes", "a practice has a state", kState},
        {"sometimes", "is not the state of a practice", kState},
        {"not_applicable", "needs a reason", kState},
        {"none", "cannot be `none`", kNone}}},
      {"judgement",
       "f",
       {{"maybe", "a judgement is yes or no", kYesNo},
        {"{value: maybe}", "a judgement is yes or no", kYesNo},
        {"{by: me}", "does not say what was judged", kJudgement},
        {"[yes]", "cannot be a list", kShape},
        {"{value: yes, on: soon}", "`soon` is not a day", kDay},
        {"none", "cannot be `none`", kNone}}},
      {"ref entry or none",
       "f is given",
       {{"nobody", "has the id `nobody`", kId}, {"[one]", "cannot be a list", kShape}}},
  };
  return all;
}

std::string packOf(const Row& row) {
  return R"(pack own {
    title "Own" source law "Law" version "1" language 1 status in_force currency EUR deadlines as counted
    time_zone "UTC"
}
unit kg "kilograms"
choice kind {
    a "A" cites "1"
    b "B" cites "1"
    group "G" cites "1" {
        c "C" cites "1"
        d "D" cites "1"
    }
}
entity company { fact f : )" +
         row.type + R"( ask "What?" zh "什么？" }
entity entry within company as entries { fact x : yes_no }
rule r for company { title "R" zh "R" cites "1" requires )" +
         row.condition + " }\n";
}

// What is said of each line, in order: between the prompt behind which it stands and the next.
std::vector<std::string> saidOf(const Row& row, const std::string& language) {
  const Scratch scratch;
  scratch.write("packs/own/pack.jurat", packOf(row));
  scratch.write("own.yaml", "jurat: 1\ncompany:\n  entries: [{id: one, x: yes}]\n");
  std::string input;
  for (const Wrong& each : row.wrong) input += each.line + "\n";
  const Ran ran = run({"ask", "own.yaml", "--interactive", "--rules", "packs/own", "--as-of", "2026-11-23",
                       "--width", "200", "--lang", language},
                      {.input = input, .folder = scratch.path()});
  INFO(row.type, ran.out, ran.err);
  CHECK(ran.code == 0);
  CHECK(textOf(scratch / "own.yaml") == "jurat: 1\ncompany:\n  entries: [{id: one, x: yes}]\n");
  std::vector<std::string> out;
  for (std::size_t at = ran.out.find("\n> "); at != std::string::npos;) {
    const std::size_t next = ran.out.find("\n> ", at + 1);
    out.push_back(ran.out.substr(at, next == std::string::npos ? next : next + 1 - at));
    at = next;
  }
  REQUIRE(out.size() >= row.wrong.size());
  return out;
}

}  // namespace

TEST_CASE("why an answer is refused is told once and fits, in each language") {
  for (const Row& row : rows()) {
    const std::vector<std::string> english = saidOf(row, "en"), chinese = saidOf(row, "zh");
    for (std::size_t i = 0; i < row.wrong.size(); ++i) {
      const Wrong& wrong = row.wrong[i];
      INFO(row.type, ": ", wrong.line);
      CHECK_MESSAGE(countOf(english[i], wrong.en) == 1, english[i]);
      CHECK_MESSAGE(countOf(chinese[i], "\n     " + wrong.zh + "\n") == 1, chinese[i]);
      CHECK_MESSAGE(countOf(chinese[i], "\n     ") == 1, chinese[i]);
    }
  }
}
