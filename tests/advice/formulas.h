// Generated packs whose amounts are reckoned from one fact, `x`; for the test of ranges.
#pragma once
#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <utility>

#include "tests/agreement/dice.h"

namespace jurat::advice_test {

using generated::Dice;

// A pack in which amounts, a benefit and conditions are reckoned from one fact, `x`, in many ways.
class Formulas {
 public:
  // `squares`: products of two figures that move stand anywhere, and nothing is rounded, so that each figure
  // is a polynomial of x, of degree 2 at the most, wherever one formula holds.
  explicit Formulas(Dice& dice, bool squares = false) : dice_(dice), squares_(squares) {}

  std::string rules() {
    kind_ = squares_ ? 1 + dice_.below(2) : dice_.below(5);
    const char* types[] = {"money EUR", "integer", "decimal", "percentage", "date"};
    std::string text = R"(pack gen {
    title "Formulas" source law "Law" version "1" language 1 status in_force currency EUR deadlines as counted
    time_zone "UTC"
}
)";
    text += fmt::format(
        "entity company {{\n    fact x : {0}\n    fact y : {0}\n    fact m : money EUR\n    fact b : "
        "yes_no\n    "
        "fact done : event\n    fact j : judgement rests on x\n}}\nentity item within company as items {{\n  "
        "  fact n : money EUR\n    fact c : "
        "yes_no\n}}\n",
        types[kind_]);
    for (const std::string name : {"part_1", "part_2"})
      text += "define " + name + " for company : money EUR {\n    cites \"1\"\n    equals " + money(2) +
              "\n    except odd when " + condition(1) + " { equals " + money(1) + " }\n}\n";
    defined_ = true;
    text +=
        "amount fine for company : money EUR {\n    cites \"2\"\n    at most " + money(3) + "\n" +
        (dice_.chance(50) ? "    except less when " + condition(1) + " { at most " + money(2) + " }\n" : "") +
        "}\n";
    text += "benefit aid for company : money EUR {\n    cites \"3\"\n    eligible when " + condition(1) +
            "\n    equals " + money(2) + "\n}\n";
    text += "rule r for company {\n    cites \"4\"\n    applies when " + condition(2) + "\n";
    const bool dated = kind_ == 4 && dice_.chance(60);
    text += dated ? "    done on done\n    due x + " + dice_.pick({"6 months", "1 month", "40 days"}) + "\n"
                  : "    requires " + condition(2) + "\n";
    // A sanction has a first day of its own.
    const std::string from = kind_ == 4 && dice_.chance(60)
                                 ? " from x + " + dice_.pick({"30 days", "3 months", "1 month"})
                                 : std::string();
    return text + "    exposes company to fine" + from + "\n}\n";
  }

  std::string profile() {
    const char* values[] = {"EUR 100", "20", "10.5", "7%", "2025-03-31"};
    const char* later[] = {"EUR 140", "31", "12.5", "9%", "2025-05-31"};
    const std::string other[] = {
        dice_.pick({"EUR 0", "EUR 60", "EUR 300", "{at_least: EUR 10, at_most: EUR 90}"}),
        dice_.pick({"0", "7", "33", "{at_least: 3}"}), dice_.pick({"0.5", "7", "{at_most: 12}"}),
        dice_.pick({"3%", "50%"}), dice_.pick({"2025-01-31", "2025-08-15"})};
    std::string text = fmt::format("{{jurat: 1, company: {{x: {}", values[kind_]);
    if (dice_.chance(70)) text += ", y: " + other[kind_];
    if (dice_.chance(70))
      text += ", m: " + dice_.pick({"EUR 10", "EUR 75", "{at_least: EUR 20, at_most: EUR 200}"});
    if (dice_.chance(70)) text += ", b: " + dice_.pick({"yes", "no"});
    text += dice_.chance(50) ? ", done: none" : ", done: 2025-06-30";
    if (dice_.chance(50))
      text += fmt::format(", j: {{value: {}, by: me, on: 2025-01-01, rested_on: {{x: {}}}}}",
                          dice_.pick({"yes", "no"}), dice_.pick({values[kind_], later[kind_]}));
    if (dice_.chance(70))
      text += ", items: {items: [{id: p, n: EUR 30, c: yes}, {id: q, n: EUR 5}]" +
              std::string(dice_.chance(30) ? ", complete: no}" : "}");
    return text + "}}";
  }

 private:
  std::string x() {
    switch (kind_) {
      case 0:
        return "x";
      case 1:
      case 2:
        return "(EUR " + dice_.pick({"2", "10", "0.5"}) + " * x)";
      case 3:
        return "(x of EUR 400)";
      default:
        return "(EUR 3 * days_in(2025-12-31 - x))";
    }
  }
  std::string amount() { return "EUR " + dice_.pick({"0", "20", "50", "100", "120.5", "250"}); }

  // A number times a figure that has no such product in it.
  std::string square(int depth) {
    const bool squares = std::exchange(squares_, false), defined = std::exchange(defined_, false);
    plain_ = true;
    std::string out = "(" + dice_.pick({"x", "(x + 3)", "(40 - x)"}) + " * " + money(depth) + ")";
    plain_ = false;
    squares_ = squares;
    defined_ = defined;
    return out;
  }

  std::string money(int depth) {
    if (squares_ && depth > 0 && dice_.chance(25)) return square(depth - 1);
    const std::size_t roll = dice_.below(100);
    // A product of two figures that move: along no straight line.
    if (depth == 3 && !squares_ && (kind_ == 1 || kind_ == 2) && dice_.chance(20))
      return "(x * (EUR " + dice_.pick({"1", "2.5"}) + " * x))";
    if (depth == 0 || roll < 20) {
      const std::size_t what = dice_.below(10);
      if (what < 5) return x();
      if (what < 6) return "m";
      if (what < 7 && defined_) return "part_" + std::to_string(1 + dice_.below(2));
      if (what < 8) return "(sum of n over (items where " + condition(0) + "))";
      return amount();
    }
    const std::string a = money(depth - 1);
    if (roll < 30) return "(" + dice_.pick({"5%", "50%", "150%"}) + " of " + a + ")";
    if (roll < 36) return "(" + a + " / " + dice_.pick({"2", "3", "8"}) + ")";
    if (roll < 42 && !squares_ && !plain_)
      return "(" + a + " rounded " + dice_.pick({"to", "up to", "down to", "half_even to"}) + " EUR " +
             dice_.pick({"1", "0.01", "25"}) + ")";
    const std::string b = money(depth - 1);
    if (roll < 52) return "(" + a + " + " + b + ")";
    if (roll < 60) return "(" + a + " - " + b + ")";
    if (roll < 66 && defined_) return "(part_" + std::to_string(1 + dice_.below(2)) + " - " + a + ")";
    return "(" + dice_.pick({"higher of ", "lower of "}) + a + " and " + b + ")";
  }

  std::string condition(int depth) {
    const std::size_t roll = dice_.below(100);
    const std::string compare = dice_.pick({" > ", " >= ", " < ", " <= ", " = "});
    if (depth == 0 || roll < 55) {
      const std::size_t what = dice_.below(10);
      if (what < 1) return depth > 0 && dice_.chance(30) ? "j" : "b";
      if (what < 3) return "(x" + compare + "y)";
      if (what < 4 && kind_ == 0) return "(y is given and x / (y + EUR 1)" + compare + "1.5)";
      if (what < 5 && kind_ == 0) return "((m + EUR 5) / (x + EUR 3000)" + compare + "0.02)";
      if (what < 5 && kind_ == 4)
        return "(x + " + dice_.pick({"1 month", "6 months", "30 days"}) + compare +
               dice_.pick({"y", "2025-06-30", "2025-08-31"}) + ")";
      if (depth == 0) return "(" + x() + compare + amount() + ")";
      return "(" + money(depth - 1) + compare + money(depth - 1) + ")";
    }
    if (roll < 65) return "not (" + condition(depth - 1) + ")";
    return "(" + condition(depth - 1) + dice_.pick({" and ", " or "}) + condition(depth - 1) + ")";
  }

  Dice& dice_;
  std::size_t kind_ = 0;
  bool squares_ = false, plain_ = false;
  bool defined_ = false;
};

}  // namespace jurat::advice_test
