#include "engine/evaluate/evaluate.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "engine/evaluate/deciding.h"
#include "engine/evaluate/describe.h"
#include "engine/evaluate/exposures.h"
#include "engine/evaluate/unread.h"

namespace jurat {
namespace {

using checked::Status;

bool runsByDefault(Status status) { return status == Status::InForce || status == Status::Adopted; }

bool contains(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

Phrase statusPhrase(Status status) {
  switch (status) {
    case Status::InForce:
      return Phrase::PackInForce;
    case Status::Adopted:
      return Phrase::PackAdopted;
    case Status::Proposal:
      return Phrase::PackProposal;
    case Status::Deferred:
      return Phrase::PackDeferred;
    case Status::Superseded:
      return Phrase::PackSuperseded;
    case Status::Repealed:
      return Phrase::PackRepealed;
    case Status::Lapsed:
      return Phrase::PackLapsed;
    case Status::Voluntary:
      return Phrase::PackVoluntary;
    case Status::Reported:
      return Phrase::PackReported;
  }
  return Phrase::PackInForce;
}

// Definitions of root entities that have a title: what the company is, in the law's terms.
std::vector<Derived> derivedOf(Machine& machine, const std::vector<bool>& runs) {
  std::vector<Derived> result;
  const checked::Program& program = *machine.rules().program;
  for (std::uint32_t i = 0; i < program.declarations.size(); ++i) {
    const checked::Declaration& declaration = program.declarations[checked::DeclarationId{i}];
    const bool derived = declaration.kind == checked::DeclarationKind::Define ||
                         declaration.kind == checked::DeclarationKind::DecisionTable;
    const bool wanted = derived && !declaration.title.en.empty() && declaration.per == ChoiceId{kNoId} &&
                        runs[raw(declaration.pack)];
    if (!wanted || (reprOf(declaration.type) != Repr::Truth && reprOf(declaration.type) != Repr::Option))
      continue;
    for (const InstanceId root : machine.profile().roots) {
      if (machine.profile().instances[root].entity != declaration.subject) continue;
      const Slot& slot = machine.result(BlockId{machine.rules().first_block[i]}, root);
      Derived one{.id = program.id(checked::DeclarationId{i}),
                  .title = declaration.title,
                  .subject_id = subjectId(machine, root),
                  .value = {},
                  .cites = {},
                  .missing = {},
                  .notes = {}};
      one.value = slotText(machine, slot, declaration.type);
      one.known = slot.single() && slot.cause == 0;
      if (!one.known) one.missing = missingOf(machine, slot.cause);
      if (!declaration.versions.empty()) {
        one.cites =
            citationTexts(machine, declaration.versions.front().general.cites, declaration, kNoId, root);
      }
      const Frame* frame = machine.ran(BlockId{machine.rules().first_block[i]}, root);
      if (frame) one.notes = notesOf(frame->block->notes, *frame);
      result.push_back(std::move(one));
    }
  }
  return result;
}

// Every benefit for every subject, by pack id and then in the order of the text.
void benefits(Machine& machine, const std::vector<bool>& runs, Assessment& out) {
  const checked::Program& program = *machine.rules().program;
  const std::vector<AmountCode>& all = machine.rules().benefits;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (runs[raw(program.declarations[all[i].declaration].pack)]) order.push_back(i);
  }
  const auto pack = [&](std::size_t i) -> const std::string& {
    return program.packs[program.declarations[all[i].declaration].pack].id;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return pack(a) < pack(b); });
  for (const std::size_t index : order) {
    for (const InstanceId subject : machine.instancesOf(program.declarations[all[index].declaration].subject))
      out.benefits.push_back(benefitOf(machine, index, subject));
  }
}

class Run {
 public:
  Run(Machine& machine, const EvaluateOptions& options, Assessment& out)
      : machine_(machine), options_(options), out_(out) {}

  void rule(const RuleCode& rule) {
    const checked::Declaration& declaration = machine_.rules().program->declarations[rule.declaration];
    for (const InstanceId subject : machine_.instancesOf(declaration.subject)) {
      Finding finding = findingOf(machine_, rule, subject, options_.reasons);
      const bool looked = finding.outcome != Outcome::NotInForce &&
                          finding.outcome != Outcome::NotApplicable && !finding.vacuous;
      if (looked || finding.outcome == Outcome::NotApplicable) ++out_.evaluated;
      out_.findings.push_back(std::move(finding));
      exposures(rule, subject, out_.findings.size() - 1);
    }
  }

  std::size_t amount(std::uint32_t index, InstanceId subject) {
    const auto key = std::pair{index, raw(subject)};
    const auto known = amounts_.find(key);
    if (known != amounts_.end()) return known->second;
    out_.amounts.push_back(amountOf(machine_, index, subject));
    amounts_.emplace(key, out_.amounts.size() - 1);
    return out_.amounts.size() - 1;
  }

