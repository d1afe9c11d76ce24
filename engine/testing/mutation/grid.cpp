#include "engine/testing/mutation/grid.h"

#include <algorithm>
#include <utility>

#include "engine/source/diagnostic.h"
#include "engine/testing/expectations.h"

namespace jurat {
namespace {

using checked::Declaration;
using checked::DeclarationId;
using checked::DeclarationKind;

// Bounds of the search; what they cut off is told by "as far as the grid shows".
constexpr std::size_t kBases = 16;
constexpr std::size_t kInstances = 3;  // of one entity that are varied and looked at
constexpr std::size_t kOptions = 48;   // of one `per` that are varied and looked at
constexpr std::size_t kSingles = 4'000;
constexpr std::size_t kRandom = 2'000;

// Small, and the same on every machine.
class Dice {
 public:
  std::size_t below(std::size_t bound) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return bound == 0 ? 0 : static_cast<std::size_t>(state_ % bound);
  }

 private:
  std::uint64_t state_ = 0x9E3779B97F4A7C15ULL;
};

TestTarget::Kind kindOf(const Declaration& declaration) {
  switch (declaration.kind) {
    case DeclarationKind::Define:
    case DeclarationKind::DecisionTable:
      return TestTarget::Kind::Definition;
    case DeclarationKind::Amount:
      return TestTarget::Kind::Amount;
    case DeclarationKind::Rule:
      return TestTarget::Kind::Rule;
    case DeclarationKind::Benefit:
      return TestTarget::Kind::Benefit;
    case DeclarationKind::Parameter:
    case DeclarationKind::DataTable:
    case DeclarationKind::Rates:
    case DeclarationKind::Calendar:
    case DeclarationKind::Statement:
      return TestTarget::Kind::None;
  }
  return TestTarget::Kind::None;
}

std::vector<InstanceId> instancesOf(const Profile& profile, EntityId entity) {
  std::vector<InstanceId> found;
  for (std::uint32_t i = 0; i < profile.instances.size() && found.size() < kInstances; ++i) {
    if (profile.instances[InstanceId{i}].entity == entity) found.push_back(InstanceId{i});
  }
  return found;
}

std::vector<std::uint32_t> optionsOf(const Vocabulary& vocabulary, ChoiceId per) {
  if (per == ChoiceId{kNoId}) return {kNoId};
  std::vector<std::uint32_t> options = vocabulary.choices[per].lowest;
  if (options.size() > kOptions) options.resize(kOptions);
  return options;
}

}  // namespace

Grid::Grid(std::shared_ptr<const RuleSet> original, const std::vector<std::vector<AskedIn>>& touched,
           const SourceMap& sources)
    : rules_(std::move(original)),
      program_(*rules_->program),
      touched_(touched),
      sources_(sources),
      reads_(program_),
      machine_(rules_) {}

// What a test can ask for: what is changed itself, or, of parameters and tables, whoever reads them.
std::vector<DeclarationId> Grid::observedFor(const Mutant& mutant) const {
  std::set<DeclarationId> observed, seen;
  std::vector<DeclarationId> open = mutant.touches;
  while (!open.empty()) {
    const DeclarationId id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    if (kindOf(program_.declarations[id]) != TestTarget::Kind::None) {
      observed.insert(id);
    } else {
      open.insert(open.end(), reads_.readers(id).begin(), reads_.readers(id).end());
    }
  }
  return {observed.begin(), observed.end()};
}

void Grid::prepare(const Mutant& mutant) {
  std::vector<DeclarationId> observed = observedFor(mutant);
  if (observed == observed_ && !bases_.empty()) return;
  observed_ = std::move(observed);
  bases_.clear();
  addBases(observed_);
  layOut();
  known_.assign(trials_.size(), {});
}

void Grid::addBases(const std::vector<DeclarationId>& observed) {
  std::vector<AskedIn> asked;
  std::set<EntityId> entities;
  for (const DeclarationId id : observed) {
    asked.insert(asked.end(), touched_[raw(id)].begin(), touched_[raw(id)].end());
    entities.insert(program_.declarations[id].subject);
    entities.insert(reads_.of(id).lists.begin(), reads_.of(id).lists.end());
  }
  entities.erase(EntityId{kNoId});
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  const std::size_t stride = asked.size() / kBases + 1;
  for (std::size_t i = 0; i < asked.size(); i += stride) {
    const Situation& situation = *asked[i].situation;
    bases_.push_back({.test = asked[i].test,
                      .profile = *situation.profile,
                      .as_of = situation.as_of,
                      .assumptions = situation.assumptions,
                      .names = situation.names});
  }
  const GridValues values(program_, reads_, observed, sources_);
  days_ = values.days();
  const Date day = days_.empty() ? Date{20'000} : days_.back();
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}}) {
    std::optional<Profile> empty = emptyWorld(program_.vocabulary, entities, count);
    if (empty)
      bases_.push_back({.test = nullptr, .profile = std::move(*empty), .as_of = {day, std::nullopt}});
  }
  for (Base& base : bases_) {
    addAims(base, observed);
    addVariables(base, observed);
    for (Variable& variable : base.variables) {
      const bool of_fact = variable.fact != FactId{kNoId};
      variable.values =
          values.of(variable.type, of_fact ? &program_.vocabulary.facts[variable.fact] : nullptr);
      for (std::size_t i = 0; of_fact && i < variable.values.size(); ++i) {
        base.profile.answers.push_back(variable.values[i]);
        variable.answers.push_back(static_cast<std::uint32_t>(base.profile.answers.size()));
      }
    }
  }
}

