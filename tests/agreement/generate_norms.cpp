// Random declarations: parameters, tables, rates, definitions, amounts, rules, with their exceptions and
// versions.
#include <algorithm>

#include "tests/agreement/writer.h"

namespace jurat::generated {

namespace {

constexpr const char* kBreak = "2024-06-15";

}  // namespace

Text PackWriter::parameters() {
  Text out = Text::of(Kind::Other);
  for (const Kind kind : {Kind::Integer, Kind::Euro, Kind::Day}) {
    const std::string name = "p_" + shortName(kind);
    Known known{.name = name, .kind = kind, .entity = -1, .given = false};
    known.per = kind == Kind::Euro && dice_.chance(50);
    std::string text =
        "parameter " + name + (known.per ? " per pick" : "") + " : " + typeName(known) + " {\n";
    text += "    from 0001-01-01 until 2024-01-30 equals " + literalText(kind, dice_) + " cites \"Art. 2\"\n";
    if (dice_.chance(20)) {
      text += "    from 2024-01-31 { equals " + literalText(kind, dice_) +
              " cites \"Art. 2\" confidence unconfirmed }\n";
    } else {
      text += "    from 2024-01-31 equals " + literalText(kind, dice_) + " cites \"Art. 2\"\n";
    }
    out.add(Text::clause(text + "}\n"));
    known_.push_back(known);
    if (kind == Kind::Integer && dice_.chance(50)) {
      known_.push_back(
          {.name = "(p_int at " + dayText(dice_) + ")", .kind = kind, .entity = -1, .given = false});
    }
  }
  return out;
}

std::string PackWriter::tableRows(bool dated) {
  std::string out;
  for (const std::string& option : pack_.lowest) {
    const bool two = dated && dice_.chance(50);
    for (std::size_t i = 0; i < (two ? 2u : 1u); ++i) {
      out += "    | " + option + " | " + std::to_string(dice_.from(0, 6)) + " | " +
             valueText(Kind::Euro, dice_) + " | " + dayText(dice_) + " | \"Art. 3\" | " +
             (dice_.chance(10) ? "unconfirmed" : "official") + " |";
      if (dated) out += !two ? " none | none |" : i == 0 ? " none | 2024-06-14 |" : " 2024-06-15 | none |";
      out += "\n";
    }
  }
  return out;
}

Text PackWriter::table() {
  Text out = Text::clause();
  if (!dice_.chance(60)) return out;
  const bool dated = dice_.chance(40);
  out.add(std::string("table tab per pick {\n    | pick | n : integer | m : money EUR | when : date | cites "
                      "| confidence |") +
          (dated ? " from | until |" : "") + "\n" + tableRows(dated) + "}\n");
  if (dated && dice_.chance(70)) {
    known_.push_back({.name = "(tab[" + dice_.pick(pack_.lowest) + "].n at " + dayText(dice_) + ")",
                      .kind = Kind::Integer,
                      .entity = -1,
                      .given = false});
    for (const Known& each : pack_.facts) {
      if (each.kind != Kind::Day || each.per || each.none || each.event) continue;
      known_.push_back({.name = "(tab[" + dice_.pick(pack_.lowest) + "].m at " + each.name + ")",
                        .kind = Kind::Euro,
                        .entity = each.entity,
                        .given = false});
      break;
    }
  }
  for (const auto& [column, kind] :
       {std::pair{"n", Kind::Integer}, std::pair{"m", Kind::Euro}, std::pair{"when", Kind::Day}}) {
    known_.push_back({.name = "tab[" + dice_.pick(pack_.lowest) + "]." + column,
                      .kind = kind,
                      .entity = -1,
                      .given = false});
    for (const Known& each : pack_.facts) {
      if (each.kind != Kind::One || each.per || each.none) continue;
      known_.push_back(
          {.name = "tab[" + each.name + "]." + column, .kind = kind, .entity = each.entity, .given = false});
      break;
    }
  }
  return out;
}

Text PackWriter::rates() {
  Text out =
      Text::of(Kind::Other, "rates fx {\n    cites \"Art. 4\"\n    base EUR\n    | day | USD | GBP |\n");
  for (const char* day : {"2023-12-31", "2024-01-31", "2024-06-15", "2024-12-31", "2025-06-15"}) {
    out.add(Text::clause(std::string("    | ") + day + " | " + dice_.pick({"1.25", "2", "1.1"}) + " | " +
                         dice_.pick({"0.8", "0.5", "unknown"}) + " |\n"));
  }
  out.add("}\n");
  return out;
}

std::string PackWriter::versionHead(std::size_t index, std::size_t of) {
  if (index == 0)
    return std::string("    from 2000-01-01") + (dice_.chance(30) ? " until 2024-06-14" : "") + " {\n";
  return std::string("    from ") + kBreak +
         (of == index + 1 && dice_.chance(15) ? " until 2025-02-28" : "") + " {\n";
}

// ---- exceptions

Text PackWriter::restate(const Place& place, char slot, Kind kind) {
  Text out = Text::of(Kind::Other);
  if (slot == 'v') out.add(Text::of(Kind::Other, " equals ", value(kind, place, 1)));
  if (slot == 'a') out.add(bound(place));
  if (slot != 'r') return out;
  const std::size_t roll = dice_.below(100);
  if (roll < 35) out.add(" permits");
  if (roll >= 35 && roll < 60)
    out.add(Text::of(Kind::Other, dice_.pick({" requires ", " forbids "}), condition(place, 1)));
  if (roll >= 60 && roll < 85) out.add(due(place));
  if (roll >= 85 || dice_.chance(15)) out.add(exposure(place));
  return out;
}

Text PackWriter::exceptions(const Place& place, int depth, char slot, Kind kind) {
  Text out = Text::of(Kind::Other);
  const std::size_t count = depth >= 2 ? dice_.below(4) : dice_.below(2);
  std::vector<std::string> names, asked;
  // Two exceptions beside each other that ask the same would be refused.
  const auto asks = [&] {
    Text met = condition(place, 1);
    for (int i = 0; i < 3 && std::count(asked.begin(), asked.end(), met.text()) > 0; ++i)
      met = condition(place, 1);
    asked.push_back(met.text());
    return met;
  };
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = "e" + std::to_string(names_++);
    Text head = Text::of(Kind::Other, "    except " + name);
    if (!names.empty() && dice_.chance(30)) head.add(Text::clause(" overrides " + dice_.pick(names)));
    if (dice_.chance(15))
      head.add(Text::clause(std::string(" from ") + kBreak + (dice_.chance(40) ? " until 2025-01-01" : "")));
    if (dice_.chance(92)) head.add(Text::clause(" when ", asks()));
    names.push_back(name);
    Text body = Text::of(Kind::Other, " {");
    const bool empty_here = depth > 0 && dice_.chance(12);
    if (!empty_here) body.add(restate(place, slot, kind));
    if (dice_.chance(12)) body.add(Text::clause(" confidence unconfirmed"));
    body.add(" note \"why\"");
    if (depth > 0 && (empty_here || dice_.chance(35)))
      body.add(Text::clause("\n", exceptions(place, depth - 1, slot, kind)));
    body.add(" }\n");
    out.add(Text::clause(head, body));
  }
  return out;
}

