// `ask` on companies of full size: what it takes, and that it leaves the profile and the machine as they
// were. What is remembered from one answer to the next is what would be found anew, there and on small
// generated programs.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/advice/ask/ask.h"
#include "engine/advice/ask/memory.h"
#include "engine/base/sanitized.h"
#include "engine/evaluate/evaluate.h"
#include "tests/advice/small_programs.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"
#include "tests/support/golden.h"

namespace jurat {
namespace {

// Of every other answer nothing is left; every list stays.
Profile halfOf(const Profile& whole, std::size_t which) {
  Profile out = whole;
  std::size_t count = 0;
  for (std::size_t i = 0; i < out.instances.size(); ++i) {
    for (std::uint32_t& answer : out.instances[out.instances.idAt(i)].answers) {
      if (answer != 0 && count++ % 2 == which) answer = 0;
    }
  }
  return out;
}

// What an inquiry says, but for the work that it took.
std::string wordsOf(const Inquiry& inquiry) {
  std::string out =
      fmt::format("{} open, {} perhaps, {} given up\n", inquiry.open, inquiry.perhaps, inquiry.given_up);
  for (const AskedFact& fact : inquiry.facts) {
    out += fmt::format("{} {} {} {} at {}:", fact.what.path, fact.certain, fact.outcomes, fact.amounts,
                       fact.what.place.begin);
    for (const Decides& each : fact.decides)
      out += fmt::format(" {}-{}-{}", static_cast<int>(each.kind), each.index, each.certain);
    out += '\n';
  }
  return out;
}

// The places of the answers that `whole` has and `half` lacks.
std::vector<std::pair<InstanceId, std::size_t>> lackingIn(const Profile& half, const Profile& whole) {
  std::vector<std::pair<InstanceId, std::size_t>> out;
  for (std::size_t i = 0; i < whole.instances.size(); ++i) {
    const InstanceId id = whole.instances.idAt(i);
    for (std::size_t slot = 0; slot < whole.instances[id].answers.size(); ++slot) {
      if (whole.instances[id].answers[slot] != half.instances[id].answers[slot]) out.emplace_back(id, slot);
    }
  }
  return out;
}

struct Europe {
  Europe() : loaded(agreement::loadBelow(test::projectPath("rules"))) {
    REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
    for (const checked::Pack& pack : loaded->program->packs) {
      if (pack.id.rfind("eu.", 0) == 0) options.named.push_back(pack.id);
    }
    options.as_of = agreement::parseAsOf("2026-11-23");
    options.reasons = Reasons::None;
  }
  std::unique_ptr<agreement::Loaded> loaded;
  EvaluateOptions options;
};

}  // namespace

TEST_CASE("half-filled profiles under all packs of the European Union") {
  Europe europe;
  Machine machine(europe.loaded->rules);
  for (const char* name : {"hanse-bank", "spotless-startup"}) {
    const std::optional<Profile> whole = agreement::readAnswersFile(
        *europe.loaded, test::projectPath(std::string("examples/") + name + ".yaml"));
    REQUIRE_MESSAGE(whole, agreement::complaints(*europe.loaded));
    for (const std::size_t which : {0U, 1U}) {
      const Profile half = halfOf(*whole, which);
      const Assessment assessment = evaluate(machine, half, europe.options);
      const auto begin = std::chrono::steady_clock::now();
      const Inquiry inquiry = inquire(machine, half, assessment, {});
      const auto spent = std::chrono::steady_clock::now() - begin;
      MESSAGE(fmt::format(
          "{} {}: {} open answers, {} facts matter, {} may, {} do not; {} given up; {} evaluations; {} us",
          name, which, inquiry.open, inquiry.facts.size() - inquiry.perhaps, inquiry.perhaps, inquiry.idle,
          inquiry.given_up, inquiry.trials,
          std::chrono::duration_cast<std::chrono::microseconds>(spent).count()));
      CHECK(inquiry.open > 10);
      CHECK(inquiry.facts.size() > inquiry.perhaps);
      CHECK(inquiry.trials < Limits{}.ask_trials + 1'000);
    }
  }
}

TEST_CASE("what an answer does not touch is remembered, and nothing else") {
  Europe europe;
  Machine machine(europe.loaded->rules);
  const std::optional<Profile> whole =
      agreement::readAnswersFile(*europe.loaded, test::projectPath("examples/hanse-bank.yaml"));
  REQUIRE_MESSAGE(whole, agreement::complaints(*europe.loaded));
  Profile half = halfOf(*whole, 0);
  const std::vector<std::pair<InstanceId, std::size_t>> lacking = lackingIn(half, *whole);
  REQUIRE(lacking.size() > 40);
  asking::Memory memory;
  std::size_t with = 0, without = 0;
  const auto agree = [&](const char* what) {
    const Assessment assessment = evaluate(machine, half, europe.options);
    const Inquiry again = inquire(machine, half, assessment, {}, &memory);
    const Inquiry anew = inquire(machine, half, assessment, {});
    with += again.trials;
    without += anew.trials;
    CHECK_MESSAGE(wordsOf(again) == wordsOf(anew), what);
    CHECK(again.idle >= anew.idle);  // what only a fact waited for that has been answered is idle still
    return again.trials;
  };
  const auto answer = [&](std::size_t which, bool given) {
    const auto& [instance, slot] = lacking[which];
    half.instances[instance].answers[slot] = given ? whole->instances[instance].answers[slot] : 0;
  };
  agree("at first");
  const std::size_t steps = JURAT_SANITIZED == 1 ? 4 : 16;
  for (std::size_t i = 0; i < steps; ++i) {
    answer(i * lacking.size() / steps, true);
    agree("one answer more");
  }
  CHECK(with < without * 3 / 4);
  const auto say_unknown = [&](std::size_t which) {
    const auto& [instance, slot] = lacking[which];
    half.answers.emplace_back();  // its state is `unknown`
    half.instances[instance].answers[slot] = static_cast<std::uint32_t>(half.answers.size());
  };
  say_unknown(1);
  say_unknown(3);
  CHECK(agree("nothing becomes known by `unknown`") == 0);
  answer(1, true);
  answer(3, true);
  agree("two answers more");
  answer(1, false);
  agree("one taken back");
  half.instances[lacking[3].first].complete = true;
  agree("a record that is complete now");
}

// Paths of facts that matter, or of those that certainly do.
std::set<std::string> pathsOf(const Inquiry& inquiry, bool certain) {
  std::set<std::string> out;
  for (const AskedFact& fact : inquiry.facts) {
    if (fact.certain || !certain) out.insert(fact.what.path);
  }
  return out;
}

bool isWithin(const std::set<std::string>& part, const std::set<std::string>& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

TEST_CASE(
    "of a company that has answered nothing a step shows what certainly matters, and leaves out nothing") {
  Europe europe;
  Machine machine(europe.loaded->rules);
  const std::optional<Profile> profile =
      agreement::readAnswers(*europe.loaded, "jurat: 1\ncompany:\n  ai_systems: [{id: one}]\n");
  REQUIRE_MESSAGE(profile, agreement::complaints(*europe.loaded));
  const Assessment assessment = evaluate(machine, *profile, europe.options);
  asking::Memory memory;
  const Inquiry first = inquire(machine, *profile, assessment, {}, &memory, Effort::Step);
  CHECK(first.postponed > 20);
  const Inquiry second = inquire(machine, *profile, assessment, {}, &memory, Effort::Step);
  CHECK(second.postponed <= first.postponed);
  CHECK(second.trials < first.trials);
  const Inquiry whole = inquire(machine, *profile, assessment, {}, &memory);
  CHECK(whole.postponed == 0);
  const Inquiry anew = inquire(machine, *profile, assessment, {});
  CHECK(anew.postponed == 0);
  CHECK(second.trials < anew.trials / 4);
  CHECK(pathsOf(first, true).size() > 20);
  for (const Inquiry* step : {&first, &second}) {
    CHECK(isWithin(pathsOf(*step, true), pathsOf(anew, false)));
    CHECK(isWithin(pathsOf(anew, false), pathsOf(*step, false)));
    CHECK(isWithin(pathsOf(*step, true), pathsOf(second, true)));
  }
  CHECK(pathsOf(whole, false) == pathsOf(anew, false));
}

namespace {

// Where an open fact of a small program stands.
std::uint32_t& placeOf(Profile& profile, const Vocabulary& words, const advice_test::Open& open) {
  for (std::size_t i = 0; i < profile.instances.size(); ++i) {
    Instance& instance = profile.instances[profile.instances.idAt(i)];
    const std::optional<FactId> fact = words.fact(instance.entity, open.fact);
    const bool root = instance.parent == InstanceId{kNoId};
    if (fact && (open.entity_id.empty() ? root : instance.id == open.entity_id))
      return instance.answers[words.facts[*fact].slot];
  }
  FAIL("no place for " << open.path);
  return profile.instances[profile.roots.front()].answers.front();
}

struct Remembered {
  std::size_t programs = 0, refused = 0, answers = 0, with = 0, without = 0;
};

// One fact after the other is answered at random.
void answerAll(const advice_test::SmallProgram& program, generated::Dice& dice, Remembered& count) {
  const auto loaded = agreement::load(program.rules);
  if (!loaded->rules) {
    ++count.refused;
    return;
  }
  std::optional<Profile> profile = agreement::readAnswers(*loaded, program.profile);
  REQUIRE_MESSAGE(profile, agreement::complaints(*loaded) << program.profile);
  ++count.programs;
  const EvaluateOptions options{
      .as_of = agreement::parseAsOf("2026-01-01"), .named = {}, .reasons = Reasons::None};
  Machine machine(loaded->rules);
  asking::Memory memory;
  std::string said = "nothing";
  for (std::size_t next = 0; next <= program.open.size(); ++next) {
    const Assessment assessment = evaluate(machine, *profile, options);
    const Inquiry again = inquire(machine, *profile, assessment, {}, &memory);
    const Inquiry anew = inquire(machine, *profile, assessment, {});
    count.with += again.trials;
    count.without += anew.trials;
    REQUIRE_MESSAGE(wordsOf(again) == wordsOf(anew), "after " << said << " of\n"
                                                              << program.rules << program.profile);
    if (next == program.open.size()) break;
    ++count.answers;
    const advice_test::Open& open = program.open[next];
    profile->answers.push_back(dice.pick(open.values));
    placeOf(*profile, loaded->rules->vocabulary(), open) =
        static_cast<std::uint32_t>(profile->answers.size());
    said = open.path;
  }
}

}  // namespace

TEST_CASE("what is remembered is what would be found anew, on small programs") {
  constexpr std::size_t kPrograms = 1'500;
  Remembered count;
  const std::size_t cases = agreement::orFewer(agreement::casesOf(kPrograms), 100);
  for (std::size_t i = 0; count.programs < cases; ++i) {
    REQUIRE(count.refused <= 20 + count.programs / 20);
    const std::uint64_t seed = agreement::firstSeed() + i;
    generated::Dice dice(seed);
    const advice_test::SmallProgram program = advice_test::generate(dice, 100'000);
    CAPTURE(seed);
    answerAll(program, dice, count);
  }
  MESSAGE(fmt::format("{} programs, {} answers: {} evaluations with memory, {} without", count.programs,
                      count.answers, count.with, count.without));
  CHECK(count.with < count.without);
}

TEST_CASE("what was found stays so when a fact is answered that was shown to change nothing") {
  const auto loaded = agreement::load(R"(pack gen {
    title "Idle" source law "Law" version "1" language 1 status in_force currency EUR deadlines as counted
    time_zone "UTC"
}
entity company {
    fact a : yes_no
    fact b : yes_no
}
rule r for company { cites "1" requires (a or b) and (a or not b) }
)");
  REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
  const EvaluateOptions options{
      .as_of = agreement::parseAsOf("2026-01-01"), .named = {}, .reasons = Reasons::None};
  Machine machine(loaded->rules);
  asking::Memory memory;
  std::size_t trials = 0;
  const auto agree = [&](const char* text) {
    const std::optional<Profile> profile = agreement::readAnswers(*loaded, text);
    REQUIRE_MESSAGE(profile, agreement::complaints(*loaded) << text);
    const Assessment assessment = evaluate(machine, *profile, options);
    const Inquiry again = inquire(machine, *profile, assessment, {}, &memory);
    CHECK(wordsOf(again) == wordsOf(inquire(machine, *profile, assessment, {})));
    trials = again.trials;
    return again;
  };
  const Inquiry first = agree("{jurat: 1, company: {}}");
  REQUIRE(first.facts.size() == 1);
  CHECK(first.facts.front().what.name == "a");
  CHECK(first.idle == 1);
  CHECK(trials > 0);
  // "Don't know" leaves it open.
  CHECK(agree("{jurat: 1, company: {b: unknown}}").idle == 1);
  CHECK(trials == 0);
  const Inquiry next = agree("{jurat: 1, company: {b: yes}}");
  CHECK(trials == 0);
  CHECK(next.idle == 0);
  CHECK(next.facts.size() == 1);
  CHECK(agree("{jurat: 1, company: {b: yes, a: no}}").facts.empty());
}

}  // namespace jurat
