// What `ask --rule` tells of generated rules whose facts meet in arithmetic, against every combination of
// values: each case holds whatever the others are, "in every case" is so, and no fewer facts settle what is
// told of more.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/advice/ask/ask.h"
#include "engine/evaluate/evaluate.h"
#include "engine/values/ordinal.h"
#include "tests/advice/settle_programs.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"

namespace jurat::advice_test {
namespace {

using Kind = Decides::Kind;

// "at least 3, at most 5", "more than EUR 1", "2026-11-20", "yes", "any value"
bool isIn(const std::string& text, const Value& value) {
  if (text == "any value") return true;
  if (const auto* truth = std::get_if<bool>(&value)) return text == (*truth ? "yes" : "no");
  const Number at = *ordinalOf(value);
  std::string rest = text;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(", "), rest.size());
    std::string part = rest.substr(0, comma);
    rest.erase(0, comma + 2);
    std::string how;
    for (const char* word : {"at least ", "at most ", "more than ", "less than "}) {
      if (part.starts_with(word)) how = word, part.erase(0, how.size());
    }
    if (part.starts_with("EUR ")) part.erase(0, 4);
    const std::optional<Date> day = parseDate(part);
    const std::optional<Number> bound = day ? Number(day->days) : Number::parse(part);
    REQUIRE_MESSAGE(bound, text);
    const bool in = how == "at least "    ? *bound <= at
                    : how == "at most "   ? at <= *bound
                    : how == "more than " ? *bound < at
                    : how == "less than " ? at < *bound
                                          : at == *bound;
    if (!in) return false;
  }
  return true;
}

// One answer for one combination.
struct Said {
  std::string text;  // all of it
  Outcome outcome = Outcome::Undetermined;
  BenefitOutcome benefit = BenefitOutcome::Undetermined;
  AmountResult amount;
};

class Check {
 public:
  Check(const SettleProgram& program, std::size_t& told) : program_(program), told_(told) {}

  // What is wrong, or nothing; "refused" for a program that the checker does not take.
  std::string run() {
    loaded_ = agreement::load(program_.rules);
    if (!loaded_->rules) return "refused";
    std::optional<Profile> profile = agreement::readAnswers(*loaded_, "{jurat: 1, company: {}}");
    if (!profile) return agreement::complaints(*loaded_);
    machine_ = std::make_unique<Machine>(loaded_->rules);
    const Assessment assessment = evaluate(*machine_, *profile, options_);
    everyCombination(*profile);
    for (const Kind kind : {Kind::Finding, Kind::Amount, Kind::Benefit}) {
      kind_ = kind;
      check(inquireOf(*machine_, *profile, assessment, {kind, 0}, {}));
    }
    return wrong_;
  }

 private:
  const EvaluateOptions options_{
      .as_of = agreement::parseAsOf("2026-11-23"), .named = {}, .reasons = Reasons::None};

  std::size_t countOf(std::size_t fact) const { return settleValuesOf(program_.facts[fact].sort).size(); }
  std::size_t valueOf(std::size_t combination, std::size_t fact) const {
    for (std::size_t i = 0; i < fact; ++i) combination /= countOf(i);
    return combination % countOf(fact);
  }

  void everyCombination(Profile profile) {
    Instance& company = profile.instances[profile.roots.front()];
    const Vocabulary& vocabulary = loaded_->rules->vocabulary();
    const std::size_t first = profile.answers.size();
    std::size_t all = 1;
    for (std::size_t i = 0; i < program_.facts.size(); ++i) {
      const FactId fact = *vocabulary.fact(company.entity, program_.facts[i].name);
      profile.answers.emplace_back().state = AnswerState::Given;
      company.answers[vocabulary.facts[fact].slot] = static_cast<std::uint32_t>(first + i + 1);
      all *= countOf(i);
    }
    for (std::size_t at = 0; at < all; ++at) {
      for (std::size_t i = 0; i < program_.facts.size(); ++i)
        profile.answers[first + i].value = settleValuesOf(program_.facts[i].sort)[valueOf(at, i)];
      const Assessment each = evaluate(*machine_, profile, options_);
      const Finding& finding = each.findings.front();
      const bool to_do = finding.outcome == Outcome::Violated || finding.outcome == Outcome::Pending;
      said_[Kind::Finding].push_back(
          {.text = std::string(outcomeWord(finding.outcome)) + (to_do ? finding.due : ""),
           .outcome = finding.outcome,
           .amount = {}});
      const BenefitResult& benefit = each.benefits.front();
      said_[Kind::Amount].push_back({.text = sumOf(each.amounts.front()), .amount = each.amounts.front()});
      said_[Kind::Benefit].push_back(
          {.text = std::string(benefitWord(benefit.outcome)) + sumOf(benefit.amount),
           .benefit = benefit.outcome,
           .amount = benefit.amount});
    }
  }