// ---- definitions and amounts

Text PackWriter::define(std::size_t index) {
  static const std::vector<Kind> kinds{Kind::Bool,    Kind::Bool, Kind::Bool, Kind::Integer,
                                       Kind::Decimal, Kind::Euro, Kind::Euro, Kind::Day,
                                       Kind::Time,    Kind::Many, Kind::One,  Kind::Span};
  Known known{.name = "d" + std::to_string(index), .kind = dice_.pick(kinds), .given = false};
  known.entity = dice_.pick(std::vector<int>{kCompany, kCompany, kItem, kItem, kPart, kYear});
  known.per = dice_.chance(15);
  const Place place{{known.entity}, known.per};
  const auto body = [&] {
    if (known.kind == Kind::Bool) return condition(place, 2);
    if (known.kind == Kind::One) {
      std::optional<Text> one = read(Kind::One, place);
      return one ? *one : Text::of(Kind::Other, dice_.pick(pack_.options));
    }
    Text out = value(known.kind, place, 2);
    known.none = known.none || none_;
    return out;
  };
  // A definition may be `none` when any of its cases may.
  known.none = known.kind != Kind::Many && dice_.chance(60);
  none_seen_ = false;
  const bool bare = known.kind == Kind::Bool || known.kind == Kind::Many || known.kind == Kind::One;
  Text head = Text::of(Kind::Other), text = Text::of(Kind::Other);
  const std::size_t versions = dice_.chance(20) ? 2 : 1;
  for (std::size_t i = 0; i < versions; ++i) {
    if (versions > 1) text.add(versionHead(i, versions));
    Text cases = exceptions(place, 2, 'v', known.kind);
    const bool elsewhere = cases.text().find(" equals ") != std::string::npos;
    if (!elsewhere || !dice_.chance(10)) text.add(Text::of(Kind::Other, "    equals ", body(), "\n"));
    text.add(cases);
    if (versions == 1 && dice_.chance(8)) text.add(Text::clause("    confidence unconfirmed\n"));
    if (versions > 1) text.add("    }\n");
  }
  if (!bare || (known.kind == Kind::One && none_seen_)) known.none = true;
  Text out = Text::clause("define " + known.name + (known.per ? " per pick" : "") + " for " +
                              kEntities[known.entity].name + " : " + typeName(known) + " {\n",
                          text, "}\n");
  known_.push_back(known);
  none_ = false;
  return out;
}

