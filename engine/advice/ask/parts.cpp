#include "engine/advice/ask/parts.h"

#include <algorithm>
#include <map>
#include <utility>

namespace jurat::asking {
namespace {

constexpr std::size_t kGroups = 6;  // of a set's options, told apart one by one: 64 sets
constexpr std::size_t kTexts = 3;   // likewise of what a text may contain

void give(Unknown& out, Value value) {
  Answer answer;
  answer.state = AnswerState::Given;
  answer.made_now = true;
  answer.value = std::move(value);
  out.values.push_back(std::move(answer));
}

void giveNone(Unknown& out) {
  Answer answer;
  answer.state = AnswerState::None;
  out.values.push_back(std::move(answer));
}

bool holds(const std::vector<std::uint64_t>& mask, std::uint32_t option) {
  return option / 64 < mask.size() && (mask[option / 64] >> (option % 64) & 1) != 0;
}

struct Groups {
  std::vector<std::uint32_t> asked;                 // one option of each group that some step asks for
  std::vector<std::vector<std::uint32_t>> members;  // of each, itself included
  std::vector<std::uint32_t> others;                // that no step asks for
};

// Options that no step tells apart stand for each other.
Groups groupsOf(ChoiceId id, const UnknownSpec& spec) {
  const Choice& choice = spec.rules.vocabulary().choices[id];
  Groups out;
  const auto masks = spec.constants.masks.find(id);
  const bool single = spec.constants.single.count(id) > 0;
  std::map<std::vector<bool>, std::size_t> seen;
  for (const std::uint32_t option : choice.lowest) {
    std::vector<bool> in;
    if (masks != spec.constants.masks.end()) {
      for (const auto& mask : masks->second) in.push_back(holds(mask, option));
    }
    const bool asked = std::find(in.begin(), in.end(), true) != in.end();
    if (!single && !asked) {
      out.others.push_back(option);
      continue;
    }
    const auto [at, fresh] = seen.emplace(std::move(in), out.asked.size());
    if (!single && !fresh) {
      out.members[at->second].push_back(option);
      continue;
    }
    out.asked.push_back(option);
    out.members.push_back({option});
  }
  return out;
}

// The options that one stands for: a few by name.
std::string namesOf(const std::vector<std::uint32_t>& options, const Choice& choice) {
  constexpr std::size_t kNamed = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(options.size(), kNamed); ++i)
    out += (i > 0 ? " | " : "") + choice.options[options[i]].name;
  return options.size() > kNamed ? out + " | ..." : out;
}

void fillChoice(const Type& type, const UnknownSpec& spec, Unknown& out) {
  const Groups groups = groupsOf(ChoiceId{type.id}, spec);
  const Choice& choice = spec.rules.vocabulary().choices[ChoiceId{type.id}];
  out.options.resize(out.values.size());
  const auto add = [&](const std::vector<std::uint32_t>& options) {
    give(out, OptionValue{options.front()});
    out.options.push_back(namesOf(options, choice));
  };
  for (const std::vector<std::uint32_t>& members : groups.members) add(members);
  if (!groups.others.empty()) add(groups.others);
}

void fillSet(const Type& type, const UnknownSpec& spec, Unknown& out) {
  Groups groups = groupsOf(ChoiceId{type.id}, spec);
  if (!groups.others.empty() && spec.constants.asks_for_empty) groups.asked.push_back(groups.others.front());
  std::sort(groups.asked.begin(), groups.asked.end());
  const std::size_t count = groups.asked.size();
  if (count <= kGroups) {
    for (std::size_t bits = 0; bits < std::size_t{1} << count; ++bits) {
      OptionSetValue set;
      for (std::size_t i = 0; i < count; ++i) {
        if (bits >> i & 1) set.indexes.push_back(groups.asked[i]);
      }
      give(out, std::move(set));
    }
    return;
  }
  out.partial = true;
  give(out, OptionSetValue{});
  give(out, OptionSetValue{groups.asked});
  for (const std::uint32_t option : groups.asked) give(out, OptionSetValue{{option}});
}

void fillPractice(const UnknownSpec& spec, Unknown& out) {
  // implemented, not started, not applicable; the others say no as well.
  for (const std::uint32_t state : {3U, 0U, 4U}) give(out, OptionValue{state});
  if (!spec.constants.names_practice) return;
  give(out, OptionValue{1});
  give(out, OptionValue{2});
}

void fillText(const UnknownSpec& spec, Unknown& out) {
  const std::vector<std::string> asked(spec.constants.texts.begin(), spec.constants.texts.end());
  give(out, std::string("\x01"));  // contains nothing that a rule asks for
  if (asked.empty()) return;
  // Texts that hold one another, or are asked for as a whole, are not told apart exactly.
  out.partial = true;
  for (std::size_t i = 0; i < std::min(asked.size(), kTexts); ++i) give(out, asked[i]);
}

void fillPeriod(const UnknownSpec& spec, Unknown& out) {
  out.partial = true;
  for (const bool calendar : {true, false}) {
    std::set<std::int64_t> counts = {0};
    for (const std::int64_t at : calendar ? spec.constants.months : spec.constants.seconds) {
      for (const std::int64_t near : {at - 1, at, at + 1}) {
        if (near > 0) counts.insert(near);
      }
    }
    counts.insert(*counts.rbegin() * 2 + 1);
    for (const std::int64_t count : counts) give(out, Period{calendar, count});
  }
}

void fillMoney(const UnknownSpec& spec, Unknown& out) {
  out.partial = true;
  for (const char* code : {"EUR", "USD", "CNY"}) {
    for (const std::int64_t amount : {0, 1'000, 1'000'000'000}) {
      give(out, Money{Number(amount), currencyId(code)});
    }
  }
  (void)spec;
}

void fillRef(const Type& type, const UnknownSpec& spec, Unknown& out) {
  out.partial = true;  // there may be entries yet to come
  for (const Instance& each : spec.profile.instances) {
    if (raw(each.entity) == type.id && !each.id.empty()) give(out, each.id);
  }
}

}  // namespace