  static std::string sumOf(const AmountResult& amount) {
    std::string out;
    for (const AmountBound& bound : amount.bounds)
      out += bound.error ? " error" : " " + (bound.most_high ? bound.most_high->text() : "-");
    return out;
  }

  // By what the facts of the set are: whether the answer is one.
  std::map<std::vector<std::size_t>, bool> settledBy(const std::vector<std::size_t>& set) {
    std::map<std::vector<std::size_t>, std::set<std::string>> seen;
    for (std::size_t at = 0; at < said_[kind_].size(); ++at)
      seen[keyOf(set, at)].insert(said_[kind_][at].text);
    std::map<std::vector<std::size_t>, bool> out;
    for (const auto& [key, answers] : seen) out[key] = answers.size() == 1;
    return out;
  }
  std::vector<std::size_t> keyOf(const std::vector<std::size_t>& set, std::size_t at) const {
    std::vector<std::size_t> key;
    for (const std::size_t fact : set) key.push_back(valueOf(at, fact));
    return key;
  }

  void say(const std::string& what, const std::string& about) {
    const char* kinds[] = {"rule", "amount", "benefit"};
    wrong_ += fmt::format("{}: {}: {}\n", kinds[static_cast<int>(kind_)], what, about);
  }

  std::vector<std::size_t> in(const SettlingCase& one, const std::vector<std::size_t>& set) const {
    std::vector<std::size_t> out;
    for (std::size_t at = 0; at < said_.at(kind_).size(); ++at) {
      bool inside = true;
      for (std::size_t i = 0; i < set.size() && inside; ++i) {
        const Value value = settleValuesOf(program_.facts[set[i]].sort)[valueOf(at, set[i])];
        inside = isIn(jurat::say(one.values[i], Language::English), value);
      }
      if (inside) out.push_back(at);
    }
    return out;
  }

  void check(const AnswerInquiry& inquiry) {
    std::set<std::pair<std::size_t, std::size_t>> alone;  // a fact and a value of it that settles the answer
    for (const Settling& set : inquiry.settling) {
      std::vector<std::size_t> facts;
      std::string names;
      for (const std::size_t fact : set.facts) {
        const std::string& name = inquiry.facts[fact].what.name;
        names += " " + name;
        for (std::size_t i = 0; i < program_.facts.size(); ++i) {
          if (program_.facts[i].name == name) facts.push_back(i);
        }
      }
      const auto settled = settledBy(facts);
      const bool always =
          std::all_of(settled.begin(), settled.end(), [](const auto& each) { return each.second; });
      if (set.always && !always) say("not in every case", names);
      if (program_.once && always && !set.always) say("in every case", names);
      if (set.cases.empty()) say("no case", names);
      for (const SettlingCase& one : set.cases) {
        std::string about = names + " =";
        for (const Message& value : one.values) about += " " + jurat::say(value, Language::English) + ";";
        about += one.reckoned ? " depending" : "";
        holds(one, facts, settled, about);
        if (facts.size() > 1) needsAll(one, facts, about);
        if (facts.size() > 1) continue;
        for (const std::size_t at : in(one, facts)) alone.emplace(facts.front(), valueOf(at, facts.front()));
      }
    }
    const bool all = program_.once && kind_ == Kind::Finding && !chooses() && !inquiry.facts.empty();
    for (std::size_t i = 0; all && i < program_.facts.size(); ++i) {
      const auto settled = settledBy({i});
      for (const auto& [key, one] : settled) {
        if (one && !alone.count({i, key.front()}))
          say("it settles it alone, and is not told",
              fmt::format("{} {}", program_.facts[i].name, key.front()));
      }
    }
  }

