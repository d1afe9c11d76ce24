// Law: a small pack, and what `ask` lists for answers of a company.
#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>

#include "engine/advice/ask/ask.h"
#include "engine/evaluate/evaluate.h"
#include "tests/agreement/load.h"

namespace jurat::advice_test {

class Law {
 public:
  // The pack around the declarations is written already; answers are as of 2026-11-23.
  explicit Law(const std::string& declarations) : loaded_(agreement::load(kHead + declarations)) {
    REQUIRE_MESSAGE(loaded_->rules, agreement::complaints(*loaded_));
    machine_ = std::make_unique<Machine>(loaded_->rules);
  }

  // "a; may: b": the paths below the company, in the order in which they are asked for.
  std::string asks(const std::string& answers, const Limits& limits = {}) {
    start(answers);
    inquiry = inquire(*machine_, profile_, assessment_, limits);
    std::string out;
    for (const AskedFact& fact : inquiry.facts)
      out += (out.empty() ? "" : "; ") + std::string(fact.certain ? "" : "may: ") + fact.what.path.substr(8);
    return out;
  }

  // "a | b, c always": the sets that settle the first rule, amount or benefit.
  std::string settles(const std::string& answers, const Limits& limits = {},
                      Decides::Kind kind = Decides::Kind::Finding) {
    start(answers);
    one = inquireOf(*machine_, profile_, assessment_, {kind, 0}, limits);
    std::string out;
    for (const Settling& set : one.settling) {
      out += out.empty() ? "" : " | ";
      for (std::size_t i = 0; i < set.facts.size(); ++i)
        out += (i > 0 ? ", " : "") + one.facts[set.facts[i]].what.name;
      if (set.always) out += " always";
    }
    return out;
  }

  Inquiry inquiry;    // of the last asks()
  AnswerInquiry one;  // of the last settles()

 private:
  static constexpr const char* kHead = R"(pack gen {
    title "Small" source law "Law" version "1" language 1 status in_force currency EUR deadlines as counted
    time_zone "UTC"
}
)";

  void start(const std::string& answers) {
    std::optional<Profile> profile =
        agreement::readAnswers(*loaded_, "{jurat: 1, company: {" + answers + "}}");
    REQUIRE_MESSAGE(profile, agreement::complaints(*loaded_));
    profile_ = *std::move(profile);
    assessment_ =
        evaluate(*machine_, profile_,
                 {.as_of = agreement::parseAsOf("2026-11-23"), .named = {}, .reasons = Reasons::None});
  }

  std::unique_ptr<agreement::Loaded> loaded_;
  std::unique_ptr<Machine> machine_;
  Profile profile_;
  Assessment assessment_;
};

}  // namespace jurat::advice_test
