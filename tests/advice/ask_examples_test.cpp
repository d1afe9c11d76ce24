// `ask` on companies of full size: what it takes, and that it leaves the profile and the machine as they
// were.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <string>

#include "engine/advice/ask/ask.h"
#include "engine/evaluate/evaluate.h"
#include "tests/agreement/load.h"
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

}  // namespace jurat
