#include "engine/advice/ask/ask.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "engine/advice/ask/compose.h"
#include "engine/advice/ask/explore.h"
#include "engine/advice/ask/memory.h"
#include "engine/advice/ask/settle.h"
#include "engine/advice/linear/relevance.h"
#include "engine/evaluate/verdict.h"

namespace jurat {
namespace {

using asking::Composer;
using asking::Constants;
using asking::ConstantsReader;
using asking::Explored;
using asking::Explorer;
using asking::Matters;
using asking::Question;

// Where the code of a declaration's options stands.
template <typename Code>
std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> placesOf(const std::vector<Code>& all) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> out;
  for (std::uint32_t i = 0; i < all.size(); ++i) out[{raw(all[i].declaration), all[i].option}] = i;
  return out;
}

// Whether more answers could change it, or the day that it is due.
bool mayBeOpen(const Finding& finding) {
  return finding.outcome == Outcome::Undetermined || finding.outcome == Outcome::Review ||
         finding.outcome == Outcome::Pending || finding.outcome == Outcome::Violated;
}

bool mayBeOpen(const BenefitResult& benefit) {
  return benefit.could_be.size() > 1 ||
         (benefit.outcome == BenefitOutcome::Eligible && !benefit.amount.determined());
}

class Inquirer {
 public:
  using Found = asking::Memory::Found;

  Inquirer(Machine& machine, const Profile& profile, const Assessment& assessment, const Limits& limits,
           Effort effort = Effort::Whole)
      : effort_(effort),
        step_trials_(limits.step_trials),
        rules_(machine.rules()),
        assessment_(assessment),
        trial_(profile),
        explorer_(machine, trial_, assessment.as_of, limits),
        composer_(machine, trial_, assessment.as_of, limits),
        relevance_(machine, trial_, assessment.as_of, limits),
        reader_(machine.rules()),
        rule_places_(placesOf(rules_.rules)),
        amount_places_(placesOf(rules_.amounts)),
        benefit_places_(placesOf(rules_.benefits)) {}

  Question of(const Finding& finding) const {
    return {asking::Kind::Rule, rule_places_.at({raw(finding.declaration), finding.option}), finding.subject};
  }
  Question of(const AmountResult& amount, bool benefit) const {
    const auto& places = benefit ? benefit_places_ : amount_places_;
    return {benefit ? asking::Kind::Benefit : asking::Kind::Amount,
            places.at({raw(amount.declaration), amount.option}), amount.subject};
  }

  // The answers that more facts could change.
  std::vector<std::pair<Question, Decides>> openOnes() const {
    using Kind = Decides::Kind;
    std::vector<std::pair<Question, Decides>> out;
    for (std::size_t i = 0; i < assessment_.findings.size(); ++i) {
      const Finding& finding = assessment_.findings[i];
      if (mayBeOpen(finding)) out.push_back({of(finding), {Kind::Finding, i}});
    }
    for (std::size_t i = 0; i < assessment_.benefits.size(); ++i) {
      const BenefitResult& benefit = assessment_.benefits[i];
      if (mayBeOpen(benefit)) out.push_back({of(benefit.amount, true), {Kind::Benefit, i}});
    }
    for (std::size_t i = 0; i < assessment_.amounts.size(); ++i) {
      const AmountResult& amount = assessment_.amounts[i];
      if (!amount.determined()) out.push_back({of(amount, false), {Kind::Amount, i}});
    }
    return out;
  }

  // Whether a breach of the rule is a review, for its source is not confirmed.
  bool isUnconfirmed(const Decides& answer) const {
    if (answer.kind != Decides::Kind::Finding) return false;
    const Question question = of(assessment_.findings[answer.index]);
    const RuleVersion* version = versionOn(rules_.rules[question.index], assessment_.as_of.day);
    return version && version->source->general.confidence.level == checked::Level::Unconfirmed;
  }

  // Everything that can be answered.
  Explored whole(const Question& question, checked::DeclarationId declaration, std::size_t trials) {
    const auto key = std::pair(question.kind, question.index);
    auto known = constants_.find(key);
    if (known == constants_.end())
      known = constants_.emplace(key, reader_.read(asking::blocksOf(rules_, question, assessment_.as_of.day)))
                  .first;
    Explored out =
        explorer_.explore(question, known->second, rules_.program->declarations[declaration].pack, trials);
    const bool cut = out.cut;
    relevance_.settle(question, out);
    out.cut = cut;  // what is not seen belongs to no set that settles the answer
    return out;
  }

