// Random decision tables and benefits.
#include <algorithm>
#include <utility>

#include "tests/agreement/writer.h"

namespace jurat::generated {

namespace {

// Values of an ordered kind, the least first: what cells are held against.
std::vector<std::string> steps(Kind kind) {
  switch (kind) {
    case Kind::Integer:
      return {"(-1)", "0", "1", "2", "3", "5"};
    case Kind::Decimal:
      return {"0", "0.5", "1.5", "2.5"};
    case Kind::Percent:
      return {"0%", "5%", "25%", "100%"};
    case Kind::Euro:
      return {"EUR 0", "EUR 1", "EUR 2.50", "EUR 10", "EUR 100"};
    case Kind::Day:
      return {"2024-01-30", "2024-01-31", "2024-02-29", "2024-06-15", "2025-01-01"};
    case Kind::Time:
      return {"2024-01-31T12:00Z", "2024-06-15T22:30Z", "2025-01-01T00:00Z"};
    default:
      return {};
  }
}

}  // namespace

// The head of a column and what kind of thing it asks; `none_` says whether it may be `none`.
PackWriter::Asked PackWriter::column(const Place& place) {
  static const std::vector<Kind> kinds{Kind::Integer,   Kind::Integer, Kind::Decimal, Kind::Percent,
                                       Kind::Euro,      Kind::Day,     Kind::Time,    Kind::One,
                                       Kind::One,       Kind::Words,   Kind::Bool,    Kind::Bool,
                                       Kind::Judgement, Kind::Practice};
  Asked out;
  out.kind = dice_.pick(kinds);
  none_ = false;
  if (out.kind == Kind::One || out.kind == Kind::Words || out.kind == Kind::Judgement ||
      out.kind == Kind::Practice) {
    std::optional<Text> known = read(out.kind, place);
    if (known) out.head = *known;
    if (!known) out.kind = Kind::Bool;
    if (out.kind == Kind::Judgement || out.kind == Kind::Practice) out.kind = Kind::Bool;
    if (known) return out;
  }
  if (out.kind == Kind::Bool) {
    out.head = condition(place, 1);
    return out;
  }
  const bool plain = dice_.chance(70);
  std::optional<Text> known = plain ? read(out.kind, place) : std::nullopt;
  out.none = known && none_;
  out.head = known ? *known : value(out.kind, place, 1);
  return out;
}

std::string PackWriter::cell(const Asked& column) {
  if (dice_.chance(25)) return "any";
  if (column.none && dice_.chance(15)) return "none";
  if (column.kind == Kind::Bool) return dice_.pick({"yes", "no"});
  if (column.kind == Kind::Words)
    return dice_.chance(70) ? literalText(Kind::Words, dice_) : "{ \"alpha\", \"beta\" }";
  if (column.kind == Kind::One) {
    const std::size_t roll = dice_.below(100);
    if (roll < 25 && pack_.choice_ordered) return dice_.pick({"<= ", ">= "}) + dice_.pick(pack_.options);
    return roll < 60 ? dice_.pick(pack_.options) : "{ " + options(3) + " }";
  }
  const std::vector<std::string> all = steps(column.kind);
  const std::size_t low = dice_.below(all.size());
  const std::size_t roll = dice_.below(100);
  if (roll < 20) return (dice_.chance(50) ? "= " : "") + all[low];
  if (roll < 65) return dice_.pick({"< ", "<= ", ">= ", "> "}) + all[low];
  const std::size_t high = low + dice_.below(all.size() - low);
  const std::string least = "at least " + all[low], most = "at most " + all[high];
  return roll < 90 ? least + " " + most : roll < 95 ? least : most;
}

Text PackWriter::result(Known& known, const Place& place) {
  none_ = false;
  if (known.kind == Kind::Many) {
    if (dice_.chance(15)) return set(place, 0);
    return dice_.chance(60) ? Text::of(Kind::Other, dice_.pick(pack_.options))
                            : Text::of(Kind::Other, "{ " + options(2) + " }");
  }
  if (dice_.chance(25)) {
    Text out = known.kind == Kind::Bool ? condition(place, 1) : value(known.kind, place, 1);
    known.none = known.none || none_ ||
                 (known.kind != Kind::Bool && known.kind != Kind::Words && known.kind != Kind::One);
    return out;
  }
  if (known.none && dice_.chance(10)) return Text::of(Kind::Other, "none");
  if (known.kind == Kind::One) return Text::of(Kind::Other, dice_.pick(pack_.options));
  return Text::of(known.kind, literalText(known.kind, dice_));
}

Text PackWriter::decision(std::size_t index) {
  static const std::vector<Kind> kinds{Kind::Integer, Kind::Integer, Kind::Euro, Kind::Day,
                                       Kind::One,     Kind::Bool,    Kind::Words};
  const std::string hit = dice_.pick({"first", "first", "unique", "unique", "any", "collect"});
  Known known{.name = "t" + std::to_string(index), .kind = dice_.pick(kinds), .given = false};
  if (hit == "collect") known.kind = Kind::Many;
  known.entity = dice_.pick(std::vector<int>{kCompany, kCompany, kItem, kItem, kPart, kYear});
  known.none = known.kind != Kind::Many && known.kind != Kind::Bool && dice_.chance(20);
  Known second{.name = known.name + ".k",
               .kind = dice_.chance(50) ? Kind::Integer : Kind::Euro,
               .entity = known.entity,
               .given = false};
  const bool two = hit != "collect" && dice_.chance(40);
  const Place place{{known.entity}, false};
  std::vector<Asked> columns;
  Text heads = Text::of(Kind::Other, "    |");
  for (std::size_t i = 0, count = 1 + dice_.below(3); i < count; ++i) {
    columns.push_back(column(place));
    heads.add(Text::of(Kind::Other, " ", columns.back().head, " |"));
  }
  const bool dated = dice_.chance(20), doubted = dice_.chance(20);
  Text rows = Text::of(Kind::Other);
  for (std::size_t row = 0, count = 1 + dice_.below(5); row < count; ++row) {
    Text line = Text::of(Kind::Other, "    |");
    const bool rest = row + 1 == count && dice_.chance(35);
    for (const Asked& each : columns) line.add(" " + (rest ? "any" : cell(each)) + " |");
    line.add(Text::of(Kind::Other, " ", result(known, place), " |"));
    if (two) line.add(Text::of(Kind::Other, " ", result(second, place), " |"));
    if (dated)
      line.add(dice_.pick(
          {" none | none |", " 2024-06-15 | none |", " none | 2025-01-01 |", " 2024-02-29 | 2025-01-01 |"}));
    if (doubted) line.add(dice_.pick({" official |", " unconfirmed |", " secondary |"}));
    line.add("\n");
    row == 0 ? rows.add(line) : rows.add(Text::clause(line));
  }
  heads.add(" -> r |");
  if (two) heads.add(" -> k : " + typeName(second) + " |");
  if (dated) heads.add(" from | until |");
  if (doubted) heads.add(" confidence |");
  Text out = Text::clause("table " + known.name + " for " + kEntities[known.entity].name + " : " +
                              typeName(known) + " {\n    hit " + hit + "\n",
                          dice_.chance(8) ? Text::clause("    confidence unconfirmed\n") : Text(), heads,
                          "\n", rows, "}\n");
  known_.push_back(known);
  if (two) known_.push_back(second);
  none_ = false;
  return out;
}

Text PackWriter::benefit(std::size_t index) {
  Known known{.name = "b" + std::to_string(index),
              .kind = Kind::Euro,
              .entity = dice_.pick(std::vector<int>{kCompany, kItem, kPart}),
              .given = false};
  known.per = dice_.chance(20);
  const Place place{{known.entity}, known.per};
  Text out = Text::clause("benefit " + known.name + (known.per ? " per pick" : "") + " for " +
                          kEntities[known.entity].name + " : money EUR {\n    cites \"Art. 8\"\n");
  if (dice_.chance(30))
    out.add(Text::clause("    effective from ", value(Kind::Day, place, dice_.chance(50) ? 1 : 0), "\n"));
  if (dice_.chance(80)) out.add(Text::clause("    eligible when ", condition(place, 2), "\n"));
  if (dice_.chance(15)) out.add(Text::clause("    confidence unconfirmed\n"));
  out.add(Text::of(Kind::Other, "   ", bound(place), "\n"));
  out.add(exceptions(place, 2, 'a', Kind::Euro));
  out.add("}\n");
  return out;
}

}  // namespace jurat::generated
