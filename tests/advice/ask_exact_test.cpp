// What `ask` says matters, against every combination of values on generated programs: no fact is missing, and
// none is superfluous.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/advice/ask/ask.h"
#include "engine/evaluate/answer_machine.h"
#include "engine/evaluate/evaluate.h"
#include "tests/advice/small_programs.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"

namespace jurat::advice_test {
namespace {

constexpr std::size_t kPrograms = 5'000, kCombinations = 1'200;
constexpr std::size_t kSettled = 5;  // every so many programs the sets that settle the rule are looked at too

// The answers to every combination, by the plainest way there is.
class EveryCombination {
 public:
  EveryCombination(const RuleSet& rules, AnswerMachine& machine, const Profile& profile,
                   const SmallProgram& program)
      : program_(program), trial_(profile) {
    for (const Open& open : program.open) {
      std::size_t at = 0;
      for (std::size_t i = 0; i < trial_.instances.size(); ++i) {
        if (trial_.instances[trial_.instances.idAt(i)].id == open.entity_id) at = i;
      }
      Instance& instance = trial_.instances[trial_.instances.idAt(at)];
      const FactId fact = rules.vocabulary().fact(instance.entity, open.fact).value();
      trial_.answers.emplace_back();
      instance.answers[rules.vocabulary().facts[fact].slot] =
          static_cast<std::uint32_t>(trial_.answers.size());
    }
    first_ = trial_.answers.size() - program.open.size();
    for (std::size_t i = 0; i < program.combinations(); ++i) answer(machine, i);
  }

  // Which facts the rule (0) or the amount (1) depends on, by number.
  std::set<std::size_t> relevant(int answer) const {
    std::set<std::size_t> out;
    std::size_t stride = 1;
    for (std::size_t fact = 0; fact < program_.open.size(); ++fact) {
      const std::size_t count = program_.open[fact].values.size();
      for (std::size_t i = 0; i < answers_[answer].size(); ++i) {
        const std::size_t first = i - i / stride % count * stride;
        if (answers_[answer][i] != answers_[answer][first]) out.insert(fact);
      }
      stride *= count;
    }
    return out;
  }

  // For how many values of the facts in `set` the rule has one answer, for how many of these it has not with
  // one of the facts left out, and how many values there are.
  struct Count {
    std::size_t settled = 0, own = 0, of = 0;
  };
  Count settled(const std::vector<std::size_t>& set) const {
    const auto single = singleBy(set);
    std::vector<std::map<Key, bool>> fewer;
    for (std::size_t i = 0; i < set.size() && set.size() > 1; ++i) fewer.push_back(singleBy(without(set, i)));
    Count out{.of = single.size()};
    for (const auto& [key, one] : single) {
      if (!one) continue;
      ++out.settled;
      bool needs_all = true;
      for (std::size_t i = 0; i < fewer.size(); ++i) needs_all = needs_all && !fewer[i].at(without(key, i));
      out.own += needs_all ? 1 : 0;
    }
    return out;
  }

 private:
  using Key = std::vector<std::size_t>;
  static Key without(Key key, std::size_t place) {
    key.erase(key.begin() + static_cast<std::ptrdiff_t>(place));
    return key;
  }
  std::map<Key, bool> singleBy(const std::vector<std::size_t>& set) const {
    std::map<Key, std::set<int>> seen;
    for (std::size_t i = 0; i < answers_[0].size(); ++i) {
      Key key;
      for (const std::size_t wanted : set) {
        std::size_t rest = i;
        for (std::size_t fact = 0; fact < wanted; ++fact) rest /= program_.open[fact].values.size();
        key.push_back(rest % program_.open[wanted].values.size());
      }
      seen[key].insert(answers_[0][i]);
    }
    std::map<Key, bool> out;
    for (const auto& [key, answers] : seen) out[key] = answers.size() == 1;
    return out;
  }

  void answer(AnswerMachine& machine, std::size_t combination) {
    for (std::size_t i = 0; i < program_.open.size(); ++i) {
      const std::vector<Answer>& values = program_.open[i].values;
      trial_.answers[first_ + i] = values[combination % values.size()];
      combination /= values.size();
    }
    const CompanyAnswers& all = machine.answer(trial_);
    const RuleAnswer& rule = all.rules.front().answer;
    const bool to_do = (rule.possible & (kPending | kViolated)) != 0;
    note(0, fmt::format("{} {} {}", outcomeWord(rule.outcome), rule.possible,
                        to_do && rule.due ? rule.due->text() : "-"));
    std::string sides;
    for (const BoundResult& bound : all.bounds) {
      const AmountSide& most = bound.most;
      sides += fmt::format("{} {} {};", most.low ? most.low->text() : "-",
                           most.high ? most.high->text() : "-", most.error);
    }
    note(1, sides);
  }
  void note(int answer, const std::string& text) {
    answers_[answer].push_back(names_.emplace(text, static_cast<int>(names_.size())).first->second);
  }

  const SmallProgram& program_;
  Profile trial_;
  std::size_t first_ = 0;
  std::map<std::string, int> names_;
  std::vector<int> answers_[2];
};

struct Seen {
  std::size_t programs = 0, refused = 0, plain = 0, facts = 0, matter = 0, perhaps = 0, idle = 0, trials = 0,
              sets = 0;
};

class Case {
 public:
  Case(const SmallProgram& program, Seen& seen) : program_(program), seen_(seen) {}

