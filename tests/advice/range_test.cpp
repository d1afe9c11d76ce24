// What a range says of a fact is what evaluate() says of each of its values, on generated programs: no
// breakpoint is missing, and none is superfluous.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/values/ordinal.h"
#include "tests/advice/formulas.h"
#include "tests/advice/range_words.h"
#include "tests/advice/small_programs.h"
#include "tests/agreement/generate.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"

namespace jurat::advice_test {
namespace {

using agreement::Loaded;
using generated::Dice;

constexpr std::size_t kSmall = 5'000, kLarge = 400, kSquares = 1'000;  // programs
constexpr std::size_t kFew = 150;                                      // small ones in a shortened run
constexpr std::size_t kValues = 60;  // of a range that are tried beside those that matter

struct Seen {
  std::size_t programs = 0, refused = 0, ranges = 0, breakpoints = 0, slopes = 0, values = 0, unclear = 0,
              looks = 0, inexact = 0, bent = 0;
};

class Case {
 public:
  Case(const Loaded& loaded, const Profile& profile, RangeOptions options, Seen& seen)
      : loaded_(loaded),
        trial_(profile),
        options_(std::move(options)),
        machine_(loaded.rules),
        seen_(seen),
        range_(rangeOf(loaded.rules, profile, options_)) {
    whole_ = range_.type.kind == TypeKind::Integer || range_.type.kind == TypeKind::Date;
  }

  // What is wrong with the range; empty when nothing is.
  std::string run() {
    ++seen_.ranges;
    seen_.breakpoints += range_.breakpoints.size();
    seen_.unclear += range_.unclear > 0 ? 1 : 0;
    seen_.looks += range_.looks;
    for (const Breakpoint& each : range_.breakpoints) seen_.inexact += each.exact ? 0 : 1;
    if (range_.cut_short) return "cut short\n";
    for (const RangeItem& item : range_.items) {
      seen_.slopes += countOf(item, [](const RangeLine& line) { return line.shape == Shape::Straight; });
      seen_.bent += countOf(item, [](const RangeLine& line) { return line.curve.known(); });
    }
    for (const Number& value : range_.unclear == 0 ? values() : tried()) {
      if (wrong_.empty()) holds(value);
    }
    for (std::size_t i = 0; i < range_.breakpoints.size() && wrong_.empty(); ++i) needed(i);
    return wrong_;
  }

 private:
  // Stretches on which the highest of a figure moves, and so.
  template <typename Is>
  static std::size_t countOf(const RangeItem& item, Is is) {
    std::size_t out = 0;
    for (const auto& stretch : item.stretches) {
      for (const RangeBound& b : stretch.state.bounds)
        out += b.most_high && b.most_high->moves() && is(*b.most_high) ? 1 : 0;
    }
    return out;
  }

  static Number decimal(const Number& at) {
    return at.text().find('/') == std::string::npos ? at : Number::parse(at.fixed(9)).value();
  }

  Number midOf(std::size_t piece) const {
    const Range::Piece at = range_.piece(piece);
    const Number middle = divide(plus(at.from, at.to), Number(2)).value();
    if (!whole_) return decimal(middle);
    return std::max(middle.floor(), at.from);
  }

  // Values that were looked at themselves, whatever else decides by no straight line: those from which on
  // something is said.
  std::set<Number> tried() const {
    std::set<Number> out;
    for (std::size_t i = 0; i <= range_.breakpoints.size(); ++i) {
      if (range_.piece(i).from_in) out.insert(range_.piece(i).from);
    }
    return out;
  }

  // All constants of the rules and their neighbours, the ends of all pieces and theirs, and a grid.
  std::set<Number> values() const {
    std::set<Number> out;
    const auto put = [&](const Number& at) {
      const bool fits =
          whole_ ? at.isWhole() : at.text().find('/') == std::string::npos;  // as profiles write it
      if (fits && options_.low <= at && at <= options_.high) out.insert(at);
    };
    const Number near = whole_ ? Number(1) : Number::scaled(1, -6);
    const auto around = [&](const Number& at) {
      for (const Number& each :
           {at, plus(at, near), plus(at, near.negated()), plus(at, Number(1)), plus(at, Number(-1))})
        put(each);
    };
    for (const auto& [value, type] : loaded_.rules->constants) {
      if (const std::optional<Number> at = ordinalOf(value)) around(*at);
    }
    for (const Breakpoint& each : range_.breakpoints) {
      around(each.at);
      around(each.at.floor());
    }
    for (std::size_t piece = 0; piece <= range_.breakpoints.size(); ++piece) put(midOf(piece));
    const Number span = plus(options_.high, options_.low.negated());
    for (std::size_t i = 0; i <= kValues; ++i) {
      const Number part =
          divide(multiply(span, Number(static_cast<std::int64_t>(i))).value(), Number(kValues)).value();
      put(plus(options_.low, whole_ ? part.floor() : decimal(part)));
    }
    return out;
  }