  // Which unknowns it depends on, at a glance.
  Found glance(const Question& question) {
    Found out{explore(question, Composer::Pass::Glance)};
    out.whole = !inDoubt(out.explored);
    return out;
  }

  // What the glance has left in doubt. What is so after the last look is a question of arithmetic. Leaves it
  // as it is where nobody has time for it.
  void deepen(const Question& question, Found& found) {
    using Pass = Composer::Pass;
    if (found.whole ||
        (effort_ == Effort::Step && (found.tried || composer_.trials() - glanced_ > step_trials_)))
      return;
    if (found.stale) found = glance(question);
    Explored& out = found.explored;
    for (Pass pass = Pass::Glance;;) {
      // More evaluations show more where they were too few, more values where some were left out.
      const bool more = out.cut ? pass == Pass::Glance : pass != Pass::Thorough && out.sampled;
      if (!inDoubt(out) || !more) break;
      pass = out.cut ? Pass::Few : Pass::Thorough;
      const std::size_t made = out.trials;
      out = explore(question, pass);
      out.trials += made;
    }
    found.tried = true;
    found.whole = !inDoubt(out) || effort_ == Effort::Whole;
    if (effort_ == Effort::Whole) relevance_.settle(question, out);
  }

  // From here on evaluations are made of what is in doubt.
  void endGlances() { glanced_ = composer_.trials(); }

 private:
  Explored explore(const Question& question, Composer::Pass pass) {
    Explored out = composer_.explore(question, pass);
    if (!hasDoubts(out)) out.cut = false;  // with nothing placed everything was come upon
    return out;
  }

