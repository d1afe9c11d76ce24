#include "tests/advice/small_programs.h"

#include <algorithm>
#include <utility>

namespace jurat::advice_test {
namespace {

using generated::Dice;

constexpr const char* kHead = R"(pack gen {
    title "Small" source law "Law" version "1" language 1 status in_force currency EUR deadlines as counted
    time_zone "UTC"
}
choice pick { a "A" group "G" { b "B" c "C" } d "D" }
choice role { x "X" y "Y" z "Z" }
)";
constexpr const char* kDays[] = {"2025-03-01", "2025-09-15"};
constexpr std::int64_t kNumbers[] = {3, 7}, kSums[] = {500, 1000};

enum class Sort : std::uint8_t { YesNo, Judgement, Option, Set, Number, Money, Day, Practice };

struct Fact {
  std::string name;
  Sort sort = Sort::YesNo;
  bool of_item = false;
};

Answer given(Value value) {
  Answer out;
  out.state = AnswerState::Given;
  out.made_now = true;
  out.value = std::move(value);
  return out;
}

Answer none() {
  Answer out;
  out.state = AnswerState::None;
  return out;
}

std::vector<Answer> valuesOf(Sort sort) {
  std::vector<Answer> out;
  switch (sort) {
    case Sort::YesNo:
      return {given(true), given(false)};
    case Sort::Judgement:
      for (const bool value : {true, false}) {
        JudgementValue made;
        made.value = value;
        out.push_back(given(std::move(made)));
      }
      return out;
    case Sort::Practice:
      for (std::uint32_t state = 0; state < 5; ++state) out.push_back(given(OptionValue{state}));
      return out;
    case Sort::Option:
      for (const std::uint32_t option : {0U, 2U, 3U, 4U}) out.push_back(given(OptionValue{option}));
      return out;
    case Sort::Set:
      for (std::uint32_t bits = 0; bits < 8; ++bits) {
        OptionSetValue set;
        for (std::uint32_t i = 0; i < 3; ++i) {
          if (bits >> i & 1) set.indexes.push_back(i);
        }
        out.push_back(given(std::move(set)));
      }
      return out;
    case Sort::Number:
      for (std::int64_t i = 0; i <= 10; ++i) out.push_back(given(Number(i)));
      return out;
    case Sort::Money:
      for (const std::int64_t cents :
           {0L, 49'999L, 50'000L, 50'001L, 99'999L, 100'000L, 100'001L, 99'999'999'999L})
        out.push_back(given(Money{Number::scaled(cents, -2), currencyId("EUR")}));
      return out;
    case Sort::Day:
      out.push_back(none());
      for (const char* day :
           {"1999-01-01", "2025-02-28", "2025-03-01", "2025-03-02", "2025-06-30", "2025-07-01", "2025-07-02",
            "2025-09-14", "2025-09-15", "2025-09-16", "2025-12-31", "2026-01-01"})
        out.push_back(given(*parseDate(day)));
      return out;
  }
  return out;
}

const char* typeText(Sort sort) {
  switch (sort) {
    case Sort::YesNo:
      return "yes_no";
    case Sort::Judgement:
      return "judgement";
    case Sort::Option:
      return "pick";
    case Sort::Set:
      return "set of role";
    case Sort::Number:
      return "integer at least 0 at most 10";
    case Sort::Money:
      return "money EUR at least EUR 0";
    case Sort::Day:
      return "event";
    case Sort::Practice:
      return "practice";
  }
  return "";
}

class Writer {
 public:
  explicit Writer(Dice& dice) : dice_(dice) {}

  SmallProgram write(std::size_t most) {
    facts();
    std::string text = kHead + entities();
    text += define("one", false) + define("two", true);
    text += amount() + rule();
    out_.rules = std::move(text);
    answers(most);
    return std::move(out_);
  }

 private:
  std::string number(std::int64_t value) { return std::to_string(value); }

  void facts() {
    const std::size_t count = 2 + dice_.below(5);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t roll = dice_.below(14);
      const Sort sort = roll < 5    ? Sort::YesNo
                        : roll < 6  ? Sort::Judgement
                        : roll < 7  ? Sort::Practice
                        : roll < 9  ? Sort::Option
                        : roll < 10 ? Sort::Set
                        : roll < 12 ? Sort::Number
                        : roll < 13 ? Sort::Money
                                    : Sort::Day;
      facts_.push_back({"f" + number(static_cast<std::int64_t>(i)), sort, false});
    }
    if (dice_.chance(25)) facts_.push_back({"i0", dice_.chance(60) ? Sort::YesNo : Sort::Number, true});
  }

  std::string entities() const {
    std::string company = "entity company {\n", item = "entity item within company as items {\n";
    for (const Fact& fact : facts_)
      (fact.of_item ? item : company) += "    fact " + fact.name + " : " + typeText(fact.sort) + "\n";
    if (item.find("fact") == std::string::npos) item += "    fact i0 : yes_no\n";
    return company + "}\n" + item + "}\n";
  }

  std::string atom(const Fact& fact) {
    const std::string& name = fact.name;
    switch (fact.sort) {
      case Sort::YesNo:
      case Sort::Judgement:
      case Sort::Practice:
        return name;
      case Sort::Option:
        return dice_.chance(50) ? name + " is " + dice_.pick({"a", "b", "c", "d"})
                                : name + " in { " + dice_.pick({"group", "a, b", "group, d", "c, d"}) + " }";
      case Sort::Set:
        if (dice_.chance(20)) return name + " is empty";
        return name + " includes " + dice_.pick({"x", "any of { x, y }", "all of { x, z }", "none of { z }"});
      case Sort::Number:
        if (dice_.chance(15)) return sum(fact);
        return name + dice_.pick({" >= ", " <= ", " > ", " < ", " = "}) + number(kNumbers[dice_.below(2)]);
      case Sort::Money:
        return name + dice_.pick({" >= ", " <= ", " > ", " < "}) + "EUR " + number(kSums[dice_.below(2)]);
      case Sort::Day:
        if (dice_.chance(40)) return name + " is given";
        if (dice_.chance(30)) return "(" + name + " is given and as_of > " + name + " + 6 months)";
        return "(" + name + " is given and " + name + dice_.pick({" >= ", " <= ", " < "}) +
               kDays[dice_.below(2)] + ")";
    }
    return "yes";
  }

  std::string sum(const Fact& fact) {
    out_.plain = false;
    std::string text = fact.name;
    for (const Fact& other : facts_) {
      if (other.sort == Sort::Number && !other.of_item && &other != &fact) text += " + " + other.name;
    }
    return text + " > " + number(dice_.from(4, 9));
  }

  const Fact& anyFact() {
    for (;;) {
      const Fact& fact = dice_.pick(facts_);
      if (!fact.of_item) return fact;
    }
  }

  std::string overItems() {
    for (const Fact& fact : facts_) {
      if (!fact.of_item) continue;
      const std::string body =
          "(" + (fact.sort == Sort::Number ? "i0 > " + number(kNumbers[dice_.below(2)]) : std::string("i0")) +
          ")";
      if (fact.sort == Sort::Number && dice_.chance(30)) {
        out_.plain = false;
        return "sum of i0 over items > " + number(dice_.from(4, 12));
      }
      return dice_.pick({"any items has ", "every items has "}) + body;
    }
    return atom(anyFact());
  }

  std::string condition(int depth) {
    const std::size_t roll = dice_.below(100);
    if (depth == 0 || roll < 25) {
      if (dice_.chance(15)) return overItems();
      if (depth > 0 && !defined_.empty() && dice_.chance(25)) return dice_.pick(defined_);
      return atom(anyFact());
    }
    if (roll < 40) return "not (" + condition(depth - 1) + ")";
    if (roll < 62) return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
    if (roll < 84) return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
    const char* join = roll < 92 ? "at least 2 of { " : "exactly 1 of { ";
    return join + condition(depth - 1) + ", " + condition(depth - 1) + ", " + condition(depth - 1) + " }";
  }

  std::string define(const std::string& name, bool exceptions) {
    std::string text =
        "define " + name + " for company : yes_no {\n    cites \"1\"\n    equals " + condition(2) + "\n";
    if (exceptions) text += "    except odd when " + condition(1) + " { equals " + condition(1) + " }\n";
    defined_.push_back(name);
    return text + "}\n";
  }

  std::string amount() {
    std::string text = "amount fine for company : money EUR {\n    cites \"2\"\n    at most ";
    const auto money =
        std::find_if(facts_.begin(), facts_.end(), [](const Fact& f) { return f.sort == Sort::Money; });
    if (money != facts_.end() && dice_.chance(40)) {
      out_.plain = false;
      text += "higher of { EUR 100, 10% of " + money->name + " }\n";
    } else {
      text += "EUR 100\n";
    }
    if (dice_.chance(60)) text += "    except less when " + condition(1) + " { at most EUR 50 }\n";
    return text + "}\n";
  }

  std::string rule() {
    std::string text = "rule r for company {\n    cites \"3\"\n    applies when " + condition(2) + "\n";
    const auto day =
        std::find_if(facts_.begin(), facts_.end(), [](const Fact& f) { return f.sort == Sort::Day; });
    text += (dice_.chance(80) ? "    requires " : "    forbids ") + condition(2) + "\n";
    if (day != facts_.end() && dice_.chance(50)) {
      out_.plain = false;
      text += "    due " + day->name + " + 6 months\n";
    } else if (dice_.chance(30)) {
      text += "    due 2026-03-01\n";
    }
    text += "    exposes company to fine\n";
    if (dice_.chance(40)) text += "    except spared when " + condition(1) + " { permits }\n";
    return text + "}\n";
  }

  // What the company says already, and what it leaves open.
  void answers(std::size_t most) {
    const bool items = std::any_of(facts_.begin(), facts_.end(), [](const Fact& f) { return f.of_item; });
    std::string company, of_item[2];
    std::size_t combinations = 1;
    const auto leave = [&](const Fact& fact, const std::string& item) {
      std::vector<Answer> values = valuesOf(fact.sort);
      const bool room = out_.open.size() < 8 && combinations * values.size() <= most;
      if (!room || dice_.chance(10)) return false;
      combinations *= values.size();
      const std::string path = item.empty() ? "company." : "company.items[" + item + "].";
      out_.open.push_back({path + fact.name, item, fact.name, std::move(values)});
      return true;
    };
    for (const Fact& fact : facts_) {
      for (int i = 0; i < (fact.of_item ? 2 : 1); ++i) {
        std::string& into = fact.of_item ? of_item[i] : company;
        if (!leave(fact, fact.of_item ? (i == 0 ? "p" : "q") : ""))
          into += ", " + fact.name + ": " + answer(fact);
      }
    }
    out_.profile = "{jurat: 1, company: {items: [";
    if (items) out_.profile += "{id: p" + of_item[0] + "}, {id: q" + of_item[1] + "}";
    out_.profile += "]" + company + "}}";
  }

  std::string answer(const Fact& fact) {
    switch (fact.sort) {
      case Sort::YesNo:
        return dice_.pick({"yes", "no"});
      case Sort::Judgement:
        return dice_.pick(
            {"{value: yes, by: \"A\", on: 2025-01-01}", "{value: no, by: \"A\", on: 2025-01-01}"});
      case Sort::Practice:
        return dice_.pick({"implemented", "planned"});
      case Sort::Option:
        return dice_.pick({"a", "b", "d"});
      case Sort::Set:
        return dice_.pick({"[x]", "[]", "[x, z]"});
      case Sort::Number:
        return number(dice_.from(0, 10));
      case Sort::Money:
        return dice_.pick({"EUR 0", "EUR 700", "EUR 5000"});
      case Sort::Day:
        return dice_.pick({"none", "2025-05-01"});
    }
    return "";
  }

  Dice& dice_;
  SmallProgram out_;
  std::vector<Fact> facts_;
  std::vector<std::string> defined_;
};

}  // namespace

std::size_t SmallProgram::combinations() const {
  std::size_t out = 1;
  for (const Open& each : open) out *= each.values.size();
  return out;
}

SmallProgram generate(Dice& dice, std::size_t most) { return Writer(dice).write(most); }

}  // namespace jurat::advice_test
