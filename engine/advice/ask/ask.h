// Ask: which of the facts that a profile leaves open matter: those of which some value can still change an
// outcome, a due day or an amount; with what they would decide.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/evaluate/assessment.h"
#include "engine/evaluate/machine.h"

namespace jurat {

// An answer that hangs on a fact.
struct Decides {
  enum class Kind : std::uint8_t { Finding, Amount, Benefit } kind = Kind::Finding;
  std::size_t index = 0;  // into the assessment's findings, amounts or benefits
  bool certain = true;    // false: that it hangs on the fact was neither shown nor ruled out
};

struct AskedFact {
  Missing what;
  Type type;  // of a list: Error
  bool list = false;
  bool certain = true;  // for one of the answers it is shown that two values of the fact give two answers
  std::size_t outcomes = 0, amounts = 0;  // how many of each it decides; benefits count as outcomes
  std::optional<std::size_t> exposure;    // index of the highest amount that the outcomes expose somebody to
  std::vector<Decides> decides;           // findings, benefits, amounts
};

// Values of a set of facts with which an answer is settled.
struct SettlingCase {
  std::vector<Message> values;  // of the facts, in their order
  // Each of these values settles the answer, and which it is hangs on them: one of `outcomes`, or the amount
  // between its bounds. Otherwise it is one for all of them.
  bool reckoned = false;
  std::vector<Outcome> outcomes{};  // of a rule: one, or those that are possible; sorted
  // Of an amount or a benefit: the bits of whether it is in force and received: kYes, kNo, kError.
  std::uint8_t received = 0;
  std::shared_ptr<const AmountResult> amount{};  // of amounts and benefits: what it then is, or between what
};
// Of a benefit: what it then is; with an error in it Undetermined.
BenefitOutcome benefitOf(const SettlingCase& settled);

struct Settling {
  std::vector<std::size_t> facts;  // indexes into AnswerInquiry::facts
  bool always = false;             // whatever their values
  // Some of the values with which it is settled, and with fewer of the facts is not.
  std::vector<SettlingCase> cases;
  std::size_t settled = 0, of = 0;  // combinations of values that are told apart
  std::size_t own = 0;              // of the settled ones those that fewer of the facts leave open
};

struct Inquiry {
  std::vector<AskedFact> facts;  // most important first
  std::size_t open = 0;          // answers that are not settled
  std::size_t perhaps = 0;       // facts of which it is not certain that they matter
  std::size_t given_up = 0;      // answers that were not looked into to their end
  std::size_t postponed = 0;     // answers in doubt that Effort::Step has not looked into to their end
  std::size_t idle = 0;          // facts that open answers wait for, and that cannot change any of them
  std::size_t trials = 0;        // evaluations made
};

namespace asking {
class Memory;
}

// How far answers are looked into that the first look leaves in doubt.
enum class Effort : std::uint8_t {
  Whole,  // as far as the limits let anybody
  Step,   // as far as somebody who waits for a question has time for (Limits::step_trials, and no solver):
          // what is certain is so, more facts may matter than with the whole effort
};

// Of a profile that `assessment` is of, on its day. The due day counts where something is still to be done.
// `memory`, of one machine, day and limits: what the last inquiry found and an answer since then did not
// touch is not looked for again.
Inquiry inquire(Machine& machine, const Profile& profile, const Assessment& assessment, const Limits& limits,
                asking::Memory* memory = nullptr, Effort effort = Effort::Whole);

struct AnswerInquiry {
  std::vector<AskedFact> facts;    // those that matter to this answer: for certain, then perhaps
  std::vector<Settling> settling;  // the smallest first
  bool complete = true;            // false: not looked into to its end
  std::size_t trials = 0;
};
// Of one finding, amount or benefit of the assessment alone.
AnswerInquiry inquireOf(Machine& machine, const Profile& profile, const Assessment& assessment,
                        const Decides& answer, const Limits& limits);

}  // namespace jurat