  Effort effort_;
  std::size_t step_trials_, glanced_ = 0;
  const RuleSet& rules_;
  const Assessment& assessment_;
  Profile trial_;
  Explorer explorer_;
  Composer composer_;
  linear::Relevance relevance_;
  ConstantsReader reader_;
  std::map<std::pair<asking::Kind, std::uint32_t>, Constants> constants_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> rule_places_, amount_places_,
      benefit_places_;
};

// Why the assessment says that a judgement does not stand; null where it does not say so.
const Message* lapsedIn(const Assessment& assessment, const std::string& path) {
  const auto among = [&](const std::vector<Missing>& missing) -> const Message* {
    const auto found = std::find_if(missing.begin(), missing.end(), [&](const Missing& each) {
      return each.path == path && !each.lapsed.empty();
    });
    return found == missing.end() ? nullptr : &found->lapsed;
  };
  for (const Finding& finding : assessment.findings) {
    if (const Message* why = among(finding.missing)) return why;
  }
  for (const BenefitResult& benefit : assessment.benefits) {
    if (const Message* why = among(benefit.amount.missing)) return why;
  }
  for (const AmountResult& amount : assessment.amounts) {
    if (const Message* why = among(amount.missing)) return why;
  }
  return nullptr;
}

// As the profile has it: a trial that came upon the judgement had other answers. What it was held against
// then, and the assessment does not name, is not known.
Message lapsedNow(Message lapsed, const Assessment& assessment, const std::string& path) {
  if (const Message* why = lapsedIn(assessment, path)) return *why;
  if (!lapsed.arguments.empty() && lapsed.arguments.back().is(Phrase::LapsedChanged))
    lapsed.arguments.back().arguments.back() = Phrase::AnswerUnknown;
  return lapsed;
}

AskedFact askedOf(const Explored& explored, std::size_t unknown, const RuleSet& rules,
                  const Assessment& assessment) {
  AskedFact out;
  out.what = explored.missing[unknown];
  if (!out.what.lapsed.empty())
    out.what.lapsed = lapsedNow(std::move(out.what.lapsed), assessment, out.what.path);
  out.list = explored.unknowns[unknown].list;
  if (!out.list) out.type = rules.vocabulary().facts[explored.unknowns[unknown].fact].type;
  out.certain = explored.matters[unknown] == Matters::Yes;
  return out;
}

// Nothing says how much it may be at most: the law sets no such side, or what sets it is missing.
bool isOpenEnded(const AmountResult& amount) {
  return std::any_of(amount.bounds.begin(), amount.bounds.end(), [](const AmountBound& bound) {
    return !bound.error && (bound.has_most ? !bound.most_high : bound.has_least);
  });
}

// What a breach may cost at most, as far as that is known.
std::optional<Number> heightOf(const AmountResult& amount) {
  std::optional<Number> highest;
  for (const AmountBound& bound : amount.bounds) {
    for (const std::optional<Number>& side :
         {bound.most_high, bound.most_low, bound.least_high, bound.least_low}) {
      if (!side) continue;
      if (!highest || *highest < *side) highest = side;
      break;
    }
  }
  return highest;
}

// Without an upper bound is higher than any that has one. Currencies are not compared: those of one stand
// together.
bool isHigher(const AmountResult& a, const AmountResult& b) {
  if (const bool open = isOpenEnded(a); open != isOpenEnded(b)) return open;
  const std::optional<Number> left = heightOf(a), right = heightOf(b);
  if (left.has_value() != right.has_value()) return left.has_value();
  if (a.currency != b.currency) return a.currency < b.currency;
  return left && *right < *left;
}

// The highest amount that a finding exposes to.
std::vector<std::optional<std::size_t>> exposuresOf(const Assessment& assessment) {
  std::vector<std::optional<std::size_t>> out(assessment.findings.size());
  std::map<std::string_view, std::size_t> once;  // lines that stand for all subjects of their rule
  const auto raise = [&](std::optional<std::size_t>& highest, std::size_t amount) {
    if (!highest || isHigher(assessment.amounts[amount], assessment.amounts[*highest])) highest = amount;
  };
  for (const ExposureLine& line : assessment.exposures) {
    raise(out[line.finding], line.amount);
    if (line.once) once.emplace(assessment.findings[line.finding].id, line.amount);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto found = once.find(assessment.findings[i].id);
    if (found != once.end()) raise(out[i], found->second);
  }
  return out;
}

class Gathering {
 public:
  Gathering(const Assessment& assessment, const RuleSet& rules)
      : assessment_(assessment), rules_(rules), exposures_(exposuresOf(assessment)) {}

  void add(const Explored& explored, Decides decides, Inquiry& out) {
    out.trials += explored.trials;
    if (explored.unknowns.empty()) return;
    ++out.open;
    if (explored.cut) ++out.given_up;
    for (std::size_t i = 0; i < explored.unknowns.size(); ++i) {
      const std::string& path = explored.missing[i].path;
      if (explored.matters[i] == Matters::No) {
        idle_.emplace(path, true);
        continue;
      }
      const auto [at, fresh] = place_.emplace(path, out.facts.size());
      if (fresh) {
        out.facts.push_back(askedOf(explored, i, rules_, assessment_));
        out.facts.back().certain = false;
      }
      decides.certain = explored.matters[i] == Matters::Yes;
      join(decides, out.facts[at->second]);
    }
  }

  void finish(Inquiry& out) const {
    std::sort(out.facts.begin(), out.facts.end(),
              [&](const AskedFact& a, const AskedFact& b) { return isBefore(a, b); });
    for (const AskedFact& fact : out.facts) out.perhaps += fact.certain ? 0 : 1;
    for (const auto& [path, idle] : idle_) out.idle += place_.count(path) == 0 ? 1 : 0;
  }

 private:
  void join(const Decides& decides, AskedFact& fact) const {
    fact.decides.push_back(decides);
    fact.certain = fact.certain || decides.certain;
    ++(decides.kind == Decides::Kind::Amount ? fact.amounts : fact.outcomes);
    if (decides.kind != Decides::Kind::Finding) return;
    const std::optional<std::size_t>& exposure = exposures_[decides.index];
    if (!exposure) return;
    if (!fact.exposure || isHigher(assessment_.amounts[*exposure], assessment_.amounts[*fact.exposure]))
      fact.exposure = exposure;
  }

