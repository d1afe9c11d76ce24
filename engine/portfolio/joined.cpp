// The rules of two plans together, and what has been counted of them in their words.
#include "engine/evaluate/verdict.h"
#include "engine/portfolio/compare.h"

namespace jurat::portfolio {
namespace {

const Option* optionOf(const Plan& plan, const RuleInfo& info, std::uint32_t option) {
  const Vocabulary& vocabulary = plan.rules->vocabulary();
  const Entity& entity = vocabulary.entities[info.declaration->subject];
  if (option == kNoId || entity.keyed_by == ChoiceId{kNoId}) return nullptr;
  const auto& options = vocabulary.choices[entity.keyed_by].options;
  return option < options.size() ? &options[option] : nullptr;
}

std::optional<Finding> findingOf(const Plan& plan, std::optional<std::uint32_t> rule, std::uint8_t outcome,
                                 std::uint8_t possible, std::uint32_t option) {
  if (!rule || outcome == kNoFinding) return std::nullopt;
  const RuleInfo& info = plan.info[*rule];
  Finding finding;
  finding.id = info.id;
  finding.title = info.declaration->title;
  finding.remedy = info.declaration->remedy;
  if (const Option* named = optionOf(plan, info, option)) {
    finding.id += "[" + named->name + "]";
    finding.title = named->label;
  }
  finding.severity = info.declaration->severity;
  finding.strength = info.declaration->strength;
  finding.outcome = static_cast<Outcome>(outcome);
  finding.could_be = outcomesOf(possible);
  return finding;
}

// What a rule cites whatever its subject answers: "House Act, Sec. 1".
std::vector<std::string> citesOf(const Plan& plan, const RuleInfo& info) {
  std::vector<std::string> out;
  if (info.version == nullptr) return out;
  const std::vector<checked::Source>& sources = plan.rules->program->packs[info.pack].sources;
  for (const checked::Citation& each : info.version->source->general.cites) {
    if (each.text.empty()) continue;  // that of an option or of a row
    const bool named = each.source > 0 && each.source < sources.size();
    out.push_back((named ? sources[each.source].title.en + ", " : std::string()) + each.text);
  }
  return out;
}

PortfolioGroup groupOf(const JoinedPlans& plans, const ChangeKey& key, const ChangeCount& count) {
  const JoinedPlans::Rule& rule = plans.rules[key.rule];
  // Options are those of one side; the other one's finding has the same id.
  PortfolioGroup group;
  group.before = findingOf(plans.before, rule.before, key.before, key.could_before,
                           key.option_of_before ? key.option : kNoId);
  group.after = findingOf(plans.after, rule.after, key.after, key.could_after,
                          key.option_of_before ? kNoId : key.option);
  if (group.before && group.after) {
    group.before->id = group.after->id;
    group.before->title = group.after->title;
  }
  group.rule = group.one().id;
  group.law_differs = rule.law_differs && group.before && group.after;
  if (group.law_differs) {
    group.before->cites = citesOf(plans.before, plans.before.info[*rule.before]);
    group.after->cites = citesOf(plans.after, plans.after.info[*rule.after]);
  }
  group.due = key.due;
  // turnOf() wants days: any two that stand to each other as these do.
  if (group.before && group.after && (key.due == DueMove::Earlier || key.due == DueMove::Later)) {
    Finding then = *group.before, now = *group.after;
    then.due = key.due == DueMove::Earlier ? "2" : "1";
    now.due = key.due == DueMove::Earlier ? "1" : "2";
    group.turn = turnOf(&then, &now);
  } else {
    group.turn = turnOf(group.before ? &*group.before : nullptr, group.after ? &*group.after : nullptr);
  }
  group.findings = count.findings;
  group.companies = count.companies;
  group.stakes_before = stakesOf(count.before);
  group.stakes_after = stakesOf(count.after);
  for (const ChangeExample& example : count.examples) group.examples.push_back(example.company);
  return group;
}

template <typename Item, typename Map>
std::vector<Item> listed(Map& map) {
  std::vector<Item> out;
  for (auto& [id, item] : map) {
    item.id = id;
    out.push_back(std::move(item));
  }
  return out;
}

std::vector<PortfolioPack> packsOf(const JoinedPlans& plans, const Changes& changes) {
  std::vector<PortfolioPack> out;
  for (std::size_t i = 0; i < plans.packs.size(); ++i) {
    const JoinedPlans::Pack& pack = plans.packs[i];
    PortfolioPack one{.id = pack.id, .version_before = {}, .version_after = {}};
    if (pack.before) one.version_before = plans.before.rules->program->packs[*pack.before].version;
    if (pack.after) one.version_after = plans.after.rules->program->packs[*pack.after].version;
    if (i < changes.packs.size()) {
      one.companies_new = changes.packs[i].came;
      one.companies_gone = changes.packs[i].gone;
    }
    if (one.version_before != one.version_after || one.companies_new + one.companies_gone > 0)
      out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

JoinedPlans::JoinedPlans(const Plan& first, const Plan& second) : before(first), after(second) {
  std::map<std::string, Rule> by_id;
  for (std::uint32_t i = 0; i < before.info.size(); ++i) by_id[before.info[i].id].before = i;
  for (std::uint32_t i = 0; i < after.info.size(); ++i) by_id[after.info[i].id].after = i;
  rules = listed<Rule>(by_id);
  for (Rule& rule : rules) {
    if (!rule.before || !rule.after) continue;
    const checked::Declaration &one = *before.info[*rule.before].declaration,
                               &two = *after.info[*rule.after].declaration;
    rule.law_differs = before.rules != after.rules &&
                       citesOf(before, before.info[*rule.before]) != citesOf(after, after.info[*rule.after]);
    rule.wording_differs = rule.law_differs || one.severity != two.severity || one.strength != two.strength;
  }
  std::map<std::string, Pack> packs_by_id;
  const auto take = [&](const Plan& plan, std::optional<PackId> Pack::*side) {
    for (std::uint32_t i = 0; i < plan.rules->program->packs.size(); ++i)
      packs_by_id[plan.rules->program->packs[PackId{i}].id].*side = PackId{i};
  };
  take(before, &Pack::before);
  take(after, &Pack::after);
  packs = listed<Pack>(packs_by_id);
}

PortfolioDifference differenceOf(const JoinedPlans& plans, const Changes& changes) {
  PortfolioDifference out;
  out.counts = changes.counts;
  out.stakes_before = stakesOf(changes.before);
  out.stakes_after = stakesOf(changes.after);
  for (const auto& [key, count] : changes.groups) out.groups.push_back(groupOf(plans, key, count));
  for (const ChangeExample& each : changes.gone) out.gone.companies.push_back(each.company);
  for (const ChangeExample& each : changes.came) out.came.companies.push_back(each.company);
  sortGroups(out.groups);
  out.packs = packsOf(plans, changes);
  return out;
}

}  // namespace jurat::portfolio
