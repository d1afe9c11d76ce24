// Random expressions of a wanted kind; everything composed stands in parentheses.
#include "tests/agreement/writer.h"

namespace jurat::generated {

// ---- conditions

Text PackWriter::condition(const Place& place, int depth) {
  Text out = leaf(place, depth);
  if (depth > 0) {
    const std::size_t roll = dice_.below(100);
    if (roll < 45) out = joined(place, depth - 1);
    if (roll >= 45 && roll < 65) out = quantified(place, depth - 1);
  }
  none_ = false;
  return out;
}

Text PackWriter::leaf(const Place& place, int depth) {
  const std::size_t roll = dice_.below(100);
  if (roll < 40) return compared(place, depth);
  if (roll < 55) return chosen(place, depth);
  if (roll < 70) return asked(place);
  for (const Kind kind : {dice_.chance(60) ? Kind::Bool : Kind::Judgement, Kind::Practice, Kind::Bool}) {
    std::optional<Text> text = read(kind, place);
    if (!text) continue;
    text->kind = Kind::Bool;
    return dice_.chance(25) ? Text::of(Kind::Bool, "(not ", *text, ")") : *text;
  }
  return compared(place, depth);
}

Text PackWriter::joined(const Place& place, int depth) {
  const std::string word =
      dice_.pick({"and", "or", "and", "or", "all of", "any of", "none of", "at least", "exactly"});
  if (word == "and" || word == "or") {
    return Text::of(Kind::Bool, "(", condition(place, depth), " " + word + " ", condition(place, depth), ")");
  }
  const std::size_t count = 2 + dice_.below(3);
  Text out = Text::of(Kind::Bool, "(");
  const bool counted = word == "at least" || word == "exactly";
  out.add(counted ? word + " " + std::to_string(1 + dice_.below(2)) + " of { " : word + " { ");
  for (std::size_t i = 0; i < count; ++i) {
    out.add((i ? ", " : "") + std::string(1, static_cast<char>('a' + i)) + ": ");
    out.add(condition(place, i == 0 ? depth : 0));
  }
  out.add(" })");
  return out;
}

Text PackWriter::domain(const Place& place, int depth, Place& inner) {
  inner = place;
  std::string list;
  const std::size_t roll = dice_.below(100);
  if (roll < 20) {
    inner.per = true;
    list = dice_.chance(30) ? "pick in { " + options(2) + " }" : "pick";
  } else if (roll < 40) {
    inner.entities.push_back(kYear);
    list = "years";
  } else if (roll < 60) {
    inner.entities.push_back(kPart);
    list = reaches(place, kItem) ? "parts" : "items.parts";
  } else {
    inner.entities.push_back(kItem);
    list = "items";
  }
  if (!dice_.chance(40)) return Text::of(Kind::Other, list);
  return Text::of(Kind::Other, "(" + list + " where ", condition(inner, depth > 0 ? depth - 1 : 0), ")");
}

Text PackWriter::quantified(const Place& place, int depth) {
  Place inner;
  Text over = domain(place, depth, inner);
  const std::string word = dice_.pick({"any", "every", "no"});
  return Text::of(Kind::Bool, "(" + word + " ", over, " has (", condition(inner, depth), "))");
}

Text PackWriter::compared(const Place& place, int depth) {
  static const std::vector<Kind> kinds{Kind::Integer, Kind::Integer, Kind::Decimal, Kind::Percent,
                                       Kind::Euro,    Kind::Euro,    Kind::Euro,    Kind::Flop,
                                       Kind::Day,     Kind::Day,     Kind::Time,    Kind::Span};
  const Kind kind = dice_.pick(kinds);
  const std::string op = dice_.pick({"<", "<=", "=", ">=", ">"});
  return Text::of(Kind::Bool, "(", value(kind, place, depth), " " + op + " ", value(kind, place, 0), ")");
}

Text PackWriter::chosen(const Place& place, int depth) {
  const std::size_t roll = dice_.below(100);
  if (roll < 45) {
    if (std::optional<Text> one = read(Kind::One, place)) {
      if (roll < 10 && pack_.choice_ordered) {
        return Text::of(Kind::Bool, "(", *one,
                        " " + dice_.pick({"<", ">=", "="}) + " " + dice_.pick(pack_.options) + ")");
      }
      if (roll < 15) {
        if (std::optional<Text> other = read(Kind::One, place))
          return Text::of(Kind::Bool, "(", *one, " = ", *other, ")");
      }
      if (roll < 30)
        return Text::of(Kind::Bool, "(", *one,
                        dice_.pick({" is ", " is not "}) + dice_.pick(pack_.options) + ")");
      return Text::of(Kind::Bool, "(", *one, dice_.pick({" in { ", " not in { "}) + options(2) + " })");
    }
  }
  std::optional<Text> known = read(Kind::Many, place);
  if (roll < 85 && known) {
    Text many = *known;
    if (depth > 0 && dice_.chance(50)) {
      many = Text::of(Kind::Many, "(", *known, dice_.pick({" plus { ", " without { "}) + options(2) + " })");
    }
    const std::size_t how = dice_.below(6);
    if (how == 0) return Text::of(Kind::Bool, "(", many, dice_.pick({" is empty)", " is not empty)"}));
    if (how == 1) {
      if (std::optional<Text> other = read(Kind::Many, place))
        return Text::of(Kind::Bool, "(", many, " includes ", *other, ")");
    }
    if (how == 2) return Text::of(Kind::Bool, "(", many, " includes " + dice_.pick(pack_.options) + ")");
    if (how == 3) {
      if (std::optional<Text> one = read(Kind::One, place))
        return Text::of(Kind::Bool, "(", many, " includes ", *one, ")");
    }
    return Text::of(Kind::Bool, "(", many,
                    " includes " + dice_.pick({"any", "all", "none"}) + " of { " + options(3) + " })");
  }
  std::optional<Text> words = read(Kind::Words, place);
  if (!words) return compared(place, depth);
  if (dice_.chance(50))
    return Text::of(Kind::Bool, "(", *words, " contains \"" + dice_.pick({"alpha", "bet", "x"}) + "\")");
  return Text::of(Kind::Bool, "(", *words, " = ", readOrLiteral(Kind::Words, place), ")");
}

Text PackWriter::asked(const Place& place) {
  const std::string question = dice_.pick({" is given", " is given", " is not given", " is known"});
  const std::size_t roll = dice_.below(100);
  if (roll < 10)
    return Text::of(Kind::Bool, "(" + dice_.pick({"items", "years", "items.parts"}) +
                                    (roll < 5 ? " is empty)" : " is not empty)"));
  if (roll < 20)
    return Text::of(Kind::Bool, std::string("(") + (reaches(place, kYear) ? "previous" : "(last years)") +
                                    question + ")");
  if (roll < 25) {
    if (std::optional<Text> cash = read(Kind::Cash, place)) {
      return Text::of(Kind::Bool, "(currency_of(", *cash, ") = " + dice_.pick({"EUR", "USD"}) + ")");
    }
  }
  // What is asked for, and then read: in front or behind, and turned around.
  if (roll < 50) {
    const Kind kind = dice_.pick(std::vector<Kind>{Kind::Integer, Kind::Day, Kind::Day, Kind::Euro});
    if (std::optional<Text> text = read(kind, place)) {
      const std::string op = dice_.pick({" < ", " <= ", " > ", " >= ", " = "});
      const Text other = readOrLiteral(kind, place);
      const std::size_t how = dice_.below(3);
      if (how == 0) return Text::of(Kind::Bool, "(", *text, " is given and ", *text, op, other, ")");
      if (how == 1) return Text::of(Kind::Bool, "(", *text, " is not given or ", *text, op, other, ")");
      return Text::of(Kind::Bool, "(not ", *text, op, other, " and ", *text, " is given)");
    }
  }
  static const std::vector<Kind> kinds{Kind::Bool,     Kind::Integer, Kind::Euro, Kind::Cash,  Kind::Day,
                                       Kind::Day,      Kind::Time,    Kind::One,  Kind::Words, Kind::Evidence,
                                       Kind::Evidence, Kind::Item,    Kind::Many};
  for (int tries = 0; tries < 3; ++tries) {
    if (std::optional<Text> text = read(dice_.pick(kinds), place))
      return Text::of(Kind::Bool, "(", *text, question + ")");
  }
  return compared(place, 0);
}

// ---- values

Text PackWriter::value(Kind kind, const Place& place, int depth) {
  if (depth <= 0 || dice_.chance(35)) return readOrLiteral(kind, place);
  switch (kind) {
    case Kind::Integer:
    case Kind::Decimal:
    case Kind::Percent:
    case Kind::Flop:
      return number(kind, place, depth - 1);
    case Kind::Euro:
      return euro(place, depth - 1);
    case Kind::Day:
    case Kind::Time:
    case Kind::Span:
      return time(kind, place, depth - 1);
    case Kind::Many:
      return set(place, depth - 1);
    default:
      return readOrLiteral(kind, place);
  }
}

Text PackWriter::number(Kind kind, const Place& place, int depth) {
  const std::size_t roll = dice_.below(100);
  if (roll < 20) return over(kind, place, depth);
  if (roll < 40) return extreme(kind, place, depth);
  Text a = value(kind, place, depth), b = value(kind, place, 0);
  none_ = false;
  if (kind == Kind::Integer && roll < 50)
    return Text::of(kind, "days_in(", value(Kind::Span, place, depth), ")");
  if (kind == Kind::Integer && roll < 60) {
    Place inner;
    return Text::of(kind, "(count of ", domain(place, depth, inner), ")");
  }
  if (kind == Kind::Decimal && roll < 50)
    return Text::of(kind, "(", euro(place, 0), " / ", euro(place, 0), ")");
  if (kind == Kind::Flop && roll < 70)
    return Text::of(kind, "(", a, " * ", value(Kind::Decimal, place, 0), ")");
  if (kind == Kind::Percent && roll < 60) return Text::of(kind, "(", a, " * ", b, ")");
  if (kind == Kind::Decimal && roll < 60) return Text::of(kind, "(", a, " / ", b, ")");
  if (kind != Kind::Flop && kind != Kind::Percent && roll < 70) return Text::of(kind, "(", a, " * ", b, ")");
  if (roll < 75 && kind != Kind::Flop) return Text::of(kind, "(- ", a, ")");
  if (roll < 80 && kind == Kind::Decimal)
    return Text::of(kind, "(", a,
                    " rounded " + dice_.pick({"to 1", "up to 1", "down to 0.5", "half_even to 1"}) + ")");
  return Text::of(kind, "(", a, dice_.pick({" + ", " - "}), b, ")");
}

Text PackWriter::extreme(Kind kind, const Place& place, int depth) {
  const bool days = kind == Kind::Day || kind == Kind::Time;
  const std::string word = days ? dice_.pick({"earlier", "later"}) : dice_.pick({"higher", "lower"});
  Text a = value(kind, place, depth);
  bool none = none_;
  Text b = value(kind, place, 0);
  none = none && none_;
  none_ = none;
  if (dice_.chance(50)) return Text::of(kind, "(" + word + " of ", a, " and ", b, ")");
  return Text::of(kind, "(" + word + " of { a: ", a, ", b: ", b, " })");
}

Text PackWriter::over(Kind kind, const Place& place, int depth) {
  Place inner;
  Text list = domain(place, depth, inner);
  const bool days = kind == Kind::Day || kind == Kind::Time;
  const bool sum = !days && dice_.chance(60);
  const std::string word = sum    ? "sum"
                           : days ? dice_.pick({"earliest", "latest"})
                                  : dice_.pick({"highest", "lowest"});
  Text body = value(kind, inner, depth);
  none_ = !sum;
  return Text::of(kind, "(" + word + " of (", body, ") over ", list, ")");
}

Text PackWriter::euro(const Place& place, int depth) {
  const Kind kind = Kind::Euro;
  const std::size_t roll = dice_.below(100);
  if (roll < 15) return over(kind, place, depth);
  if (roll < 30) return extreme(kind, place, depth);
  Text a = value(kind, place, depth);
  none_ = false;
  if (roll < 45) return Text::of(kind, "(", value(Kind::Percent, place, 0), " of ", a, ")");
  if (roll < 55)
    return Text::of(kind, "(", a, dice_.pick({" * ", " / "}),
                    value(dice_.chance(50) ? Kind::Integer : Kind::Decimal, place, 0), ")");
  if (roll < 75) {
    std::optional<Text> cash = read(Kind::Cash, place);
    if (cash && dice_.chance(20)) {
      Place inner;
      Text list = domain(place, 0, inner);
      if (std::optional<Text> body = read(Kind::Cash, inner))
        cash = Text::of(Kind::Cash, "(sum of ", *body, " over ", list, ")");
    }
    Text day = value(Kind::Day, place, 0);
    none_ = false;
    if (cash) return Text::of(kind, "(", *cash, " in EUR using fx on ", day, ")");
  }
  if (roll < 82)
    return Text::of(kind, "(", a,
                    " rounded " +
                        dice_.pick({"to EUR 1", "up to EUR 10", "down to EUR 0.50", "half_even to EUR 1"}) +
                        ")");
  Text b = value(kind, place, 0);
  none_ = false;
  return Text::of(kind, "(", a, dice_.pick({" + ", " - "}), b, ")");
}

Text PackWriter::time(Kind kind, const Place& place, int depth) {
  const std::size_t roll = dice_.below(100);
  if (kind == Kind::Span) {
    if (roll < 50)
      return Text::of(kind, "(", value(Kind::Day, place, depth), " - ", value(Kind::Day, place, 0), ")");
    if (roll < 60)
      return Text::of(kind, "(", value(Kind::Time, place, 0), " - ", value(Kind::Time, place, 0), ")");
    if (roll < 70) return Text::of(kind, "(2 * ", readOrLiteral(kind, place), ")");
    if (roll < 78)
      // Two of them written out may be of months and of days, which is refused.
      if (std::optional<Text> one = read(kind, place))
        return Text::of(kind, "(", *one, dice_.pick({" + ", " - "}), readOrLiteral(kind, place), ")");
    if (roll < 90) return over(kind, place, depth);
    return readOrLiteral(kind, place);
  }
  if (kind == Kind::Day && dice_.chance(15)) {
    Text start = value(dice_.chance(80) ? Kind::Day : Kind::Time, place, depth);
    none_ = false;
    return Text::of(kind, "(", start, dice_.pick({" + ", " - "}) + workingDays() + ")");
  }
  if (roll < 15) return over(kind, place, depth);
  if (roll < 35) return extreme(kind, place, depth);
  if (roll < 45 && kind == Kind::Day) {
    none_ = false;
    return Text::of(kind, "as_of");
  }
  if (roll < 55 && kind == Kind::Day) {
    Text moment = value(Kind::Time, place, depth);
    none_ = false;
    return Text::of(kind, "(", moment, " + " + dice_.pick({"3 days", "1 months", "1 weeks"}) + ")");
  }
  Text start = value(kind, place, depth);
  Text length = kind == Kind::Time && dice_.chance(50)
                    ? Text::of(Kind::Other, dice_.pick({"24 hours", "72 hours"}))
                    : value(Kind::Span, place, 0);
  // A moment plus a period written in days is a day: only what the profile says makes it a moment.
  const bool written =
      kind == Kind::Time && length.kind == Kind::Span && (length.text().find(' ') != std::string::npos);
  if (written) length = Text::of(Kind::Other, "12 hours");
  none_ = false;
  return Text::of(kind, "(", start, dice_.pick({" + ", " - ", " + "}), length, ")");
}

Text PackWriter::set(const Place& place, int depth) {
  std::optional<Text> many = read(Kind::Many, place);
  none_ = false;
  if (!many) return Text::of(Kind::Other, "{ " + options(2) + " }");
  if (depth <= 0 || dice_.chance(50)) return *many;
  return Text::of(Kind::Many, "(", *many, dice_.pick({" plus { ", " without { "}) + options(2) + " })");
}

}  // namespace jurat::generated
