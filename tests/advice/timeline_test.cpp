// The dates to come are those on which evaluate() answers otherwise than the day before: all, and no other.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/advice/timeline/timeline.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/exposures.h"
#include "tests/agreement/generate.h"
#include "tests/agreement/load.h"
#include "tests/agreement/run.h"

namespace jurat::agreement {
namespace {

constexpr std::size_t kPrograms = 200;  // with one profile each
constexpr std::int32_t kDays = 600;     // looked at of each, one by one

std::string amountText(const AmountResult& amount) {
  std::string text = fmt::format("{}{}{} ", amount.in_force, amount.maybe_in_force, amount.currency);
  const auto side = [](const std::optional<Number>& at) { return at ? at->text() : "-"; };
  for (const AmountBound& bound : amount.bounds)
    text += fmt::format("[{} {}{} {}..{} {}..{} {}{}]", bound.label, bound.has_least, bound.has_most,
                        side(bound.least_low), side(bound.least_high), side(bound.most_low),
                        side(bound.most_high), bound.error, bound.may_fail);
  return text;
}

// What evaluate() answers on one day, by what it is about.
class Day {
 public:
  std::map<std::string, std::string> said;
  std::set<std::string> silent;  // amounts of elements that nobody is exposed to

  Day(Machine& machine, const Profile& profile, Date day) {
    const Assessment all = evaluate(
        machine, profile, {.as_of = {.day = day, .moment = {}}, .named = {}, .reasons = Reasons::None});
    const RuleSet& rules = machine.rules();
    std::map<std::pair<std::uint32_t, std::uint32_t>, const RuleCode*> codes;
    for (const RuleCode& rule : rules.rules) codes[{raw(rule.declaration), rule.option}] = &rule;
    for (const Finding& finding : all.findings) {
      std::string text =
          fmt::format("{} due {}{}", outcomeWord(finding.outcome), finding.due, finding.due_open ? "?" : "");
      for (const Outcome each : finding.could_be) text += fmt::format(" or {}", outcomeWord(each));
      const RuleCode& rule = *codes.at({raw(finding.declaration), finding.option});
      for (const Exposed& line : exposuresOf(machine, rule, finding))
        text += fmt::format("; {} {} {}", line.code->amount, static_cast<int>(line.state),
                            line.from ? toText(*line.from) : "");
      said[fmt::format("rule {} {}", finding.id, finding.subject_path)] = text;
    }
    std::set<std::string> told;
    for (const AmountResult& amount : all.amounts) told.insert(key(machine, amount));
    std::set<std::uint32_t> runs;
    for (const PackUse& use : all.packs) {
      if (use.loaded) runs.insert(raw(use.pack));
    }
    for (std::size_t i = 0; i < rules.amounts.size(); ++i) {
      const checked::Declaration& declaration = rules.program->declarations[rules.amounts[i].declaration];
      if (!runs.contains(raw(declaration.pack))) continue;
      for (const InstanceId subject : machine.instancesOf(declaration.subject)) {
        const AmountResult amount = amountOf(machine, i, subject);
        said[key(machine, amount)] = amountText(amount);
        if (!told.contains(key(machine, amount))) silent.insert(key(machine, amount));
      }
    }
    for (const BenefitResult& benefit : all.benefits) {
      std::string text = fmt::format("{} {}", benefitWord(benefit.outcome), amountText(benefit.amount));
      for (const BenefitOutcome each : benefit.could_be) text += fmt::format(" or {}", benefitWord(each));
      said[fmt::format("benefit {} {}", benefit.amount.id, instancePath(machine, benefit.amount.subject))] =
          text;
    }
  }