Text PackWriter::bound(const Place& place) {
  // Money that may be `none` is no bound: something is added.
  const auto sum = [&] { return Text::of(Kind::Euro, "(EUR 0 + ", value(Kind::Euro, place, 1), ")"); };
  const std::size_t roll = dice_.below(100);
  if (roll < 25) return Text::of(Kind::Other, " equals ", sum());
  if (roll < 60) return Text::of(Kind::Other, " at most ", sum());
  if (roll < 75) return Text::of(Kind::Other, " at least ", sum());
  if (roll < 88) return Text::of(Kind::Other, " at least ", sum(), " at most ", sum());
  return Text::of(Kind::Other, " alternatives { a: at most ", sum(),
                  ", b: " + dice_.pick({"at most ", "at least ", "equals "}), sum(), " }");
}

Text PackWriter::amount(std::size_t index) {
  Known known{.name = "a" + std::to_string(index), .kind = Kind::Euro, .entity = kCompany, .given = false};
  known.per = dice_.chance(40);
  if (dice_.chance(25)) known.entity = kItem;
  const Place place{{known.entity}, known.per};
  Text out = Text::clause("amount " + known.name + (known.per ? " per pick" : "") + " for " +
                          kEntities[known.entity].name + " : money EUR {\n    cites \"Art. 5\"\n");
  if (dice_.chance(30))
    out.add(Text::clause("    effective from ", value(Kind::Day, place, dice_.chance(50) ? 1 : 0), "\n"));
  out.add(Text::of(Kind::Other, "   ", bound(place), "\n"));
  out.add(exceptions(place, 2, 'a', Kind::Euro));
  out.add("}\n");
  amounts_.push_back(known);
  return out;
}

// ---- rules

// Working days of the two years in which most of the days lie.
Text PackWriter::calendar() {
  Text out = Text::of(Kind::Other,
                      "calendar cal {\n    cites \"Art. 9\"\n    years 2024 to 2025\n    weekend { saturday, "
                      "sunday }\n    | day | kind |\n");
  for (const char* day : {"2024-01-01", "2024-01-30", "2024-02-29", "2024-02-01", "2024-06-17", "2024-12-31",
                          "2025-01-01", "2025-06-16", "2025-12-29", "2025-12-30", "2025-12-31"}) {
    if (dice_.chance(50)) out.add(Text::clause(std::string("    | ") + day + " | holiday |\n"));
  }
  for (const char* day : {"2024-02-03", "2024-06-15", "2024-08-31", "2025-06-15"}) {
    if (dice_.chance(50)) out.add(Text::clause(std::string("    | ") + day + " | workday |\n"));
  }
  out.add("}\n");
  return out;
}

