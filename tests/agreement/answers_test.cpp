// The answer machine says what evaluate() says: outcomes, what they could be, deadlines, amounts and
// definitions.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/evaluate/answer_machine.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/steps.h"
#include "tests/agreement/generate.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"

namespace jurat::agreement {
namespace {

constexpr std::size_t kCases = 10'000;
constexpr std::size_t kCompanies = 6;  // of each generated pack
constexpr const char* kDays[] = {"2019-12-31", "2025-02-02", "2025-08-02", "2026-02-01",
                                 "2026-08-02", "2026-11-23", "2027-12-02", "2026-08-01T22:30Z"};

struct Seen {
  std::size_t companies = 0, answers = 0, amounts = 0, definitions = 0, left_out = 0;
  std::uint64_t steps = 0, steps_of_all = 0;
  std::string text() const {
    return fmt::format(
        "{} companies, {} outcomes, {} amounts, {} definitions; {} outcomes left out; {} steps of {}",
        companies, answers, amounts, definitions, left_out, steps, steps_of_all);
  }
};

std::string text(const RuleAnswer& answer) {
  return fmt::format("{} {:b} {}{}", outcomeWord(answer.outcome), answer.possible,
                     answer.due ? answer.due->text() : "-", answer.due_open ? " or another day" : "");
}

std::string sideText(bool has, const std::optional<Number>& low, const std::optional<Number>& high) {
  if (!has) return "not set";
  return fmt::format("{}..{}", low ? low->text() : "open", high ? high->text() : "open");
}

// Both machines on one company.
class Comparison {
 public:
  Comparison(Machine& machine, AnswerMachine& every, AnswerMachine& concerning, const Profile& profile,
             const AsOf& as_of, Seen& seen)
      : machine_(machine),
        every_(every),
        concerning_(concerning),
        profile_(profile),
        as_of_(as_of),
        seen_(seen) {}

  std::string run() {
    const Assessment assessment =
        evaluate(machine_, profile_, {.as_of = as_of_, .named = {}, .reasons = Reasons::None});
    const CompanyAnswers& answers = every_.answer(profile_);
    ++seen_.companies;
    seen_.steps += answers.steps;
    seen_.steps_of_all += assessment.steps;
    outcomes(assessment, answers);
    amounts(assessment, answers);
    const std::vector<RuleResult> all = answers.rules;
    definitions();
    leftOut(all);
    return found_;
  }

 private:
  void differ(const std::string& about, const std::string& said, const std::string& wanted) {
    if (found_.empty() && said != wanted)
      found_ = fmt::format("{}\n  answers alone: {}\n  evaluate():    {}", about, said, wanted);
  }

  void outcomes(const Assessment& assessment, const CompanyAnswers& answers) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::map<std::uint32_t, const RuleResult*>> by;
    const auto& rules = machine_.rules().rules;
    for (const RuleResult& each : answers.rules)
      by[{raw(rules[each.rule].declaration), rules[each.rule].option}][raw(each.subject)] = &each;
    differ("how many outcomes", std::to_string(answers.rules.size()),
           std::to_string(assessment.findings.size()));
    for (const Finding& finding : assessment.findings) {
      const auto& of_rule = by[{raw(finding.declaration), finding.option}];
      const auto found = of_rule.find(raw(finding.subject));
      if (found == of_rule.end()) return differ(finding.id, "nothing", "something");
      const RuleAnswer& answer = found->second->answer;
      const RuleAnswer wanted = answerOf(machine_, rules[found->second->rule], finding.subject);
      const std::string about = finding.id + " for " + finding.subject_path;
      differ(about, std::string(outcomeWord(answer.outcome)), std::string(outcomeWord(finding.outcome)));
      differ(about, text(answer), text(wanted));
      differ(about + ", whether there is a deadline", answer.due ? "yes" : "no",
             finding.due.empty() ? "no" : "yes");
      differ(about + ", whether its day is open", answer.due_open ? "yes" : "no",
             finding.due_open ? "yes" : "no");
      ++seen_.answers;
    }
  }

