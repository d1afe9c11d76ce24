#include "engine/advice/ask/gaps.h"

#include <algorithm>
#include <utility>

#include "engine/advice/ask/parts.h"
#include "engine/evaluate/describe.h"

namespace jurat::asking {
namespace {

constexpr std::uint16_t kNothingMore = 0;  // of a list, the part without more; the other may hold more

bool isList(const Cause& cause) {
  return cause.kind == CauseKind::ListNotGiven || cause.kind == CauseKind::ListIncomplete;
}

bool isAskedFor(const Constants& constants, ChoiceId choice, std::uint32_t option) {
  if (constants.single.count(choice) > 0) return true;
  const auto masks = constants.masks.find(choice);
  if (masks == constants.masks.end()) return false;
  return std::any_of(masks->second.begin(), masks->second.end(), [&](const std::vector<std::uint64_t>& mask) {
    return option / 64 < mask.size() && (mask[option / 64] >> (option % 64) & 1) != 0;
  });
}

}  // namespace

Gaps::Gaps(Machine& machine, Profile& trial, const AsOf& as_of)
    : machine_(machine), trial_(trial), as_of_(as_of), flow_(machine.rules()) {
  machine_.start(trial_, as_of_);
  now_ = machine_.asOfMoment(PackId{kNoId});
  for (std::uint32_t i = 0; i < machine_.rules().program->packs.size(); ++i)
    now_ = std::max(now_, machine_.asOfMoment(PackId{i}));
}

// An event has happened by the as-of moment, which each pack has in its time zone.
Constants Gaps::constantsOf(const Cause& cause) {
  if (isList(cause)) return {};
  Constants out = flow_.constantsOf(cause.fact);
  const Type& type = machine_.rules().vocabulary().facts[cause.fact].type;
  if (!type.event || type.kind != TypeKind::Moment) return out;
  for (std::uint32_t i = 0; i < machine_.rules().program->packs.size(); ++i)
    out.numbers[classOf(type)].insert(Number(machine_.asOfMoment(PackId{i}).seconds));
  return out;
}

std::uint32_t Gaps::gapOf(const Cause& cause) {
  const bool list = isList(cause);
  const auto [at, fresh] =
      known_.emplace(std::tuple(raw(cause.instance), list, list ? raw(cause.list) : raw(cause.fact),
                                list ? 0 : cause.option),
                     static_cast<std::uint32_t>(gaps_.size()));
  if (!fresh) return at->second;
  Gap gap;
  const Constants constants = constantsOf(cause);
  const UnknownSpec spec{machine_.rules(), trial_, constants, as_of_, now_};
  gap.unknown = unknownOf(cause, spec);
  gap.missing = std::move(missingOf(machine_, machine_.causesForJoining().leaf(cause)).front());
  const Instance& instance = trial_.instances[cause.instance];
  if (list) {
    for (const ChildList& child : instance.children) {
      if (child.entity == cause.list) gap.said = (child.given ? 1U : 0U) | (child.complete ? 2U : 0U);
    }
  } else {
    gap.said = instance.answers[machine_.rules().vocabulary().facts[cause.fact].slot + cause.option];
    group(gap, spec);
  }
  gap.answer = trial_.answers.size();
  trial_.answers.emplace_back();
  number(gap);
  gaps_.push_back(std::move(gap));
  return at->second;
}

// A set is told apart option by option.
void Gaps::group(Gap& gap, const UnknownSpec& spec) const {
  const Type& type = machine_.rules().vocabulary().facts[gap.unknown.fact].type;
  if (!type.set || type.kind != TypeKind::Choice || type.or_none) return;
  for (std::vector<std::uint32_t>& options : optionGroups(type, spec))
    gap.groups.push_back({.options = std::move(options)});
}

// Each part is a value, and in place of an interval each of its samples and what lies beside them.
void Gaps::number(Gap& gap) const {
  const Unknown& unknown = gap.unknown;
  for (std::size_t part = 0; part < unknown.parts(); ++part) {
    gap.first.push_back(gap.values++);
    if (unknown.atom({static_cast<std::uint16_t>(part), static_cast<std::uint16_t>(part)}))
      gap.values +=
          static_cast<std::uint32_t>(unknown.intervals[part - unknown.values.size()].samples.size());
  }
  gap.first.push_back(gap.values);
  if (unknown.partial) ++gap.values;
}

Part Gaps::placed(std::uint32_t variable) const {
  const Gap& gap = gaps_[variables_[variable].gap];
  return gap.groups.empty() ? gap.part : gap.groups[variables_[variable].group].part;
}

void Gaps::placeList(const Gap& gap, Instance& instance) const {
  for (ChildList& child : instance.children) {
    if (child.entity != gap.unknown.entity) continue;
    const bool nothing = gap.part.last == kNothingMore;
    child.given = nothing || (gap.said & 1U) != 0;
    child.complete = nothing || (gap.said & 2U) != 0;
  }
}

void Gaps::place(std::uint32_t variable, const Part& part) {
  Gap& gap = gaps_[variables_[variable].gap];
  (gap.groups.empty() ? gap.part : gap.groups[variables_[variable].group].part) = part;
  const Unknown& unknown = gap.unknown;
  Instance& instance = trial_.instances[unknown.instance];
  if (unknown.list) return placeList(gap, instance);
  const Fact& fact = machine_.rules().vocabulary().facts[unknown.fact];
  std::uint32_t& answer = instance.answers[fact.slot + unknown.option];
  answer = gap.said;
  const bool anything = gap.groups.empty() ? part.whole()
                                           : std::all_of(gap.groups.begin(), gap.groups.end(),
                                                         [](const Group& each) { return each.part.whole(); });
  if (anything) return;
  trial_.answers[gap.answer] = gap.groups.empty() ? answerFor(unknown, part, fact.type) : answerOfSet(gap);
  answer = static_cast<std::uint32_t>(gap.answer + 1);
}

// What is in it, and what may be: an answer once every group is placed.
Answer Gaps::answerOfSet(const Gap& gap) const {
  OptionSetValue in, possible;
  Answer out;
  out.state = AnswerState::Given;
  for (const Group& group : gap.groups) {
    if (group.part.whole()) {
      out.state = AnswerState::Range;
      possible.indexes.insert(possible.indexes.end(), group.options.begin(), group.options.end());
    } else if (group.part.first == 0) {
      in.indexes.push_back(group.options.front());
      possible.indexes.push_back(group.options.front());
    }
  }
  std::sort(in.indexes.begin(), in.indexes.end());
  std::sort(possible.indexes.begin(), possible.indexes.end());
  if (out.state == AnswerState::Given) {
    out.value = std::move(in);
  } else {
    out.least = std::move(in);
    out.most = std::move(possible);
  }
  return out;
}

bool Gaps::isOpen(std::uint32_t gap) const {
  const Gap& of = gaps_[gap];
  if (!of.groups.empty())
    return std::any_of(of.groups.begin(), of.groups.end(),
                       [](const Group& each) { return each.part.whole(); });
  return of.part.whole() || (of.part.first != of.part.last && !of.unknown.list) || of.unknown.atom(of.part);
}

bool Gaps::holdsMore(std::uint32_t gap) const {
  const Gap& of = gaps_[gap];
  return of.unknown.list && !of.part.whole() && of.part.first != kNothingMore;
}

std::uint32_t Gaps::variableOf(std::uint32_t gap, std::uint32_t group, std::uint32_t& known) {
  if (known == kNoId) {
    known = static_cast<std::uint32_t>(variables_.size());
    variables_.push_back({gap, group});
  }
  return known;
}

// Of a set the first option that is asked for nearby, else any.
std::uint32_t Gaps::next(std::uint32_t gap, const std::vector<const Constants*>& near) {
  Gap& of = gaps_[gap];
  if (of.groups.empty()) return variableOf(gap, 0, of.variable);
  const ChoiceId choice{machine_.rules().vocabulary().facts[of.unknown.fact].type.id};
  std::optional<std::uint32_t> later;
  for (std::uint32_t i = 0; i < of.groups.size(); ++i) {
    Group& group = of.groups[i];
    if (!group.part.whole()) continue;
    if (std::any_of(near.begin(), near.end(), [&](const Constants* constants) {
          return isAskedFor(*constants, choice, group.options.front());
        }))
      return variableOf(gap, i, group.variable);
    if (!later) later = i;
  }
  return variableOf(gap, *later, of.groups[*later].variable);
}

std::vector<Part> Gaps::partsOf(std::uint32_t variable, bool few) const {
  const Gap& gap = gaps_[variables_[variable].gap];
  const Unknown& unknown = gap.unknown;
  const Part now = placed(variable);
  std::vector<Part> out;
  const auto add = [&](std::size_t first, std::size_t last, std::size_t sample) {
    out.push_back({static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(last),
                   static_cast<std::int16_t>(sample)});
  };
  constexpr auto kNone = static_cast<std::size_t>(-1);
  if (!gap.groups.empty()) {
    add(0, 0, kNone);
    add(1, 1, kNone);
  } else if (unknown.atom(now)) {
    const std::size_t samples = unknown.intervals[now.first - unknown.values.size()].samples.size();
    for (std::size_t i = 0; i < samples; ++i) {
      if (!few || i == 0 || i + 1 == samples) add(now.first, now.first, i);
    }
  } else if (now.whole()) {
    const std::size_t values = unknown.list ? 2 : unknown.values.size();
    for (std::size_t i = 0; i < values; ++i) add(i, i, kNone);
    if (unknown.parts() > values) add(values, unknown.parts() - 1, kNone);
  } else {
    const std::size_t middle = now.first + (now.last - now.first) / 2;
    add(now.first, middle, kNone);
    add(middle + 1, now.last, kNone);
  }
  return out;
}

bool Gaps::leavesOut(std::uint32_t variable) const {
  const Gap& gap = gaps_[variables_[variable].gap];
  if (!gap.groups.empty()) return false;
  return gap.unknown.atom(gap.part) || (gap.part.whole() && gap.unknown.partial);
}

Diagrams::Node Gaps::splitBy(std::uint32_t variable, const std::vector<Part>& parts,
                             const std::vector<Diagrams::Node>& ends, Diagrams::Node beside,
                             Diagrams& in) const {
  const Gap& gap = gaps_[variables_[variable].gap];
  if (!gap.groups.empty()) return in.node(variable, {{1, ends[0]}, {2, ends[1]}});
  if (parts.empty()) return beside;
  std::vector<Diagrams::Edge> edges;
  std::uint32_t until = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::uint32_t first = gap.first[parts[i].first], last = gap.first[parts[i].last + 1U];
    if (parts[i].sample >= 0) {
      first += static_cast<std::uint32_t>(parts[i].sample);
      last = first + 1;
    }
    if (first > until) edges.push_back({first, beside});
    edges.push_back({last, ends[i]});
    until = last;
  }
  if (until < gap.values) edges.push_back({gap.values, beside});
  return in.node(variable, std::move(edges));
}

}  // namespace jurat::asking