  // What is wrong, or nothing.
  std::string run(bool settling) {
    loaded_ = agreement::load(program_.rules);
    if (!loaded_->rules) {  // a condition that can never be met: the checker sees through some of them
      ++seen_.refused;
      return "";
    }
    const std::optional<Profile> profile = agreement::readAnswers(*loaded_, program_.profile);
    if (!profile) return "does not load: " + agreement::complaints(*loaded_);
    const EvaluateOptions options{
        .as_of = agreement::parseAsOf("2026-01-01"), .named = {}, .reasons = Reasons::None};
    AnswerMachine answers(loaded_->rules, options);
    const EveryCombination every(*loaded_->rules, answers, *profile, program_);
    Machine machine(loaded_->rules);
    const Assessment assessment = evaluate(machine, *profile, options);
    const Inquiry inquiry = inquire(machine, *profile, assessment, {});
    ++seen_.programs;
    seen_.plain += program_.plain ? 1 : 0;
    seen_.facts += program_.open.size();
    seen_.trials += inquiry.trials;
    for (const int answer : {0, 1}) compare(inquiry, every.relevant(answer), answer);
    if (inquiry.given_up > 0 && program_.plain) wrong_ += "given up\n";
    if (settling && program_.plain && wrong_.empty()) settle(machine, *profile, assessment, every);
    return wrong_;
  }

 private:
  std::size_t numberOf(const std::string& path) const {
    const auto found = std::find_if(program_.open.begin(), program_.open.end(),
                                    [&](const Open& open) { return open.path == path; });
    return static_cast<std::size_t>(found - program_.open.begin());
  }

  void compare(const Inquiry& inquiry, const std::set<std::size_t>& relevant, int answer) {
    std::set<std::size_t> certain, perhaps;
    for (const AskedFact& fact : inquiry.facts) {
      for (const Decides& each : fact.decides) {
        const bool amount = each.kind == Decides::Kind::Amount;
        if (amount == (answer == 1)) (each.certain ? certain : perhaps).insert(numberOf(fact.what.path));
      }
    }
    seen_.matter += certain.size();
    seen_.perhaps += perhaps.size();
    const char* what = answer == 0 ? "rule" : "amount";
    for (std::size_t fact = 0; fact <= program_.open.size(); ++fact) {
      const std::string name = fact < program_.open.size() ? program_.open[fact].path : "something else";
      if (relevant.count(fact) && !certain.count(fact) && !perhaps.count(fact))
        wrong_ += fmt::format("{}: {} matters, and is not asked for\n", what, name);
      if (!relevant.count(fact) && certain.count(fact))
        wrong_ += fmt::format("{}: {} is asked for, and does not matter\n", what, name);
      if (program_.plain && perhaps.count(fact)) wrong_ += fmt::format("{}: {} may matter\n", what, name);
    }
  }

  // The sets said to settle the rule do, none smaller does all that they do, and none of two facts is left
  // out.
  void settle(Machine& machine, const Profile& profile, const Assessment& assessment,
              const EveryCombination& every) {
    const AnswerInquiry inquiry = inquireOf(machine, profile, assessment, {Decides::Kind::Finding, 0}, {});
    std::set<std::vector<std::size_t>> said;
    for (const Settling& set : inquiry.settling) {
      std::vector<std::size_t> facts;
      for (const std::size_t fact : set.facts) facts.push_back(numberOf(inquiry.facts[fact].what.path));
      std::sort(facts.begin(), facts.end());
      const EveryCombination::Count count = every.settled(facts);
      ++seen_.sets;
      if (count.settled == 0) wrong_ += "a set does not settle it\n";
      if (count.own == 0) wrong_ += "smaller sets settle it\n";
      if (set.always != (count.settled == count.of)) wrong_ += "a set settles it in every case, or not\n";
      said.insert(std::move(facts));
    }
    if (inquiry.facts.empty()) return;
    for (std::size_t i = 0; i < program_.open.size(); ++i) {
      for (std::size_t j = i; j < program_.open.size(); ++j) {
        std::vector<std::size_t> set = {i};
        if (j > i) set.push_back(j);
        if (every.settled(set).own > 0 && said.size() < Limits{}.settling_sets && !said.count(set))
          wrong_ += "a set that settles it is not named\n";
      }
    }
  }

  const SmallProgram& program_;
  Seen& seen_;
  std::unique_ptr<agreement::Loaded> loaded_;
  std::string wrong_;
};

}  // namespace

TEST_CASE("what is asked for is what matters, on every combination of values") {
  Seen seen;
  const std::size_t cases = agreement::orFewer(agreement::casesOf(kPrograms), 150);
  for (std::size_t i = 0; seen.programs < cases; ++i) {
    REQUIRE(seen.refused <= 20 + seen.programs / 20);
    const std::uint64_t seed = agreement::firstSeed() + i;
    generated::Dice dice(seed);
    const SmallProgram program = generate(dice, kCombinations);
    const std::string wrong = Case(program, seen).run(i % kSettled == 0);
    REQUIRE_MESSAGE(wrong.empty(), "seed " << seed << "\n" << wrong << program.rules << program.profile);
  }
  MESSAGE(fmt::format(
      "{} programs ({} plain), {} unknown facts: {} matter to an answer, {} may; {} sets that settle; "
      "{} evaluations",
      seen.programs, seen.plain, seen.facts, seen.matter, seen.perhaps, seen.sets, seen.trials));
  CHECK(seen.matter > cases);
  CHECK(seen.plain > cases / 3);
}

}  // namespace jurat::advice_test