  void set(const Number& value) {
    Answer& answer = trial_.answers[options_.fact.answer];
    answer.state = AnswerState::Given;
    answer.value = rangedValue(range_.type, options_.fact, value);
  }

  void holds(const Number& value) {
    set(value);
    ++seen_.values;
    const Fresh fresh(machine_, trial_, options_);
    const std::size_t piece = range_.pieceOf(value);
    for (const RangeItem& item : range_.items) {
      const RangeState& said = item.on(piece);
      const std::string now = fresh.text(item, said, value, range_.items),
                        told = stateText(item, said, value);
      if (now == told) continue;
      wrong_ = fmt::format("at {} {} of {} is\n  {}\nand not, as piece {} says,\n  {}\n", value.text(),
                           item.id, item.subject_id, now, piece, told);
      return;
    }
  }

  // What is rounded differs before it is.
  static bool otherRounding(const RangeState& before, const RangeState& after) {
    return !std::equal(
        before.bounds.begin(), before.bounds.end(), after.bounds.begin(), after.bounds.end(),
        [](const RangeBound& a, const RangeBound& b) {
          const auto same = [](const std::optional<RangeLine>& one, const std::optional<RangeLine>& other) {
            const bool stepped = one && other && one->shape == Shape::Stepped;
            return !stepped ||
                   (one->slope == other->slope && one->constant == other->constant && one->off == other->off);
          };
          return same(a.least_low, b.least_low) && same(a.least_high, b.least_high) &&
                 same(a.most_low, b.most_low) && same(a.most_high, b.most_high);
        });
  }

  // Each breakpoint has an item of which the piece before it says what is not so behind it.
  void needed(std::size_t index) {
    const Breakpoint& at = range_.breakpoints[index];
    const Range::Piece piece = range_.piece(index + 1);
    for (const std::size_t i : at.changes) {
      const RangeItem& item = range_.items[i];
      const RangeState &before = item.on(index), &after = item.on(index + 1);
      bool differs = before.exposures != after.exposures || otherRounding(before, after);
      for (const Number& value : {piece.from, midOf(index + 1), piece.to})
        differs = differs || stateText(item, before, value) != stateText(item, after, value);
      if (piece.from == piece.to) differs = true;  // a formula of one value cannot be told from another
      if (!differs)
        wrong_ = fmt::format("breakpoint {} is superfluous for {}: {}\n", at.at.text(), item.id,
                             stateText(item, after, at.at));
    }
  }