std::vector<std::vector<std::uint32_t>> optionGroups(const Type& type, const UnknownSpec& spec) {
  Groups groups = groupsOf(ChoiceId{type.id}, spec);
  if (!groups.others.empty() && spec.constants.asks_for_empty)
    groups.members.push_back(std::move(groups.others));
  return std::move(groups.members);
}

void fillParts(const Fact& fact, const Answer* said, const UnknownSpec& spec, Unknown& out) {
  const Type& type = fact.type;
  const bool range = said && said->state == AnswerState::Range;
  const bool has_none = type.or_none || type.event || type.kind == TypeKind::Evidence;
  if (has_none && (!range || type.event)) giveNone(out);
  switch (type.kind) {
    case TypeKind::YesNo:
      give(out, true);
      return give(out, false);
    case TypeKind::Judgement:
      give(out, JudgementValue{.value = true, .by = "", .on = {}, .expires = {}, .evidence = ""});
      return give(out, JudgementValue{.value = false, .by = "", .on = {}, .expires = {}, .evidence = ""});
    case TypeKind::Practice:
      return fillPractice(spec, out);
    case TypeKind::Choice:
      return type.set ? fillSet(type, spec, out) : fillChoice(type, spec, out);
    case TypeKind::Text:
      return fillText(spec, out);
    case TypeKind::Evidence: {
      EvidenceValue evidence;
      evidence.path = "evidence";
      return give(out, std::move(evidence));
    }
    case TypeKind::Ref:
      return fillRef(type, spec, out);
    case TypeKind::Period:
      return fillPeriod(spec, out);
    case TypeKind::Money:
      if (type.id == 0) return fillMoney(spec, out);
      return fillIntervals(fact, said, spec, out);
    case TypeKind::Integer:
    case TypeKind::Decimal:
    case TypeKind::Percentage:
    case TypeKind::Quantity:
    case TypeKind::Date:
    case TypeKind::Moment:
      return fillIntervals(fact, said, spec, out);
    case TypeKind::Currency:
    case TypeKind::Error:
    case TypeKind::None:
      out.partial = true;
      return;
  }
}

}  // namespace jurat::asking