  bool isBefore(const AskedFact& a, const AskedFact& b) const {
    if (a.outcomes != b.outcomes) return a.outcomes > b.outcomes;
    if (a.exposure.has_value() != b.exposure.has_value()) return a.exposure.has_value();
    if (a.exposure && isHigher(assessment_.amounts[*a.exposure], assessment_.amounts[*b.exposure]))
      return true;
    if (a.exposure && isHigher(assessment_.amounts[*b.exposure], assessment_.amounts[*a.exposure]))
      return false;
    if (a.amounts != b.amounts) return a.amounts > b.amounts;
    if (a.certain != b.certain) return a.certain;
    return a.what.path < b.what.path;
  }

  const Assessment& assessment_;
  const RuleSet& rules_;
  std::vector<std::optional<std::size_t>> exposures_;
  std::map<std::string, std::size_t> place_;
  std::map<std::string, bool> idle_;
};

}  // namespace

BenefitOutcome benefitOf(const SettlingCase& settled) {
  if (settled.amount && !settled.amount->in_force) return BenefitOutcome::NotInForce;
  if (settled.received == kYes) return BenefitOutcome::Eligible;
  if (settled.received == kNo) return BenefitOutcome::NotEligible;
  // What is open although every fact is given is for a person to judge.
  const bool fails = (settled.received & kError) != 0;
  return fails || settled.reckoned ? BenefitOutcome::Undetermined : BenefitOutcome::Review;
}

Inquiry inquire(Machine& machine, const Profile& profile, const Assessment& assessment, const Limits& limits,
                asking::Memory* memory, Effort effort) {
  asking::Memory none;
  asking::Memory& known = memory ? *memory : none;
  if (memory) known.turnTo(machine.rules().vocabulary(), profile);
  Inquirer inquirer(machine, profile, assessment, limits, effort);
  struct Open {
    Question question;
    Decides decides;
    asking::Memory::Found* found;
  };
  std::vector<Open> open;
  for (const auto& [question, decides] : inquirer.openOnes()) {
    asking::Memory::Found* found = known.find(question);
    if (found) found->explored.trials = 0;  // they are not made again
    open.push_back({question, decides, found ? found : &known.keep(question, inquirer.glance(question))});
  }
  inquirer.endGlances();
  Inquiry out;
  Gathering gathering(assessment, machine.rules());
  for (const Open& each : open) {
    inquirer.deepen(each.question, *each.found);
    gathering.add(each.found->explored, each.decides, out);
    if (!each.found->whole) ++out.postponed;
  }
  gathering.finish(out);
  return out;
}

AnswerInquiry inquireOf(Machine& machine, const Profile& profile, const Assessment& assessment,
                        const Decides& answer, const Limits& limits) {
  using Kind = Decides::Kind;
  Inquirer inquirer(machine, profile, assessment, limits);
  Explored explored;
  if (answer.kind == Kind::Finding) {
    const Finding& finding = assessment.findings[answer.index];
    explored = inquirer.whole(inquirer.of(finding), finding.declaration, limits.rule_trials);
  } else {
    const bool benefit = answer.kind == Kind::Benefit;
    const AmountResult& amount =
        benefit ? assessment.benefits[answer.index].amount : assessment.amounts[answer.index];
    explored = inquirer.whole(inquirer.of(amount, benefit), amount.declaration, limits.rule_trials);
  }
  AnswerInquiry out;
  out.trials = explored.trials;
  out.complete = !explored.cut;
  std::vector<std::size_t> place;  // by fact: the unknown
  for (std::size_t i = 0; i < explored.unknowns.size(); ++i) {
    if (explored.matters[i] != Matters::No) place.push_back(i);
  }
  std::stable_partition(place.begin(), place.end(),
                        [&](std::size_t i) { return explored.matters[i] == Matters::Yes; });
  for (const std::size_t i : place) {
    AskedFact& fact = out.facts.emplace_back(askedOf(explored, i, machine.rules(), assessment));
    fact.decides.push_back({answer.kind, answer.index, fact.certain});
    ++(answer.kind == Kind::Amount ? fact.amounts : fact.outcomes);
  }
  out.settling =
      asking::settlingsOf(explored, place, inquirer.isUnconfirmed(answer), machine.rules(), limits);
  return out;
}

}  // namespace jurat