  void amounts(const Assessment& assessment, const CompanyAnswers& answers) {
    for (const AmountValue& value : answers.amounts) {
      const AmountCode& code = machine_.rules().amounts[value.amount];
      const auto result =
          std::find_if(assessment.amounts.begin(), assessment.amounts.end(), [&](const AmountResult& each) {
            return each.declaration == code.declaration && each.option == code.option &&
                   each.subject == value.subject;
          });
      if (result == assessment.amounts.end()) return differ("an amount", "there", "not there");
      std::string said = fmt::format("{} {} {}", value.in_force, value.maybe_in_force, value.currency);
      std::string wanted =
          fmt::format("{} {} {}", result->in_force, result->maybe_in_force, result->currency);
      for (std::uint32_t i = 0; i < value.bounds; ++i) {
        const BoundResult& bound = answers.bounds[value.first_bound + i];
        const bool error = bound.least.error || bound.most.error;
        const bool may_fail = bound.least.may_fail || bound.most.may_fail;
        said += fmt::format("; {} {} {} {} {}", *bound.label,
                            sideText(bound.least.has, bound.least.low, bound.least.high),
                            sideText(bound.most.has, bound.most.low, bound.most.high), error, may_fail);
      }
      for (const AmountBound& bound : result->bounds)
        wanted += fmt::format(
            "; {} {} {} {} {}", bound.label, sideText(bound.has_least, bound.least_low, bound.least_high),
            sideText(bound.has_most, bound.most_low, bound.most_high), bound.error, bound.may_fail);
      differ(result->id, said, wanted);
      ++seen_.amounts;
    }
  }

  // Of what kinds the causes are: a fact, a list or a rate 1, else 2.
  std::uint32_t kinds(std::uint32_t cause) const {
    std::uint32_t bits = 0;
    for (const Cause* each : machine_.causes().collect(cause)) bits |= isFactual(each->kind) ? 1U : 2U;
    return bits;
  }

  std::string slotText(const Slot& slot, const Type& type, std::uint32_t cause) const {
    std::string out = fmt::format("can {:b}, causes {}", slot.can, cause);
    if (!slot.could(kValue)) return out;
    const Repr repr = reprOf(type);
    if (repr == Repr::Ordered)
      out += fmt::format(", {}..{}, unit {}", slot.flags & kLowOpen ? "open" : slot.low.text(),
                         slot.flags & kHighOpen ? "open" : slot.high.text(), slot.unit);
    const std::uint32_t words = wordsOf(type, machine_.rules().vocabulary());
    const auto bits = [&](const std::uint64_t& field) {
      const auto* first =
          words > 1 ? reinterpret_cast<const std::uint64_t*>(static_cast<std::uintptr_t>(field)) : &field;
      return fmt::format("{:x}", fmt::join(first, first + words, ","));
    };
    if (repr == Repr::Option || repr == Repr::Set) out += ", may " + bits(slot.may);
    if (repr == Repr::Set) out += ", must " + bits(slot.must);
    if (repr != Repr::Truth && repr != Repr::Ref) out += fmt::format(", flags {:b}", slot.flags);
    return out;
  }

  void definitions() {
    const checked::Program& program = *machine_.rules().program;
    for (std::uint32_t i = 0; i < program.declarations.size(); ++i) {
      const checked::Declaration& each = program.declarations[checked::DeclarationId{i}];
      const bool table = each.kind == checked::DeclarationKind::DecisionTable;
      if (each.kind != checked::DeclarationKind::Define && !table) continue;
      std::size_t blocks = table ? each.decision.outputs.size() : 1;
      if (!table && each.per != ChoiceId{kNoId}) blocks = program.vocabulary.choices[each.per].lowest.size();
      for (std::uint32_t option = 0; option < blocks; ++option) {
        const Type& type = table ? each.decision.outputs[option].type : each.type;
        for (const InstanceId element : machine_.instancesOf(each.subject)) {
          const Slot& said = every_.value(checked::DeclarationId{i}, option, element);
          const Slot& wanted = machine_.result(BlockId{machine_.rules().first_block[i] + option}, element);
          differ(fmt::format("{}[{}] of {}", each.name, option, instancePath(machine_, element)),
                 slotText(said, type, said.cause), slotText(wanted, type, kinds(wanted.cause)));
          ++seen_.definitions;
        }
      }
    }
  }