std::string PackWriter::workingDays() { return dice_.pick({"1", "2", "5", "20"}) + " working days in cal"; }

// A deadline of a pack whose deadlines roll: only such of which it can be told whether it is counted.
Text PackWriter::rollingDay(const Place& place) {
  const std::size_t roll = dice_.below(100);
  const auto counted = [&] {
    return Text::of(Kind::Day, "(", value(Kind::Day, place, 1), " + ",
                    dice_.chance(50) ? Text::of(Kind::Span, dice_.pick({"3 days", "1 weeks", "1 months"}))
                                     : value(Kind::Span, place, 0),
                    ")");
  };
  if (roll < 55) return counted();
  if (roll < 70) {
    return Text::of(Kind::Day, "(" + dice_.pick({"later", "earlier"}) + " of ", counted(),
                    " and " + dayText(dice_) + ")");
  }
  if (roll < 78) return Text::of(Kind::Day, "(", value(Kind::Day, place, 1), " - 5 days)");
  if (roll < 88) return Text::of(Kind::Day, "(", value(Kind::Day, place, 0), " + " + workingDays() + ")");
  if (roll < 95) return Text::of(Kind::Day, "(", value(Kind::Time, place, 0), " + 3 days)");
  return Text::of(Kind::Day, dayText(dice_));
}

Text PackWriter::due(const Place& place) {
  const Kind kind = event_due_ ? Kind::Time : Kind::Day;
  if (rolls_ && dice_.chance(80)) {
    Text day = event_due_ ? Text::of(Kind::Other, "(" + valueText(Kind::Time, dice_) + " + 72 hours)")
                          : rollingDay(place);
    none_ = false;
    return Text::clause("    due ", std::move(day), "\n");
  }
  if (rolls_) return Text::clause("    due before ", value(kind, place, dice_.chance(60) ? 1 : 0), "\n");
  return Text::clause(std::string("    due ") + (dice_.chance(25) ? "before " : ""),
                      value(kind, place, dice_.chance(60) ? 1 : 0), "\n");
}

Text PackWriter::exposure(const Place& place) {
  if (amounts_.empty()) return Text::of(Kind::Other, " note \"nothing owed\" ");
  const Known& amount = dice_.pick(amounts_);
  if (!reaches(place, amount.entity)) return Text::of(Kind::Other, " note \"nothing owed\" ");
  Text out = Text::clause("    exposes company to " + amount.name +
                          (amount.per ? "[" + dice_.pick(pack_.lowest) + "]" : "") +
                          dice_.pick({" each", " once", ""}));
  if (dice_.chance(50)) out.add(Text::clause(" when ", condition(place, 1)));
  if (dice_.chance(25)) out.add(Text::clause(" from ", value(Kind::Day, place, 0)));
  out.add("\n");
  return out;
}

Text PackWriter::duty(const Place& place, const std::vector<std::string>&) {
  Text out = Text::of(Kind::Other);
  const std::size_t roll = dice_.below(100);
  event_due_ = roll < 12;
  if (roll < 35) {
    std::vector<const Known*> events;
    for (const Known& each : known_) {
      const bool fits = each.kind == (event_due_ ? Kind::Time : Kind::Day) && each.none &&
                        each.name != "ends_on" && each.name.find('(') == std::string::npos;
      if (fits && (reaches(place, each.entity) || each.entity == kSite)) events.push_back(&each);
    }
    if (!events.empty()) {
      const Known& event = *events[dice_.below(events.size())];
      const std::string path = reaches(place, event.entity) ? "" : "site.";
      out.add("    done on " + path + event.name + (event.per ? "[" + dice_.pick(pack_.lowest) + "]" : "") +
              "\n");
      // What is done at a moment may also be due on a day.
      if (event_due_) event_due_ = dice_.chance(60);
      if (dice_.chance(85)) out.add(due(place));
      return out;
    }
  }
  out.add(Text::of(Kind::Other, dice_.pick({"    requires ", "    requires ", "    forbids "}),
                   condition(place, 2), "\n"));
  event_due_ = dice_.chance(10);
  if (dice_.chance(35)) out.add(due(place));
  return out;
}

