// Generated rules whose facts meet in arithmetic, with every value that is tried; for the test of what
// settles them.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/values/value.h"
#include "tests/agreement/dice.h"

namespace jurat::advice_test {

using generated::Dice;

enum class SettleSort : std::uint8_t { YesNo, Number, Money, Day };

struct SettleFact {
  std::string name;
  SettleSort sort = SettleSort::YesNo;
};

inline std::vector<Value> settleValuesOf(SettleSort sort) {
  std::vector<Value> out;
  switch (sort) {
    case SettleSort::YesNo:
      return {true, false};
    case SettleSort::Number:
      for (std::int64_t i = 0; i <= 6; ++i) out.emplace_back(Number(i));
      return out;
    case SettleSort::Money:
      for (const std::int64_t cents :
           {0, 1, 25, 50, 66, 67, 99, 100, 101, 150, 175, 199, 200, 201, 233, 275, 299, 300})
        out.emplace_back(Money{Number::scaled(cents, -2), currencyId("EUR")});
      return out;
    case SettleSort::Day:
      for (int day = 18; day <= 28; ++day) out.emplace_back(*parseDate("2026-11-" + std::to_string(day)));
      return out;
  }
  return out;
}

// Two or three facts, and a rule, an amount and a benefit that hang on them.
class SettleProgram {
 public:
  explicit SettleProgram(Dice& dice) : dice_(dice), once(dice.chance(60)) {
    const std::size_t count = 2 + dice_.below(2);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t roll = dice_.below(10);
      const SettleSort sort = roll < 2   ? SettleSort::YesNo
                              : roll < 6 ? SettleSort::Number
                              : roll < 8 ? SettleSort::Money
                                         : SettleSort::Day;
      facts.push_back({fmt::format("f{}", i), sort});
    }
    rules = kHead;
    for (const SettleFact& fact : facts)
      rules += fmt::format("    fact {} : {}\n", fact.name, typeOf(fact.sort));
    rules += "}\n";
    start();
    rules += "amount fine for company : money EUR {\n    cites \"2\"\n    at most " + money(2) + "\n";
    if (dice_.chance(40) && left()) rules += "    except less when " + condition(1) + " { at most EUR 2 }\n";
    rules += "}\n";
    start();
    rules += "benefit aid for company : money EUR {\n    cites \"3\"\n    eligible when " + condition(1) +
             "\n    at most " + (left() ? money(1) : std::string("EUR 3")) + "\n}\n";
    start();
    rules += "rule r for company {\n    cites \"4\"\n";
    if (dice_.chance(30)) rules += "    applies when " + condition(1) + "\n";
    rules += "    requires " + (left() ? condition(2) : std::string("no")) + "\n";
    const auto day = std::find_if(facts.begin(), facts.end(),
                                  [](const SettleFact& f) { return f.sort == SettleSort::Day; });
    if (day != facts.end() && (!once || unused_.count(day->name)))
      rules += "    due " + day->name + dice_.pick({" + 2 days", " + 1 month", ""}) + "\n";
    rules += "}\n";
  }

  std::vector<SettleFact> facts;
  std::string rules;

 private:
  static constexpr const char* kHead = R"(pack gen {
    title "Small" source law "Law" version "1" language 1 status in_force currency EUR deadlines as counted
    time_zone "UTC"
}
entity company {
)";

  static const char* typeOf(SettleSort sort) {
    switch (sort) {
      case SettleSort::YesNo:
        return "yes_no";
      case SettleSort::Number:
        return "integer at least 0 at most 6";
      case SettleSort::Money:
        return "money EUR at least EUR 0 at most EUR 3";
      case SettleSort::Day:
        return "date at least 2026-11-18 at most 2026-11-28";
    }
    return "";
  }

  void start() {
    unused_.clear();
    for (const SettleFact& fact : facts) unused_.insert(fact.name);
  }
  bool left() const { return !once || !unused_.empty(); }

  // One of the facts, each once where that is wanted.
  const SettleFact& take() {
    for (;;) {
      const SettleFact& fact = facts[dice_.below(facts.size())];
      if (!once) return fact;
      if (unused_.erase(fact.name) > 0) return fact;
    }
  }

  std::string sumOf(const SettleFact& fact) {
    switch (fact.sort) {
      case SettleSort::YesNo:
        return "EUR 1";
      case SettleSort::Number:
        if (!once && dice_.chance(20)) return "(" + fact.name + " * (EUR 1 * " + fact.name + "))";
        return "(" + dice_.pick({"EUR 1", "EUR 2", "EUR 0.5"}) + " * " + fact.name + ")";
      case SettleSort::Money:
        return fact.name;
      case SettleSort::Day:
        return "(EUR 1 * days_in(2026-12-01 - " + fact.name + "))";
    }
    return "";
  }

  std::string money(int depth) {
    if (!left() || dice_.chance(10)) return "EUR " + dice_.pick({"1", "3", "4.5", "7"});
    const std::string one = sumOf(take());
    if (depth == 0 || !left() || dice_.chance(30)) return one;
    const std::string other = money(depth - 1);
    if (dice_.chance(25)) return "(" + dice_.pick({"higher of ", "lower of "}) + one + " and " + other + ")";
    return "(" + one + dice_.pick({" + ", " - "}) + other + ")";
  }

  std::string condition(int depth) {
    if (!left()) return "yes";
    const std::size_t roll = dice_.below(100);
    if (depth > 0 && roll < 45) {
      const std::string one = condition(depth - 1);
      if (!left()) return one;
      return "(" + one + dice_.pick({" and ", " or "}) + condition(depth - 1) + ")";
    }
    if (depth > 0 && roll < 55) return "not (" + condition(depth - 1) + ")";
    const SettleFact& fact = take();
    if (fact.sort == SettleSort::YesNo) return fact.name;
    if (fact.sort == SettleSort::Day && dice_.chance(50))
      return fact.name + " + 3 days" + dice_.pick({" > ", " <= "}) + dice_.pick({"2026-11-25", "2026-11-23"});
    std::string sum = sumOf(fact);
    if (left() && dice_.chance(70)) sum += dice_.pick({" + ", " - "}) + money(1);
    return "(" + sum + compare() + "EUR " + dice_.pick({"0", "2", "4.5", "6", "9"}) + ")";
  }

  // Whether whole numbers can come to a sum at all is no question of where it lies.
  std::string compare() {
    return once ? dice_.pick({" > ", " >= ", " < ", " <= "}) : dice_.pick({" > ", " >= ", " < ", " = "});
  }

  Dice& dice_;
  std::set<std::string> unused_;

 public:
  const bool once;  // no fact stands twice in one answer: then what is told is all there is to one fact
};

}  // namespace jurat::advice_test