  void holds(const SettlingCase& one, const std::vector<std::size_t>& facts,
             const std::map<std::vector<std::size_t>, bool>& settled, const std::string& about) {
    std::set<std::string> texts;
    ++told_;
    for (const std::size_t at : in(one, facts)) {
      const Said& said = said_[kind_][at];
      if (!settled.at(keyOf(facts, at))) return say("is not settled", about + " " + said.text);
      if (!fits(one, said)) return say("is another answer", about + " " + said.text);
      texts.insert(kind_ == Kind::Finding ? std::string(outcomeWord(said.outcome)) : said.text);
    }
    if (!one.reckoned && texts.size() > 1) say("is not one answer", about);
  }

  bool fits(const SettlingCase& one, const Said& said) const {
    if (kind_ == Kind::Finding)
      return std::find(one.outcomes.begin(), one.outcomes.end(), said.outcome) != one.outcomes.end();
    if (kind_ == Kind::Benefit) {
      const std::uint8_t is = said.benefit == BenefitOutcome::Eligible      ? kYes
                              : said.benefit == BenefitOutcome::NotEligible ? kNo
                                                                            : kError;
      if ((one.received & is) == 0) return false;
      if (is != kYes) return true;
    }
    if (said.amount.bounds.empty() || one.amount->bounds.empty())
      return said.amount.bounds.empty() == one.amount->bounds.empty();
    const AmountBound &here = said.amount.bounds.front(), &between = one.amount->bounds.front();
    if (here.error) return between.error || between.may_fail;
    return (!between.most_low || *between.most_low <= *here.most_high) &&
           (!between.most_high || *here.most_high <= *between.most_high);
  }

  // Of two formulas of which one is always the higher both are named.
  bool chooses() const {
    return program_.rules.find("er of ", program_.rules.find("rule r")) != std::string::npos;
  }

  // Without one of them it is open for some of the values.
  void needsAll(const SettlingCase& one, const std::vector<std::size_t>& facts, const std::string& about) {
    if (!program_.once || kind_ != Kind::Finding || chooses()) return;
    for (const std::size_t left_out : facts) {
      std::vector<std::size_t> fewer = facts;
      std::erase(fewer, left_out);
      const auto settled = settledBy(fewer);
      const std::vector<std::size_t> all = in(one, facts);
      if (!all.empty() &&
          std::all_of(all.begin(), all.end(), [&](std::size_t at) { return settled.at(keyOf(fewer, at)); }))
        say("fewer settle it", about);
    }
  }

  const SettleProgram& program_;
  std::size_t& told_;
  std::unique_ptr<agreement::Loaded> loaded_;
  std::unique_ptr<Machine> machine_;
  std::map<Kind, std::vector<Said>> said_;
  Kind kind_ = Kind::Finding;
  std::string wrong_;
};

}  // namespace

TEST_CASE("what is told to settle an answer settles it, on every combination of values") {
  constexpr std::size_t kPrograms = 300;
  const std::size_t cases = agreement::orFewer(agreement::casesOf(kPrograms), 60);
  std::size_t programs = 0, refused = 0, told = 0;
  for (std::size_t i = 0; programs < cases; ++i) {
    REQUIRE(refused <= 50 + 2 * programs);
    const std::uint64_t seed = agreement::firstSeed() + i;
    generated::Dice dice(seed);
    const SettleProgram program(dice);
    const std::string wrong = Check(program, told).run();
    if (wrong == "refused") {
      ++refused;
      continue;
    }
    ++programs;
    REQUIRE_MESSAGE(wrong.empty(), "seed " << seed << "\n" << wrong << program.rules);
  }
  MESSAGE(fmt::format("{} programs, {} refused, {} cases told", programs, refused, told));
  CHECK(told > cases * 3);
}

}  // namespace jurat::advice_test