 private:
  void exposures(const RuleCode& rule, InstanceId subject, std::size_t index) {
    for (Exposed& exposed : exposuresOf(machine_, rule, out_.findings[index])) line(exposed, subject, index);
  }

  void line(Exposed& exposed, InstanceId subject, std::size_t index) {
    const checked::Exposure& source = *exposed.code->source;
    const checked::Declaration& amount_declaration = machine_.rules().program->declarations[source.amount];
    InstanceId holder = ancestorOf(machine_, subject, amount_declaration.subject);
    if (holder == InstanceId{kNoId}) holder = subject;
    ExposureLine line;
    line.state = exposed.state;
    line.party = std::move(exposed.party);
    line.once = source.once;
    line.finding = index;
    line.from = exposed.from;
    line.amount = amount(exposed.code->amount, holder);
    if (line.once) {
      // One line per party and rule: the first breaching subject stands for all.
      const std::string& id = out_.findings[index].id;
      const bool repeated =
          std::any_of(out_.exposures.begin(), out_.exposures.end(), [&](const ExposureLine& other) {
            return other.once && other.party == line.party && other.amount == line.amount &&
                   out_.findings[other.finding].id == id;
          });
      if (repeated) return;
    }
    out_.exposures.push_back(std::move(line));
  }

  Machine& machine_;
  const EvaluateOptions& options_;
  Assessment& out_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> amounts_;
};

// Of two packs of which one takes the place of the other, a run uses the one that holds on its day: both
// would report the same duties twice.
class Succession {
 public:
  Succession(const checked::Program& program, const EvaluateOptions& options, std::vector<PackUse>& uses)
      : program_(program), options_(options), uses_(uses) {}

  void settle() {
    std::vector<std::string> loaded;  // before any of them gives way
    for (const PackUse& use : uses_) {
      if (use.loaded) loaded.push_back(use.id);
    }
    for (PackUse& successor : uses_) {
      // A proposal supersedes nothing.
      if (!runsByDefault(successor.status) && !successor.loaded) continue;
      for (const checked::Superseded& each : program_.packs[successor.pack].supersedes) {
        PackUse* old = find(each.pack);
        if (!old) continue;
        if (each.from <= options_.as_of.day) {
          retire(*old, successor, each.from);
        } else if (contains(loaded, old->id) && successor.loaded) {
          successor.loaded = false;
          successor.why = {Phrase::WhySupersedesLater, {verbatim(old->id), verbatim(toText(each.from))}};
        }
      }
    }
  }

 private:
  PackUse* find(const std::string& id) {
    for (PackUse& use : uses_) {
      if (use.id == id) return &use;
    }
    return nullptr;
  }

  void retire(PackUse& old, const PackUse& successor, Date from) const {
    old.status = Status::Superseded;
    // Named alone it runs, as any superseded pack does.
    const bool alone = contains(options_.named, old.id) && !contains(options_.named, successor.id);
    if (alone) return;
    old.loaded = false;
    old.why = {Phrase::WhySuperseded, {verbatim(successor.id), verbatim(toText(from))}};
  }

  const checked::Program& program_;
  const EvaluateOptions& options_;
  std::vector<PackUse>& uses_;
};

// Whether a pack has nothing to say of a company: neither norms, nor records, nor what has a title.
std::vector<bool> vocabularies(const checked::Program& program) {
  std::vector<bool> only(program.packs.size(), true);
  for (const checked::Declaration& each : program.declarations) {
    using Kind = checked::DeclarationKind;
    const bool says = each.kind == Kind::Rule || each.kind == Kind::Amount || each.kind == Kind::Benefit ||
                      each.kind == Kind::Statement;
    const bool derives = each.kind == Kind::Define || each.kind == Kind::DecisionTable;
    if (says || (derives && !each.title.en.empty())) only[raw(each.pack)] = false;
  }
  return only;
}

// A pack of mere vocabulary is no rule that was used when no pack that runs uses it.
void leaveUnused(const checked::Program& program, const EvaluateOptions& options,
                 const std::vector<std::string>& frameworks, std::vector<PackUse>& uses) {
  const std::vector<bool> only = vocabularies(program);
  std::vector<bool> used(program.packs.size(), false);
  std::vector<PackId> open;
  for (const PackUse& use : uses) {
    const bool wanted = contains(options.named, use.id) || contains(frameworks, use.id);
    if (use.loaded && (wanted || !only[raw(use.pack)])) open.push_back(use.pack);
  }
  while (!open.empty()) {
    const PackId pack = open.back();
    open.pop_back();
    if (used[raw(pack)]) continue;
    used[raw(pack)] = true;
    for (const PackId each : program.packs[pack].uses) open.push_back(each);
  }
  for (PackUse& use : uses) {
    if (!use.loaded || used[raw(use.pack)]) continue;
    use.loaded = false;
    use.why = Phrase::WhyUnused;
  }
}

}  // namespace