  void leftOut(const std::vector<RuleResult>& all) {
    const CompanyAnswers& answers = concerning_.answer(profile_);
    std::size_t next = 0;
    for (const RuleResult& each : all) {
      const bool listed = next < answers.rules.size() && answers.rules[next].rule == each.rule &&
                          answers.rules[next].subject == each.subject;
      const RuleAnswer answer = listed ? answers.rules[next].answer : concerning_.leftOut(each.rule);
      if (listed) ++next;
      seen_.left_out += listed ? 0 : 1;
      differ(fmt::format("rule {} {}", each.rule, listed ? "listed" : "left out"), text(answer),
             text(each.answer));
    }
    differ("how many are listed", std::to_string(answers.rules.size()), std::to_string(next));
  }

  Machine& machine_;
  AnswerMachine& every_;
  AnswerMachine& concerning_;
  const Profile& profile_;
  const AsOf& as_of_;
  Seen& seen_;
  std::string found_;
};

std::string compare(const Loaded& loaded, const std::deque<Profile>& profiles, const std::string& day,
                    Seen& seen) {
  const AsOf as_of = parseAsOf(day);
  Machine machine(loaded.rules);
  AnswerMachine every(loaded.rules, {.as_of = as_of, .named = {}});
  AnswerMachine concerning(loaded.rules, {.as_of = as_of, .named = {}}, Listed::Concerning);
  for (const Profile& profile : profiles) {
    const std::string found = Comparison(machine, every, concerning, profile, as_of, seen).run();
    if (!found.empty()) return profile.name + " as of " + day + "\n" + found;
  }
  return "";
}

void agree(const std::string& root, const std::string& folder, Seen& seen) {
  const std::unique_ptr<Loaded> loaded = loadBelow(root);
  REQUIRE_MESSAGE(loaded->rules, complaints(*loaded));
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string extension = entry.path().extension();
    if (extension == ".yaml" || extension == ".json") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::deque<Profile> profiles;
  for (const std::string& path : paths) {
    if (std::optional<Profile> profile = readAnswersFile(*loaded, path))
      profiles.push_back(*std::move(profile));
  }
  for (const char* day : kDays) {
    const std::string found = compare(*loaded, profiles, day, seen);
    CHECK_MESSAGE(found.empty(), found);
  }
  MESSAGE(seen.text());
}

void runPack(std::uint64_t seed, Seen& seen) {
  generated::Dice dice(seed);
  const generated::Pack pack = generated::generatePack(dice);
  const std::unique_ptr<Loaded> loaded = load(pack.text.text());
  if (!loaded->rules) return;  // for a condition that can never hold
  std::deque<Profile> profiles;
  for (std::size_t i = 0; i < kCompanies; ++i) {
    const generated::Node profile = generated::generateProfile(pack, dice);
    std::optional<Profile> answers = readAnswers(*loaded, profile.text());
    REQUIRE_MESSAGE(answers, "JURAT_SEED=" << seed << ": " << complaints(*loaded));
    profiles.push_back(*std::move(answers));
  }
  const std::string found = compare(*loaded, profiles, generated::generateAsOf(dice), seen);
  if (!found.empty()) FAIL("JURAT_SEED=" << seed << " " << found << "\n" << pack.text.text());
}

}  // namespace

TEST_CASE("answers alone are those of evaluate() on the shipped packs and the examples") {
  Seen seen;
  agree("rules", "examples", seen);
  CHECK(seen.answers > 0);
  CHECK(seen.left_out > 0);
}

TEST_CASE("answers alone are those of evaluate() on the packs and profiles of the tests") {
  Seen seen;
  agree("tests/packs", "tests/packs/profiles", seen);
  CHECK(seen.answers > 0);
}

TEST_CASE("answers alone are those of evaluate() on generated rules and profiles") {
  const std::size_t wanted = casesOf(kCases);
  const std::uint64_t first = firstSeed();
  std::uint64_t seed = first;
  Seen seen;
  while (seen.companies < wanted) runPack(seed++, seen);
  MESSAGE("JURAT_SEED=" << first << ", up to " << seed - 1 << ": " << seen.text());
  CHECK(seen.answers > seen.companies);
  CHECK(seen.amounts > 0);
  CHECK(seen.left_out > 0);
}

}  // namespace jurat::agreement
