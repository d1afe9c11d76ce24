// The vocabulary of a generated pack: its choice, entities and facts, and the pools its values come from.
#include "tests/agreement/writer.h"

namespace jurat::generated {

std::string dayText(Dice& dice) {
  return dice.pick({"2023-12-31", "2024-01-30", "2024-01-31", "2024-02-29", "2024-03-31", "2024-06-15",
                    "2024-08-31", "2024-12-31", "2025-01-01", "2025-02-28", "2025-06-15", "2025-12-31"});
}

std::string generateAsOf(Dice& dice) {
  if (dice.chance(15)) return dice.pick({"2024-01-31T12:00Z", "2024-06-15T23:30Z", "2025-01-01T00:30+02:00"});
  return dayText(dice);
}

std::string valueText(Kind kind, Dice& dice) {
  switch (kind) {
    case Kind::Bool:
      return dice.pick({"yes", "no"});
    case Kind::Integer:
      return std::to_string(dice.from(-2, 8));
    case Kind::Decimal:
      return dice.pick({"-1.5", "0", "0.5", "1.5", "2.5", "4"});
    case Kind::Percent:
      return dice.pick({"0%", "5%", "25%", "50%", "100%"});
    case Kind::Euro:
      return dice.pick({"EUR 0", "EUR 1", "EUR 2.50", "EUR 10", "EUR 100"});
    case Kind::Cash:
      return dice.pick({"EUR 1", "EUR 10", "USD 1", "USD 20", "GBP 5"});
    case Kind::Flop:
      return dice.pick({"0 FLOP", "1e3 FLOP", "2 PF", "1e25 FLOP"});
    case Kind::Day:
      return dayText(dice);
    case Kind::Time:
      return dice.pick({"2024-01-31T00:30+02:00", "2024-01-31T12:00Z", "2024-06-15T22:30Z",
                        "2024-06-15T23:59Z", "2025-01-01T00:00Z"});
    case Kind::Span:
      return dice.pick({"1 days", "30 days", "2 weeks", "1 months", "6 months", "184 days", "1 years"});
    case Kind::Words:
      return dice.pick({"alpha", "beta", "alphabet"});
    case Kind::One:
    case Kind::Many:
    case Kind::Evidence:
    case Kind::Judgement:
    case Kind::Practice:
    case Kind::Item:
    case Kind::Other:
      break;
  }
  return "";
}

std::string literalText(Kind kind, Dice& dice) {
  std::string text = valueText(kind, dice);
  if (kind == Kind::Words) return "\"" + text + "\"";
  return text.front() == '-' ? "(" + text + ")" : text;
}

std::string typeName(const Known& known) {
  const std::string none = known.none && !known.event ? " or none" : "";
  switch (known.kind) {
    case Kind::Bool:
      return "yes_no" + none;
    case Kind::Integer:
      return "integer" + none;
    case Kind::Decimal:
      return "decimal" + none;
    case Kind::Percent:
      return "percentage" + none;
    case Kind::Euro:
      return "money EUR" + none;
    case Kind::Cash:
      return "money" + none;
    case Kind::Flop:
      return "quantity FLOP" + none;
    case Kind::Day:
      return known.event ? "event" : "date" + none;
    case Kind::Time:
      return known.event ? "event moment" : "moment" + none;
    case Kind::Span:
      return "period" + none;
    case Kind::Words:
      return "text" + none;
    case Kind::One:
      return "pick" + none;
    case Kind::Many:
      return "set of pick";
    case Kind::Evidence:
      return "evidence";
    case Kind::Judgement:
      return "judgement";
    case Kind::Practice:
      return "practice";
    case Kind::Item:
      return "ref item" + none;
    case Kind::Other:
      break;
  }
  return "yes_no";
}

namespace {

constexpr Kind kFactKinds[] = {Kind::Bool,     Kind::Bool,      Kind::Bool,     Kind::Integer, Kind::Integer,
                               Kind::Decimal,  Kind::Percent,   Kind::Euro,     Kind::Euro,    Kind::Cash,
                               Kind::Flop,     Kind::Day,       Kind::Day,      Kind::Time,    Kind::Span,
                               Kind::Words,    Kind::One,       Kind::One,      Kind::Many,    Kind::Many,
                               Kind::Evidence, Kind::Judgement, Kind::Practice, Kind::Item};

bool canBeNone(Kind kind) {
  return kind != Kind::Many && kind != Kind::Judgement && kind != Kind::Practice && kind != Kind::Evidence;
}

}  // namespace

Text PackWriter::choice() {
  pack_.choice_ordered = dice_.chance(50);
  Text options = Text::of(Kind::Other);
  const bool nested = dice_.chance(60);
  for (const std::string name : {"oa", "ob", "oc"}) {
    pack_.options.push_back(name);
    std::string line = "    " + name + " \"" + name + "\" cites \"Art. 1\"";
    if (dice_.chance(12))
      line += dice_.pick({" from 2024-06-15", " until 2025-01-01", " from 2024-02-29 until 2025-02-28"});
    if (nested && name == "ob") {
      line += " { ob1 \"b1\" cites \"Art. 1\" ob2 \"b2\" cites \"Art. 1\" }";
      pack_.options.insert(pack_.options.end(), {"ob1", "ob2"});
      pack_.lowest.insert(pack_.lowest.end(), {"ob1", "ob2"});
    } else {
      pack_.lowest.push_back(name);
    }
    options.add(line + "\n");
  }
  return Text::of(Kind::Other, std::string("choice pick ") + (pack_.choice_ordered ? "ordered " : "") + "{\n",
                  options, "}\n");
}

Text PackWriter::fact(int entity, std::size_t index) {
  Known known;
  known.kind = kFactKinds[dice_.below(std::size(kFactKinds))];
  known.entity = entity;
  known.name = std::string(1, kEntities[entity].letter) + "_" + shortName(known.kind) + std::to_string(index);
  const bool timed = known.kind == Kind::Day || known.kind == Kind::Time;
  known.event = timed && dice_.chance(50);
  known.none = known.event || known.kind == Kind::Evidence || (canBeNone(known.kind) && dice_.chance(25));
  known.per = dice_.chance(15) && known.kind != Kind::Item;
  std::string text = "    fact " + known.name + (known.per ? " per pick" : "") + " : " + typeName(known);
  const bool counted = known.kind == Kind::Integer || known.kind == Kind::Decimal ||
                       known.kind == Kind::Percent || known.kind == Kind::Euro;
  if (counted && dice_.chance(40)) {
    known.low = known.kind == Kind::Euro ? "EUR 0" : known.kind == Kind::Percent ? "0%" : "0";
    text += " at least " + known.low;
    if (dice_.chance(30)) {
      known.high = known.kind == Kind::Euro      ? "EUR 100"
                   : known.kind == Kind::Percent ? "100%"
                   : known.kind == Kind::Decimal ? "4"
                                                 : "8";
      text += " at most " + known.high;
    }
  }
  if (known.kind == Kind::Judgement && dice_.chance(60)) {
    for (const Known& each : pack_.facts) {
      const bool near = each.entity == entity || each.entity == kEntities[entity].parent;
      if (near && each.kind != Kind::Judgement && known.rests_on.size() < 2 && dice_.chance(60))
        known.rests_on.push_back(each.name);
    }
  }
  for (std::size_t i = 0; i < known.rests_on.size(); ++i)
    text += (i == 0 ? " rests on " : ", ") + known.rests_on[i];
  pack_.facts.push_back(known);
  known_.push_back(known);
  return Text::clause(text + "\n");
}

Text PackWriter::entity(int index) {
  const EntityShape& shape = kEntities[index];
  std::string head = std::string("entity ") + shape.name;
  if (shape.parent >= 0) head += std::string(" within ") + kEntities[shape.parent].name + " as ";
  if (index == kSite) head += "one ";
  if (shape.parent >= 0) head += shape.list;
  Text facts = Text::of(Kind::Other);
  if (index == kYear) {
    head += " ordered by ends_on";
    facts.add("    fact ends_on : event\n");
    known_.push_back({.name = "ends_on", .kind = Kind::Day, .entity = kYear, .event = true});
  }
  const std::size_t count = index == kSite ? 2 : 2 + dice_.below(4);
  for (std::size_t i = 0; i < count; ++i) facts.add(fact(index, i));
  return Text::of(Kind::Other, head + " {\n", facts, "}\n");
}

Text PackWriter::controls() {
  Text out = Text::clause();
  if (!dice_.chance(15)) return out;
  pack_.catalogue = true;
  for (const auto& [name, kind] : {std::pair{"k_state", Kind::Practice}, std::pair{"k_num", Kind::Integer},
                                   std::pair{"k_day", Kind::Day}}) {
    Known known{.name = name, .kind = kind, .entity = kControl, .none = kind == Kind::Day};
    pack_.facts.push_back(known);
  }
  out.add(
      "controls catalogue for company {\n    per pick\n    fact k_state : practice\n    fact k_num : "
      "integer\n    fact k_day : date or none\n");
  out.add(dice_.chance(50) ? "    met when k_state\n" : "    met when k_num >= 2 or k_state\n");
  if (dice_.chance(50)) out.add(Text::clause("    due k_day\n"));
  if (dice_.chance(40)) out.add(Text::clause("    except other when k_num > 4 { permits }\n"));
  out.add("}\n");
  return out;
}

}  // namespace jurat::generated