std::vector<PackUse> selectPacks(Machine& machine, const Profile& profile, const EvaluateOptions& options) {
  const auto refused = [&](PackId pack) {
    for (const auto& [called, block] : machine.rules().called_for) {
      const std::vector<InstanceId>& asked = machine.instancesOf(machine.rules().blocks[block].subject);
      if (called == pack && !asked.empty() && machine.result(block, asked.front()).is(kNo)) return true;
    }
    return false;
  };
  return selectPacks(*machine.rules().program, profile.frameworks, refused, options);
}

std::vector<PackUse> selectPacks(const checked::Program& program, const std::vector<std::string>& frameworks,
                                 const std::function<bool(PackId)>& refused, const EvaluateOptions& options) {
  std::vector<PackUse> uses;
  for (std::uint32_t i = 0; i < program.packs.size(); ++i) {
    const PackId id{i};
    const checked::Pack& pack = program.packs[id];
    PackUse use{.pack = id, .id = pack.id, .version = pack.version, .title = pack.title, .why = {}};
    use.status = pack.statusOn(options.as_of.day);
    const bool asked = contains(frameworks, pack.id);
    if (!options.named.empty()) {
      use.loaded = contains(options.named, pack.id) || asked;
      use.why = contains(options.named, pack.id) ? Phrase::WhyNamed
                : asked                          ? Phrase::WhyAsked
                                                 : Phrase::WhyNotNamed;
    } else if (asked) {
      use.why = Phrase::WhyAsked;
    } else if (runsByDefault(use.status) && pack.set_aside) {
      use.loaded = false;
      use.why = Phrase::WhyNotCalled;
    } else if (!runsByDefault(use.status)) {
      use.loaded = false;
      use.why = {Phrase::WhyOnlyNamed, {statusPhrase(use.status)}};
    } else {
      use.why = statusPhrase(use.status);
      if (refused(id)) {
        use.loaded = false;
        use.why = Phrase::WhyNotCalled;
      }
    }
    uses.push_back(std::move(use));
  }
  std::sort(uses.begin(), uses.end(), [](const PackUse& a, const PackUse& b) { return a.id < b.id; });
  Succession(program, options, uses).settle();
  leaveUnused(program, options, frameworks, uses);
  return uses;
}

Assessment evaluate(Machine& machine, const Profile& profile, const EvaluateOptions& options) {
  Assessment result;
  result.as_of = options.as_of;
  result.profile_name = profile.name;
  machine.start(profile, options.as_of);
  const checked::Program& program = *machine.rules().program;
  result.packs = selectPacks(machine, profile, options);
  std::vector<bool> chosen = machine.takeFactsRead();
  // What it takes to leave packs out is no part of the steps: a bundle may have more of those than were
  // loaded.
  if (options.named.empty() && !machine.rules().called_for.empty()) machine.start(profile, options.as_of);
  for (const checked::Pack& pack : program.packs) {
    for (const FactId fact : pack.called_by) chosen[raw(fact)] = options.named.empty() || chosen[raw(fact)];
  }
  std::vector<bool> runs(program.packs.size(), false);
  for (const PackUse& use : result.packs) runs[raw(use.pack)] = use.loaded;
  Run run(machine, options, result);
  // By pack id, then in the order of the text.
  std::vector<const RuleCode*> rules;
  for (const RuleCode& rule : machine.rules().rules) rules.push_back(&rule);
  std::stable_sort(rules.begin(), rules.end(), [&](const RuleCode* a, const RuleCode* b) {
    return program.packs[program.declarations[a->declaration].pack].id <
           program.packs[program.declarations[b->declaration].pack].id;
  });
  for (const RuleCode* rule : rules) {
    if (runs[raw(program.declarations[rule->declaration].pack)]) run.rule(*rule);
  }
  for (std::uint32_t i = 0; i < machine.rules().amounts.size(); ++i) {
    const checked::Declaration& declaration = program.declarations[machine.rules().amounts[i].declaration];
    if (!runs[raw(declaration.pack)]) continue;
    for (const InstanceId root : profile.roots) {
      if (profile.instances[root].entity == declaration.subject) run.amount(i, root);
    }
  }
  benefits(machine, runs, result);
  for (std::uint32_t i = 0; i < program.declarations.size(); ++i) {
    const checked::DeclarationId id{i};
    const bool statement = program.declarations[id].kind == checked::DeclarationKind::Statement;
    if (statement && runs[raw(program.declarations[id].pack)]) result.statements.push_back(id);
  }
  for (const InstanceId root : profile.roots) {
    const Vocabulary& vocabulary = machine.rules().vocabulary();
    const std::optional<FactId> name = vocabulary.fact(profile.instances[root].entity, "name");
    const Answer* answer = name ? profile.answer(root, vocabulary.facts[*name]) : nullptr;
    if (!answer) continue;
    if (const auto* text = std::get_if<std::string>(&answer->value)) result.company = *text;
  }
  result.derived = derivedOf(machine, runs);
  result.unread = unreadFacts(machine, result.packs, chosen);
  result.steps = machine.steps();
  return result;
}

}  // namespace jurat
