// Names: what an expression can read where it stands, by which path, and what stands for a value that is
// given.
#include "tests/agreement/writer.h"

namespace jurat::generated {

std::string shortName(Kind kind) {
  switch (kind) {
    case Kind::Bool:
      return "yes";
    case Kind::Integer:
      return "int";
    case Kind::Decimal:
      return "dec";
    case Kind::Percent:
      return "pct";
    case Kind::Euro:
      return "eur";
    case Kind::Cash:
      return "cash";
    case Kind::Flop:
      return "flop";
    case Kind::Day:
      return "day";
    case Kind::Time:
      return "time";
    case Kind::Span:
      return "span";
    case Kind::Words:
      return "text";
    case Kind::One:
      return "one";
    case Kind::Many:
      return "set";
    case Kind::Evidence:
      return "evid";
    case Kind::Judgement:
      return "judg";
    case Kind::Practice:
      return "prac";
    case Kind::Item:
      return "ref";
    case Kind::Other:
      break;
  }
  return "x";
}

// ---- names

bool PackWriter::reaches(const Place& place, int entity) const {
  for (int at : place.entities) {
    for (; at >= 0; at = kEntities[at].parent) {
      if (at == entity) return true;
    }
  }
  return entity < 0;
}

std::optional<Text> PackWriter::readKnown(const Known& known, const Place& place) {
  std::string path;
  bool none = known.none;
  const bool cell = known.name.find('[') != std::string::npos;  // of a table, picked by a fact
  if (reaches(place, known.entity)) {
    const bool in_series = known.entity == kYear && !cell && dice_.chance(40);
    if (in_series) path = "previous.", none = true;
  } else if (cell) {
    return std::nullopt;
  } else if (known.entity == kSite) {
    path = "site.";
  } else if (known.entity == kYear) {
    path = dice_.pick({"(last years).", "(first years).", "(last years)."});
    if (dice_.chance(35)) {
      const Place inner{{kYear}, false};
      path =
          std::string("(") + dice_.pick({"first", "last"}) + " (years where " + leaf(inner, 0).text() + ")).";
    }
  } else if (known.entity == kItem) {
    std::vector<const Known*> refs;
    for (const Known& each : known_) {
      if (each.kind == Kind::Item && each.given && reaches(place, each.entity)) refs.push_back(&each);
    }
    if (refs.empty()) return std::nullopt;
    path = refs[dice_.below(refs.size())]->name + ".";
    none = true;
  } else {
    return std::nullopt;
  }
  std::string index;
  if (known.per && !(place.per && dice_.chance(70))) {
    index = "[" + dice_.pick(pack_.lowest) + "]";
    std::vector<const Known*> ones;
    for (const Known& each : known_) {
      if (each.kind == Kind::One && !each.per && !each.none && reaches(place, each.entity))
        ones.push_back(&each);
    }
    if (!ones.empty() && dice_.chance(40)) index = "[" + ones[dice_.below(ones.size())]->name + "]";
  }
  none_ = none;
  none_seen_ = none_seen_ || none;
  return Text::of(known.kind, path + known.name + index);
}

std::optional<Text> PackWriter::read(Kind kind, const Place& place) {
  std::vector<const Known*> found;
  for (const Known& each : known_) {
    if (each.kind == kind) found.push_back(&each);
  }
  for (int tries = 0; tries < 3 && !found.empty(); ++tries) {
    if (std::optional<Text> text = readKnown(*found[dice_.below(found.size())], place)) return text;
  }
  return std::nullopt;
}

Text PackWriter::readOrLiteral(Kind kind, const Place& place) {
  if (dice_.chance(75)) {
    if (std::optional<Text> text = read(kind, place)) return *text;
  }
  none_ = false;
  if (kind == Kind::Many) return Text::of(kind, "{ " + options(2) + " }");
  if (kind == Kind::One) return Text::of(kind, dice_.pick(pack_.options));
  return Text::of(kind, literalText(kind, dice_));
}

std::string PackWriter::options(std::size_t most) {
  std::vector<std::string> left = pack_.options;
  std::string out;
  for (std::size_t i = 0, count = 1 + dice_.below(most); i < count; ++i) {
    const std::size_t at = dice_.below(left.size());
    out += (i ? ", " : "") + left[at];
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return out;
}

}  // namespace jurat::generated