 private:
  static std::string key(const Machine& machine, const AmountResult& amount) {
    return fmt::format("amount {} {}", amount.id, instancePath(machine, amount.subject));
  }
};

using Dates = std::map<std::pair<std::string, std::string>, std::string>;  // day, what: how

Dates oneByOne(Machine& machine, const Profile& profile, Date from, Date to) {
  Dates dates;
  Day before(machine, profile, from);
  for (Date day{from.days + 1}; day <= to; ++day.days) {
    Day now(machine, profile, day);
    std::set<std::string> keys;
    for (const auto& [key, text] : before.said) keys.insert(key);
    for (const auto& [key, text] : now.said) keys.insert(key);
    for (const std::string& key : keys) {
      const auto was = before.said.find(key), is = now.said.find(key);
      const std::string one = was == before.said.end() ? "not run" : was->second;
      const std::string other = is == now.said.end() ? "not run" : is->second;
      if (one != other && !now.silent.contains(key)) dates[{toText(day), key}] = one + " -> " + other;
    }
    before = std::move(now);
  }
  return dates;
}

std::string stateText(const DateChange& change) {
  const char* about[] = {"rule", "amount", "benefit", "waiver"};
  return fmt::format("{} {} {}", about[static_cast<int>(change.about)], change.id, change.subject_path);
}

Dates ofTimeline(const Timeline& timeline) {
  Dates dates;
  for (const DateChange& change : timeline.changes) {
    for (Date day = change.day; day <= change.last.value_or(change.day); ++day.days)
      dates[{toText(day), stateText(change)}] =
          fmt::format("{} -> {}, {} {}", outcomeWord(change.before.outcome),
                      outcomeWord(change.after.outcome), reasonWord(change.reason), change.because);
  }
  return dates;
}

struct Seen {
  std::size_t days = 0, dates = 0, asked = 0, hops = 0;
};

std::string difference(const std::shared_ptr<const RuleSet>& rules, const Profile& profile, Date from,
                       Date to, Seen& seen) {
  Machine machine(rules);
  const Dates wanted = oneByOne(machine, profile, from, to);
  const Timeline timeline = timelineOf(rules, profile, {.from = from, .to = to, .named = {}});
  const Dates found = ofTimeline(timeline);
  seen.days += static_cast<std::size_t>(to.days - from.days);
  seen.dates += wanted.size();
  seen.asked += timeline.days;
  seen.hops += timeline.hops;
  std::string text;
  for (const auto& [key, how] : wanted) {
    if (!found.contains(key)) text += fmt::format("missing {} {}: {}\n", key.first, key.second, how);
  }
  for (const auto& [key, how] : found) {
    if (!wanted.contains(key)) text += fmt::format("superfluous {} {}: {}\n", key.first, key.second, how);
  }
  return text;
}

}  // namespace

TEST_CASE("no date is missing and none superfluous: generated rules and profiles, every single day") {
  const std::size_t programs = casesOf(kPrograms);
  const std::int32_t days = isShortened() ? 200 : kDays;
  std::uint64_t seed = firstSeed();
  Seen seen;
  for (std::size_t done = 0; done < programs; ++seed) {
    generated::Dice dice(seed);
    const generated::Pack pack = generated::generatePack(dice);
    const std::unique_ptr<Loaded> loaded = load(pack.text.text());
    if (!loaded->rules) continue;
    ++done;
    const generated::Node profile = generated::generateProfile(pack, dice);
    const std::optional<Profile> answers = readAnswers(*loaded, profile.text());
    REQUIRE(answers);
    // The days that rules and profiles name lie around these.
    const Date from{parseDate("2023-11-01").value().days + static_cast<std::int32_t>(seed % 60)};
    const std::string found = difference(loaded->rules, *answers, from, Date{from.days + days}, seen);
    CHECK_MESSAGE(found.empty(), "JURAT_SEED=" << seed << " from " << toText(from) << "\n"
                                               << found << pack.text.text() << profile.text());
    if (!found.empty()) break;
  }
  MESSAGE(fmt::format("{} days of {} programs: {} changes; the machine was asked on {}, {} answers hopped",
                      seen.days, programs, seen.dates, seen.asked, seen.hops));
  CHECK(seen.dates > programs / 4);
}

TEST_CASE("no date is missing and none superfluous: the examples, every single day") {
  const std::unique_ptr<Loaded> loaded = loadBelow("rules");
  REQUIRE_MESSAGE(loaded->rules, complaints(*loaded));
  Seen seen;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("examples")) {
    const std::string path = entry.path().string();
    if (entry.path().extension() != ".yaml" && entry.path().extension() != ".json") continue;
    const std::optional<Profile> answers = readAnswersFile(*loaded, path);
    if (!answers) continue;
    const std::int32_t days = isShortened() ? 40 : 1'000;
    const Date from = parseDate("2026-07-20").value();
    const std::string found = difference(loaded->rules, *answers, from, Date{from.days + days}, seen);
    CHECK_MESSAGE(found.empty(), path << "\n" << found);
  }
  MESSAGE(fmt::format("{} days: {} changes; the machine was asked on {}, {} answers hopped", seen.days,
                      seen.dates, seen.asked, seen.hops));
}

}  // namespace jurat::agreement