void Grid::addAims(Base& base, const std::vector<DeclarationId>& observed) const {
  for (const DeclarationId id : observed) {
    const Declaration& declaration = program_.declarations[id];
    for (const InstanceId subject : instancesOf(base.profile, declaration.subject)) {
      for (const std::uint32_t option : optionsOf(program_.vocabulary, declaration.per)) {
        Aim aim;
        aim.target = {
            .kind = kindOf(declaration), .declaration = id, .option = option, .type = declaration.type};
        aim.subject = subject;
        base.aims.push_back(aim);
        const std::vector<checked::TableOutput>& outputs = declaration.decision.outputs;
        for (std::uint32_t i = 1; i < outputs.size(); ++i) {
          aim.target.output = i;
          aim.target.type = outputs[i].type;
          base.aims.push_back(aim);
        }
      }
    }
  }
}

// Facts that decide, also through definitions, and the definitions read at once, whose values a test may
// assume.
void Grid::addVariables(Base& base, const std::vector<DeclarationId>& observed) const {
  std::set<FactId> facts;
  std::set<DeclarationId> definitions;
  for (const DeclarationId id : observed) {
    const std::set<FactId> all = reads_.allFacts(id);
    facts.insert(all.begin(), all.end());
    for (const DeclarationId read : reads_.of(id).declarations) {
      const bool own = std::find(observed.begin(), observed.end(), read) != observed.end();
      if (kindOf(program_.declarations[read]) == TestTarget::Kind::Definition && !own)
        definitions.insert(read);
    }
  }
  const Vocabulary& vocabulary = program_.vocabulary;
  for (const FactId id : facts) {
    const Fact& fact = vocabulary.facts[id];
    if (vocabulary.entities[fact.entity].ordered_by == id) continue;  // its elements are in its order
    for (const InstanceId instance : instancesOf(base.profile, fact.entity)) {
      for (const std::uint32_t option : optionsOf(vocabulary, fact.per))
        base.variables.push_back({.instance = instance, .fact = id, .option = option, .type = fact.type});
    }
  }
  for (const DeclarationId id : definitions) {
    const Declaration& definition = program_.declarations[id];
    for (const InstanceId instance : instancesOf(base.profile, definition.subject)) {
      for (const std::uint32_t option : optionsOf(vocabulary, definition.per))
        base.variables.push_back(
            {.instance = instance, .definition = id, .option = option, .type = definition.type});
    }
  }
}

// Every world as it is, then one thing changed at a time, then several at once by dice.
void Grid::layOut() {
  trials_.clear();
  std::vector<Trial> singles;
  for (std::uint32_t base = 0; base < bases_.size(); ++base) {
    if (bases_[base].aims.empty()) continue;
    trials_.push_back({base, std::nullopt, {}});
    for (const Date day : days_) singles.push_back({base, day, {}});
    for (std::uint32_t variable = 0; variable < bases_[base].variables.size(); ++variable) {
      for (std::uint32_t value = 0; value < bases_[base].variables[variable].values.size(); ++value)
        singles.push_back({base, std::nullopt, {{variable, value}}});
    }
  }
  const std::size_t stride = singles.size() / kSingles + 1;
  for (std::size_t i = 0; i < singles.size(); i += stride) trials_.push_back(std::move(singles[i]));
  if (trials_.empty()) return;
  Dice dice;
  for (std::size_t i = 0; i < kRandom; ++i) {
    Trial trial{
        .base = static_cast<std::uint32_t>(dice.below(bases_.size())), .day = std::nullopt, .changes = {}};
    const Base& base = bases_[trial.base];
    if (base.aims.empty()) continue;
    if (!days_.empty() && dice.below(2) == 0) trial.day = days_[dice.below(days_.size())];
    // A world that answers nothing needs nearly everything to be said; one of a test is nearly right.
    const std::size_t changes = base.test ? 2 + dice.below(2) : base.variables.size();
    for (std::size_t one = 0; one < changes && !base.variables.empty(); ++one) {
      const std::size_t variable = base.test ? dice.below(base.variables.size()) : one;
      const std::size_t value = dice.below(base.variables[variable].values.size());
      if (!base.test && dice.below(8) == 0) continue;
      trial.changes.emplace_back(static_cast<std::uint32_t>(variable), static_cast<std::uint32_t>(value));
    }
    trials_.push_back(std::move(trial));
  }
}