  const Loaded& loaded_;
  Profile trial_;
  RangeOptions options_;
  Machine machine_;
  Seen& seen_;
  Range range_;
  bool whole_ = false;
  std::string wrong_;
};

// The answers of a profile that can be gone through.
std::vector<RangedFact> factsOf(const Loaded& loaded, const Profile& profile) {
  std::vector<RangedFact> out;
  const Vocabulary& words = loaded.rules->vocabulary();
  for (std::size_t i = 0; i < profile.instances.size(); ++i) {
    const InstanceId instance = profile.instances.idAt(i);
    const Entity& entity = words.entities[profile.instances[instance].entity];
    for (const FactId fact : entity.facts) {
      const Fact& declared = words.facts[fact];
      if (!canRange(declared.type) || fact == entity.ordered_by) continue;
      for (std::uint32_t option = 0; option < declared.slots; ++option) {
        const std::uint32_t at = profile.instances[instance].answers[declared.slot + option];
        if (at == 0 || profile.answers[at - 1].state != AnswerState::Given) continue;
        RangedFact ranged{instance, fact, option, at - 1, 0};
        if (const auto* money = std::get_if<Money>(&profile.answers[at - 1].value))
          ranged.currency = money->currency;
        out.push_back(ranged);
      }
    }
  }
  return out;
}

RangedFact answerOf(const Loaded& loaded, const Profile& profile, const std::string& name) {
  for (const RangedFact& fact : factsOf(loaded, profile)) {
    if (loaded.rules->vocabulary().facts[fact.fact].name == name) return fact;
  }
  FAIL("no answer to " << name);
  return {};
}

RangeOptions optionsFor(const RangedFact& fact, const Profile& profile, const AsOf& as_of, std::int64_t below,
                        std::int64_t above) {
  const Number now = ordinalOf(profile.answers[fact.answer].value).value();
  return {.as_of = as_of,
          .fact = fact,
          .low = plus(now, Number(-below)),
          .high = plus(now, Number(above)),
          .named = {},
          .limits = {}};
}

void tell(const Seen& seen) {
  MESSAGE(
      fmt::format("{} programs, {} ranges ({} with unclear steps), {} breakpoints ({} inexact), {} sloping "
                  "figures, {} that "
                  "bend; {} looks; {} values evaluated",
                  seen.programs, seen.ranges, seen.unclear, seen.breakpoints, seen.inexact, seen.slopes,
                  seen.bent, seen.looks, seen.values));
}

// Programs whose amounts are reckoned from `x`, ranged through; see Formulas.
Seen tryFormulas(std::size_t cases, bool squares) {
  Seen seen;
  for (std::size_t i = 0; seen.programs < cases; ++i) {
    const std::uint64_t seed = agreement::firstSeed() + i;
    Dice dice(seed);
    Formulas formulas(dice, squares);
    const std::string rules = formulas.rules(), text = formulas.profile();
    const auto loaded = agreement::load(rules);
    if (!loaded->rules) {  // a condition that never holds
      REQUIRE_MESSAGE(++seen.refused <= 20 + seen.programs / 10, agreement::complaints(*loaded) << rules);
      continue;
    }
    const std::optional<Profile> profile = agreement::readAnswers(*loaded, text);
    REQUIRE_MESSAGE(profile, agreement::complaints(*loaded) << text);
    ++seen.programs;
    const RangedFact x = answerOf(*loaded, *profile, "x");
    const RangeOptions options =
        optionsFor(x, *profile, agreement::parseAsOf("2025-08-01"), squares ? 60 : 120, squares ? 60 : 400);
    const std::string wrong = Case(*loaded, *profile, options, seen).run();
    REQUIRE_MESSAGE(wrong.empty(), "seed " << seed << "\n" << wrong << rules << text);
  }
  tell(seen);
  return seen;
}

}  // namespace

TEST_CASE("ranges of facts in small programs are what evaluate() says of each value") {
  Seen seen;
  const std::size_t cases = agreement::orFewer(agreement::casesOf(kSmall), kFew);
  for (std::size_t i = 0; seen.programs < cases; ++i) {
    REQUIRE(seen.refused <= 20 + seen.programs / 20);
    const std::uint64_t seed = agreement::firstSeed() + i;
    Dice dice(seed);
    const SmallProgram program = generate(dice, dice.chance(50) ? 1 : 100);
    const auto loaded = agreement::load(program.rules);
    if (!loaded->rules) {
      ++seen.refused;
      continue;
    }
    const std::optional<Profile> profile = agreement::readAnswers(*loaded, program.profile);
    REQUIRE_MESSAGE(profile, agreement::complaints(*loaded) << program.profile);
    ++seen.programs;
    for (const RangedFact& fact : factsOf(*loaded, *profile)) {
      const TypeKind kind = loaded->rules->vocabulary().facts[fact.fact].type.kind;
      const std::int64_t reach = kind == TypeKind::Money ? 2'000 : kind == TypeKind::Date ? 400 : 12;
      const RangeOptions options =
          optionsFor(fact, *profile, agreement::parseAsOf("2025-08-01"), reach, reach);
      const std::string wrong = Case(*loaded, *profile, options, seen).run();
      REQUIRE_MESSAGE(wrong.empty(), "seed " << seed << "\n" << wrong << program.rules << program.profile);
    }
  }
  tell(seen);
  CHECK(seen.breakpoints > seen.ranges / 4);
}

TEST_CASE("ranges of facts that amounts are reckoned from are what evaluate() says of each value") {
  const std::size_t cases = agreement::orFewer(agreement::casesOf(kSmall), kFew);
  const Seen seen = tryFormulas(cases, false);
  CHECK(seen.slopes > cases);
}

// Of these every formula is known, and where two meet.
TEST_CASE("figures that bend are told on each piece as evaluate() says them of each value") {
  const std::size_t cases = agreement::casesOf(kSquares);
  const Seen seen = tryFormulas(cases, true);
  CHECK(seen.bent > cases / 2);
  CHECK(seen.unclear == 0);
}

TEST_CASE("ranges of facts in programs of every kind are what evaluate() says of each value") {
  Seen seen;
  const std::size_t cases = agreement::casesOf(kLarge);
  for (std::size_t i = 0; seen.programs < cases; ++i) {
    const std::uint64_t seed = agreement::firstSeed() + i;
    Dice dice(seed);
    const generated::Pack pack = generated::generatePack(dice);
    const auto loaded = agreement::load(pack.text.text());
    if (!loaded->rules) continue;
    const std::string text = generated::generateProfile(pack, dice).text();
    const AsOf as_of = agreement::parseAsOf(generated::generateAsOf(dice));
    const std::optional<Profile> profile = agreement::readAnswers(*loaded, text);
    if (!profile) continue;
    ++seen.programs;
    const std::vector<RangedFact> facts = factsOf(*loaded, *profile);
    if (facts.empty()) continue;
    const RangedFact fact = dice.pick(facts);
    const std::string wrong = Case(*loaded, *profile, optionsFor(fact, *profile, as_of, 40, 60), seen).run();
    REQUIRE_MESSAGE(wrong.empty(), "seed " << seed << "\n" << wrong << pack.text.text() << text);
  }
  tell(seen);
}

}  // namespace jurat::advice_test
