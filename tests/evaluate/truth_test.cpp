// Three-valued logic with error, whole: every operator over every kind of operand (language.md, Truth).
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "tests/evaluate/small_law.h"

namespace jurat {
namespace {

// Of an operand: an answer, silence, or a fact that is `none`, which is an error where a condition is wanted.
enum class Kind : std::uint8_t { Yes, No, Unknown, Error };
constexpr std::array kKinds{Kind::Yes, Kind::No, Kind::Unknown, Kind::Error};

std::string operand(char fact, Kind kind) {
  return kind == Kind::Error ? fmt::format("none_{}", fact) : std::string(1, fact);
}

std::string truthOf(const std::string& expression, const std::vector<Kind>& kinds) {
  std::string facts, answers;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const char fact = static_cast<char>('a' + i);
    facts += fmt::format("fact {0} : yes_no fact none_{0} : yes_no or none ", fact);
    answers += fmt::format("none_{}: none, ", fact);
    if (kinds[i] == Kind::Yes) answers += fmt::format("{}: yes, ", fact);
    if (kinds[i] == Kind::No) answers += fmt::format("{}: no, ", fact);
  }
  SmallLaw law("entity company { " + facts + "}\ndefine d for company : yes_no { equals " + expression +
               " }\n");
  return law.truth(answers);
}

// The same by trying every way in which the operands can come out, with `decide` for one way.
template <typename Decide>
std::set<Kind> outcomes(const std::vector<Kind>& kinds, Decide decide) {
  std::set<Kind> out;
  for (unsigned way = 0; way < 1u << kinds.size(); ++way) {
    std::size_t yes = 0, errors = 0;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const bool guess = way >> i & 1;
      yes += kinds[i] == Kind::Yes || (kinds[i] == Kind::Unknown && guess) ? 1 : 0;
      errors += kinds[i] == Kind::Error ? 1 : 0;
    }
    out.insert(decide(yes, errors));
  }
  return out;
}

std::string words(const std::set<Kind>& kinds) {
  std::string out;
  for (const auto& [kind, word] :
       {std::pair{Kind::Yes, "yes"}, std::pair{Kind::No, "no"}, std::pair{Kind::Error, "error"}}) {
    if (kinds.contains(kind)) out += (out.empty() ? "" : " ") + std::string(word);
  }
  return out;
}

Kind atLeast(std::size_t need, std::size_t yes, std::size_t errors) {
  return yes >= need ? Kind::Yes : yes + errors < need ? Kind::No : Kind::Error;
}

// Every combination of kinds for three operands.
template <typename Visit>
void eachTriple(Visit visit) {
  for (const Kind a : kKinds) {
    for (const Kind b : kKinds) {
      for (const Kind c : kKinds) visit(std::vector{a, b, c});
    }
  }
}

std::string limbs(const std::vector<Kind>& kinds) {
  std::string out;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    out += (i ? ", " : "") + operand(static_cast<char>('a' + i), kinds[i]);
  }
  return "{ " + out + " }";
}

}  // namespace

TEST_CASE("and, or: four kinds by four") {
  // Rows and columns: yes, no, unknown, error.
  const std::string both[4][4] = {{"yes", "no", "yes no", "error"},
                                  {"no", "no", "no", "no"},
                                  {"yes no", "no", "yes no", "no error"},
                                  {"error", "no", "no error", "error"}};
  const std::string either[4][4] = {{"yes", "yes", "yes", "yes"},
                                    {"yes", "no", "yes no", "error"},
                                    {"yes", "yes no", "yes no", "yes error"},
                                    {"yes", "error", "yes error", "error"}};
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) {
      const std::string a = operand('a', kKinds[i]), b = operand('b', kKinds[j]);
      CAPTURE(i);
      CAPTURE(j);
      CHECK(truthOf(a + " and " + b, {kKinds[i], kKinds[j]}) == both[i][j]);
      CHECK(truthOf(a + " or " + b, {kKinds[i], kKinds[j]}) == either[i][j]);
    }
  }
}

TEST_CASE("not: four kinds") {
  const std::string expected[4] = {"no", "yes", "yes no", "error"};
  for (std::size_t i = 0; i < 4; ++i)
    CHECK(truthOf("not " + operand('a', kKinds[i]), {kKinds[i]}) == expected[i]);
}

TEST_CASE("at least, all, any and none of three limbs: every combination of kinds") {
  eachTriple([](const std::vector<Kind>& kinds) {
    const std::string of = limbs(kinds);
    CAPTURE(of);
    for (std::size_t need = 1; need <= 3; ++need) {
      const auto enough = [&](std::size_t yes, std::size_t errors) { return atLeast(need, yes, errors); };
      CHECK(truthOf(fmt::format("at least {} of {}", need, of), kinds) == words(outcomes(kinds, enough)));
      if (need == 1) CHECK(truthOf("any of " + of, kinds) == words(outcomes(kinds, enough)));
      if (need == 3) CHECK(truthOf("all of " + of, kinds) == words(outcomes(kinds, enough)));
    }
    const auto none = [](std::size_t yes, std::size_t errors) {
      const Kind any = atLeast(1, yes, errors);
      return any == Kind::Yes ? Kind::No : any == Kind::No ? Kind::Yes : Kind::Error;
    };
    CHECK(truthOf("none of " + of, kinds) == words(outcomes(kinds, none)));
  });
}

TEST_CASE("exactly N of three limbs: nothing possible is left out, and what is known is exact") {
  eachTriple([](const std::vector<Kind>& kinds) {
    const std::string of = limbs(kinds);
    CAPTURE(of);
    for (std::size_t need = 1; need <= 3; ++need) {
      const std::set<Kind> possible = outcomes(kinds, [&](std::size_t yes, std::size_t errors) {
        if (yes > need || yes + errors < need) return Kind::No;
        return errors ? Kind::Error : Kind::Yes;
      });
      const std::string said = truthOf(fmt::format("exactly {} of {}", need, of), kinds);
      const bool known = std::find(kinds.begin(), kinds.end(), Kind::Unknown) == kinds.end();
      if (known) CHECK(said == words(possible));
      for (const Kind each : possible) CHECK(said.find(words({each})) != std::string::npos);
    }
  });
}

}  // namespace jurat