void Grid::start(Machine& machine, const Trial& trial) {
  Base& base = bases_[trial.base];
  assumptions_.clear();
  for (const auto& [at, value] : trial.changes) {
    const Variable& variable = base.variables[at];
    if (variable.fact != FactId{kNoId}) {
      const Fact& fact = program_.vocabulary.facts[variable.fact];
      std::uint32_t slot = fact.slot;
      if (variable.option != kNoId) {
        const std::vector<std::uint32_t>& lowest = program_.vocabulary.choices[fact.per].lowest;
        slot += static_cast<std::uint32_t>(std::lower_bound(lowest.begin(), lowest.end(), variable.option) -
                                           lowest.begin());
      }
      base.profile.instances[variable.instance].answers[slot] = variable.answers[value];
    } else {
      assumptions_.push_back({.declaration = variable.definition,
                              .option = variable.option,
                              .subject = variable.instance,
                              .answer = variable.values[value]});
    }
  }
  // The first that fits counts: what a trial assumes goes before what the test did.
  assumptions_.insert(assumptions_.end(), base.assumptions.begin(), base.assumptions.end());
  const AsOf as_of = trial.day ? AsOf{*trial.day, std::nullopt} : base.as_of;
  machine.start(base.profile, as_of, &assumptions_);
}

std::vector<std::string> Grid::answers(Machine& machine, const Trial& trial) {
  Base& base = bases_[trial.base];
  std::vector<std::pair<InstanceId, std::vector<std::uint32_t>>> before;
  for (const auto& [at, value] : trial.changes) {
    const InstanceId instance = base.variables[at].instance;
    before.emplace_back(instance, base.profile.instances[instance].answers);
  }
  start(machine, trial);
  Diagnostics none;
  Judge judge(machine, PackId{}, sources_, none);
  std::vector<std::string> out;
  out.reserve(base.aims.size());
  for (const Aim& aim : base.aims) out.push_back(judge.answer(aim));
  for (auto saved = before.rbegin(); saved != before.rend(); ++saved)
    base.profile.instances[saved->first].answers = std::move(saved->second);
  return out;
}

// A difference between two answers that are settled makes the better test than one about what is not known.
bool settled(const std::string& answer) {
  for (const std::string_view open :
       {"not known", "at least", "at most", "between", ", or none", "could be"}) {
    if (answer.find(open) != std::string::npos) return false;
  }
  return true;
}

// Settled answers make better tests than open ones, and facts better ones than definitions that are assumed,
// since no profile may lead to the values assumed. 0: the answers do not differ.
int Grid::rank(const Trial& trial, const std::string& original, const std::string& mutant) const {
  if (original == mutant) return 0;
  const Base& base = bases_[trial.base];
  const bool facts = std::all_of(trial.changes.begin(), trial.changes.end(), [&](const auto& change) {
    return base.variables[change.first].fact != FactId{kNoId};
  });
  return 1 + (facts ? 2 : 0) + (settled(original) && settled(mutant) ? 1 : 0);
}

// Leaves out what the difference does not need, so that a person sees what matters.
void Grid::shorten(Trial& trial, std::size_t aim, Machine& changed) {
  const auto same = [&](const Trial& shorter, int at_least) {
    return rank(shorter, answers(machine_, shorter)[aim], answers(changed, shorter)[aim]) >= at_least;
  };
  const int worth = rank(trial, answers(machine_, trial)[aim], answers(changed, trial)[aim]);
  for (std::size_t i = trial.changes.size(); i > 0; --i) {
    Trial shorter = trial;
    shorter.changes.erase(shorter.changes.begin() + static_cast<std::ptrdiff_t>(i - 1));
    if (same(shorter, worth)) trial = std::move(shorter);
  }
  Trial shorter = trial;
  shorter.day.reset();
  if (trial.day && same(shorter, worth)) trial = std::move(shorter);
}

std::optional<Telling> Grid::tell(const std::shared_ptr<const RuleSet>& changed) {
  constexpr int kFacts = 3, kBest = 4;  // see rank()
  Machine machine(changed);
  Trial trial;
  std::size_t aim = 0;
  int best = 0;
  for (std::size_t i = 0; i < trials_.size() && best < kBest; ++i) {
    if (known_[i].empty()) known_[i] = answers(machine_, trials_[i]);
    const std::vector<std::string> other = answers(machine, trials_[i]);
    for (std::size_t at = 0; at < other.size(); ++at) {
      const int found = rank(trials_[i], known_[i][at], other[at]);
      if (found <= best) continue;
      best = found;
      trial = trials_[i];
      aim = at;
    }
  }
  if (best == 0) return std::nullopt;
  shorten(trial, aim, machine);
  const Base& base = bases_[trial.base];
  const std::string original = answers(machine_, trial)[aim], mutant = answers(machine, trial)[aim];
  return Telling{fragmentOf(program_, base, trial, base.aims[aim], original), original, mutant,
                 rank(trial, original, mutant) < kFacts};
}

}  // namespace jurat