Text PackWriter::rule(std::size_t index) {
  const int subject = dice_.pick(std::vector<int>{kCompany, kCompany, kItem, kItem, kItem, kPart, kYear});
  const bool per = dice_.chance(12);
  const Place place{{subject}, per};
  Text out = Text::clause("rule r" + std::to_string(index) + (per ? " per pick" : "") + " for " +
                          kEntities[subject].name + " {\n    cites \"Art. 6\"\n");
  if (dice_.chance(45)) {
    Text effective =
        Text::clause("    effective from ",
                     dice_.chance(50) ? Text::of(Kind::Day, dayText(dice_)) : value(Kind::Day, place, 1));
    if (dice_.chance(30))
      effective.add(Text::clause(
          " until ", dice_.chance(50) ? Text::of(Kind::Day, "2025-02-28") : value(Kind::Day, place, 0)));
    effective.add("\n");
    out.add(effective);
  }
  if (dice_.chance(60)) out.add(Text::clause("    applies when ", condition(place, 2), "\n"));
  if (dice_.chance(8)) out.add(Text::clause("    confidence unconfirmed\n"));
  const std::size_t versions = dice_.chance(15) ? 2 : 1;
  for (std::size_t i = 0; i < versions; ++i) {
    if (versions > 1) out.add(versionHead(i, versions));
    out.add(duty(place, {}));
    out.add(exceptions(place, 2, 'r', Kind::Bool));
    if (dice_.chance(40)) out.add(exposure(place));
    if (versions > 1) out.add("    }\n");
  }
  out.add("}\n");
  return out;
}

Text PackWriter::section() {
  Text out = Text::clause();
  if (!dice_.chance(20)) return out;
  const Place place{{kItem}, false};
  out.add("section sec for item {\n    cites \"Art. 7\"\n");
  if (dice_.chance(50)) out.add(Text::clause("    effective from ", value(Kind::Day, place, 0), "\n"));
  if (dice_.chance(70)) out.add(Text::clause("    applies when ", condition(place, 1), "\n"));
  out.add(Text::of(Kind::Other, "rule rs for item {\n    requires ", condition(place, 1), "\n}\n"));
  out.add("}\n");
  return out;
}

void PackWriter::write() {
  Text& out = pack_.text;
  out = Text::of(Kind::Other,
                 "pack gen {\n    title \"Generated\"\n    source law \"Law\"\n    version \"1\"\n    "
                 "language 1\n    status in_force\n"
                 "    currency EUR\n");
  rolls_ = dice_.chance(40);
  out.add(rolls_ ? "    deadlines roll forward in cal\n" : "    deadlines as counted\n");
  out.add("    month_end " + dice_.pick({"clamp", "clamp", "next_day", "error"}) + "\n");
  out.add("    time_zone \"" + dice_.pick({"UTC", "Europe/Brussels", "Asia/Shanghai", "America/New_York"}) +
          "\"\n}\n");
  out.add("unit FLOP\nunit PF equals 1e15 FLOP\n");
  out.add(choice());
  for (const int index : {kCompany, kItem, kPart, kYear, kSite}) out.add(entity(index));
  out.add(controls());
  out.add(rates());
  out.add(calendar());
  out.add(parameters());
  out.add(table());
  for (std::size_t i = 0, count = 2 + dice_.below(5); i < count; ++i) {
    out.add(define(i));
    if (i < 3 && dice_.chance(50)) out.add(decision(i));
  }
  for (std::size_t i = 0, count = dice_.below(3); i < count; ++i) out.add(amount(i));
  for (std::size_t i = 0, count = dice_.below(3); i < count; ++i) out.add(benefit(i));
  for (std::size_t i = 0, count = 2 + dice_.below(4); i < count; ++i) out.add(rule(i));
  out.add(section());
}

Pack generatePack(Dice& dice) {
  Pack pack;
  PackWriter(dice, pack).write();
  return pack;
}

}  // namespace jurat::generated
