// Which answers of two profiles are not the same.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "engine/advice/change/why.h"

namespace jurat {
namespace {

// ---- what may stand behind an answer; empty: nothing of the kind

Message judgedOn(const Answer& answer) {
  const auto* judged = std::get_if<JudgementValue>(&answer.value);
  if (judged == nullptr || judged->by.empty() || !judged->on) return {};
  return {Phrase::JudgedByOn, {verbatim(judged->by), verbatim(toText(*judged->on))}};
}

Message expiry(const Answer& answer) {
  const auto* judged = std::get_if<JudgementValue>(&answer.value);
  const EvidenceValue* evidence = evidenceOf(answer);
  const std::optional<Date> day = judged     ? judged->expires
                                  : evidence ? evidence->expires
                                             : std::optional<Date>();
  if (!day) return {};
  return {Phrase::InForceUntil, {verbatim(toText(*day))}};
}

Message evidenceFile(const Answer& answer) {
  const EvidenceValue* evidence = evidenceOf(answer);
  return evidence != nullptr && !evidence->path.empty() ? verbatim(evidence->path) : Message();
}

Message evidenceHash(const Answer& answer) {
  constexpr std::size_t kShown = 12;  // of 64 digits
  const EvidenceValue* evidence = evidenceOf(answer);
  if (evidence == nullptr || evidence->sha256.empty()) return {};
  return verbatim("sha256 " + evidence->sha256.substr(0, kShown));
}

Message answeredAsOf(const Answer& answer) {
  if (!answer.as_of) return {};
  return {Phrase::AsOf, {verbatim(toText(*answer.as_of))}};
}

struct Reading {
  const Profile& profile;
  const Vocabulary& words;
  std::map<std::string, InstanceId> instances = {};

  void index() {
    for (std::size_t i = 0; i < profile.instances.size(); ++i) {
      const InstanceId id = profile.instances.idAt(i);
      instances.emplace(pathOf(profile, words, id), id);
    }
  }
  const Entity& entity(InstanceId id) const { return words.entities[profile.instances[id].entity]; }
};

Message text(const Value& value, const Type& type, const Vocabulary& words) {
  if (const bool* yes = std::get_if<bool>(&value)) return *yes ? Phrase::Yes : Phrase::No;
  if (std::holds_alternative<NoneValue>(value)) return Phrase::None;
  if (const auto* judged = std::get_if<JudgementValue>(&value)) {
    const Message verdict = judged->value ? Phrase::Yes : Phrase::No;
    if (judged->by.empty()) return verdict;
    return {Phrase::Aside, {verdict, verbatim(judged->by)}};
  }
  return verbatim(valueText(value, type, words));
}

Message text(const Answer* answer, const Fact& fact, const Vocabulary& words) {
  if (answer == nullptr) return Phrase::NotAnswered;
  switch (answer->state) {
    case AnswerState::Given:
      return text(answer->value, fact.type, words);
    case AnswerState::Range:
      if (answer->least && answer->most)
        return {Phrase::Between,
                {text(*answer->least, fact.type, words), text(*answer->most, fact.type, words)}};
      if (answer->least) return {Phrase::AtLeast, {text(*answer->least, fact.type, words)}};
      if (answer->most) return {Phrase::AtMost, {text(*answer->most, fact.type, words)}};
      return Phrase::NotKnown;
    case AnswerState::None:
      return Phrase::None;
    case AnswerState::Unknown:
      return Phrase::NotKnown;
  }
  return Phrase::NotKnown;
}

bool sameRecord(const Recorded& a, const Recorded& b) {
  return std::tie(a.fact, a.option, a.state, a.value, a.least, a.most) ==
         std::tie(b.fact, b.option, b.state, b.value, b.least, b.most);
}

// Whether two answers of one vocabulary say the same, with what stands behind them.
bool same(const Answer& a, const Answer& b) {
  const EvidenceValue *one = evidenceOf(a), *other = evidenceOf(b);
  const bool evidence = one == nullptr || other == nullptr ? one == other : *one == *other;
  return a.state == b.state && a.value == b.value && a.least == b.least && a.most == b.most &&
         a.as_of == b.as_of && evidence && a.proof == b.proof &&
         std::equal(a.rested_on.begin(), a.rested_on.end(), b.rested_on.begin(), b.rested_on.end(),
                    sameRecord);
}

class Comparison {
 public:
  Comparison(Reading before, Reading after) : before_(std::move(before)), after_(std::move(after)) {}

  std::vector<AnswerChange> run() {
    before_.index();
    after_.index();
    frameworks();
    rates();
    for (const auto& [path, id] : before_.instances) {
      const auto there = after_.instances.find(path);
      if (there == after_.instances.end()) {
        entry(path, before_, id, false);
      } else {
        answers(path, id, there->second);
        lists(path, id, there->second);
      }
    }
    for (const auto& [path, id] : after_.instances) {
      if (!before_.instances.contains(path)) entry(path, after_, id, true);
    }
    std::stable_sort(out_.begin(), out_.end(),
                     [](const AnswerChange& a, const AnswerChange& b) { return a.path < b.path; });
    return std::move(out_);
  }

 private:
  void frameworks() {
    if (before_.profile.frameworks == after_.profile.frameworks) return;
    const auto all = [](const Profile& profile) {
      std::vector<Message> names;
      for (const std::string& name : profile.frameworks) names.push_back(verbatim(name));
      return names.empty() ? Message(Phrase::None) : Message(Phrase::Enumeration, std::move(names));
    };
    const auto place = [](const Profile& profile) {
      return profile.framework_spans.empty() ? Span{} : profile.framework_spans.front();
    };
    out_.push_back({.kind = AnswerChange::Kind::Frameworks,
                    .path = "frameworks",
                    .before = all(before_.profile),
                    .after = all(after_.profile),
                    .place_before = place(before_.profile),
                    .place_after = place(after_.profile)});
  }

  void rates() {
    const auto key = [](const SuppliedRate& rate) {
      return std::tuple(rate.table, rate.day, rate.currency, rate.per_base.text());
    };
    const auto equal = [&](const SuppliedRate& a, const SuppliedRate& b) { return key(a) == key(b); };
    const auto &one = before_.profile.rates, &other = after_.profile.rates;
    if (std::equal(one.begin(), one.end(), other.begin(), other.end(), equal)) return;
    const auto place = [](const auto& list) { return list.empty() ? Span{} : list.front().span; };
    // How many, and the first that the other side does not have.
    const auto said = [&](const Reading& in, const auto& others) {
      const auto& list = in.profile.rates;
      if (list.empty()) return Message(Phrase::None);
      for (const SuppliedRate& rate : list) {
        const bool there = std::any_of(others.begin(), others.end(),
                                       [&](const SuppliedRate& each) { return equal(rate, each); });
        if (!there) return Message(Phrase::Aside, {number(list.size()), rateText(rate, in.words)});
      }
      return number(list.size());
    };
    out_.push_back({.kind = AnswerChange::Kind::Rates,
                    .path = "rates",
                    .before = said(before_, other),
                    .after = said(after_, one),
                    .place_before = place(one),
                    .place_after = place(other)});
  }

  static Message rateText(const SuppliedRate& rate, const Vocabulary& words) {
    return {
        Phrase::Labelled,
        {verbatim(words.rates[rate.table].name + " " + toText(rate.day) + " " + currencyCode(rate.currency)),
         verbatim(rate.per_base.text())}};
  }

  // What stands in it comes and goes with it.
  void entry(const std::string& path, const Reading& in, InstanceId id, bool came) {
    const Instance& instance = in.profile.instances[id];
    const Reading& other = came ? before_ : after_;
    if (instance.parent != InstanceId{kNoId} &&
        !other.instances.contains(pathOf(in.profile, in.words, instance.parent)))
      return;
    // A record that always stands there, of packs that one side alone loads.
    if (in.entity(id).keyed_by != ChoiceId{kNoId} || in.entity(id).single) {
      bool answered = false;
      for (const std::uint32_t answer : instance.answers) answered = answered || answer != 0;
      if (!answered && other.words.entity(in.entity(id).name) == std::nullopt) return;
    }
    AnswerChange change{.kind = AnswerChange::Kind::Entry, .path = path};
    (came ? change.after : change.before) = Phrase::Given;
    (came ? change.before : change.after) = Phrase::None;
    (came ? change.place_after : change.place_before) = instance.key;
    (came ? change.entity_after : change.entity_before) = instance.entity;
    out_.push_back(std::move(change));
  }

  void answers(const std::string& path, InstanceId before, InstanceId after) {
    const auto &all = before_.entity(before).facts, &others = after_.entity(after).facts;
    for (const FactId id : all) {
      const Fact& fact = before_.words.facts[id];
      const std::optional<FactId> there = factOf(after_, after, fact.name);
      for (std::uint32_t i = 0; i < fact.slots; ++i) {
        const std::string name = path + "." + nameOf(fact, i, before_.words);
        const Answer* one = before_.profile.answer(before, fact, i);
        const Fact* same_fact = there ? &after_.words.facts[*there] : nullptr;
        const Answer* other =
            same_fact && i < same_fact->slots ? after_.profile.answer(after, *same_fact, i) : nullptr;
        compare(name, {one, id}, {other, there.value_or(FactId{kNoId})}, after, before);
      }
    }
    for (const FactId id : others) {
      const Fact& fact = after_.words.facts[id];
      if (factOf(before_, before, fact.name)) continue;
      for (std::uint32_t i = 0; i < fact.slots; ++i)
        compare(path + "." + nameOf(fact, i, after_.words), {nullptr, FactId{kNoId}},
                {after_.profile.answer(after, fact, i), id}, after, before);
    }
  }

  using Given = std::pair<const Answer*, FactId>;

  void compare(const std::string& path, Given one, Given other, InstanceId after, InstanceId before) {
    // `complete: yes` answers what is left out.
    const bool none_before = one.first == nullptr && before_.profile.instances[before].complete;
    const bool none_after = other.first == nullptr && after_.profile.instances[after].complete;
    if (one.first == nullptr && other.first == nullptr && none_before == none_after) return;
    const auto said = [](const Given& given, const Reading& in, bool none) {
      return none || given.second == FactId{kNoId}
                 ? Message(none ? Phrase::None : Phrase::NotAnswered)
                 : text(given.first, in.words.facts[given.second], in.words);
    };
    AnswerChange change{.kind = AnswerChange::Kind::Answer,
                        .path = path,
                        .before = said(one, before_, none_before),
                        .after = said(other, after_, none_after),
                        .fact_before = one.second,
                        .fact_after = other.second};
    const bool both = one.first != nullptr && other.first != nullptr;
    const bool alike = both && &before_.words == &after_.words ? same(*one.first, *other.first)
                                                               : change.before == change.after;
    if (alike) return;
    if (both) withDetails(change, *one.first, *other.first);
    if (one.first != nullptr) change.place_before = one.first->span;
    if (other.first != nullptr) change.place_after = other.first->span;
    out_.push_back(std::move(change));
  }

  // The same value, and something else behind it: the first thing that differs is said.
  static void withDetails(AnswerChange& change, const Answer& one, const Answer& other) {
    for (const auto& detail : {judgedOn, expiry, evidenceFile, evidenceHash, answeredAsOf}) {
      if (change.before != change.after) return;
      const Message first = detail(one), second = detail(other);
      if (first == second) continue;
      const auto add = [&](Message& to, const Message& said) {
        if (detail == &judgedOn && !said.empty()) {
          to = {Phrase::Aside, {to.arguments.front(), said}};  // in the place of who judged
        } else if (!said.empty()) {
          to = {Phrase::Aside, {to, said}};
        }
      };
      add(change.before, first);
      add(change.after, second);
    }
  }

  void lists(const std::string& path, InstanceId before, InstanceId after) {
    for (const ChildList& list : before_.profile.instances[before].children) {
      const Entity& entity = before_.words.entities[list.entity];
      if (entity.keyed_by != ChoiceId{kNoId} || entity.single) continue;
      for (const ChildList& other : after_.profile.instances[after].children) {
        if (after_.words.entities[other.entity].list_name != entity.list_name) continue;
        const Message one = stateOf(list), two = stateOf(other);
        if (one == two) continue;
        out_.push_back({.kind = AnswerChange::Kind::List,
                        .path = path + "." + entity.list_name,
                        .before = one,
                        .after = two,
                        .place_before = list.given ? list.span : Span{},
                        .place_after = other.given ? other.span : Span{},
                        .entity_before = list.entity,
                        .entity_after = other.entity});
      }
    }
  }

  static Message stateOf(const ChildList& list) {
    if (!list.given) return Phrase::NotAnswered;
    return list.complete ? Phrase::ListWhole : Phrase::ListOpen;
  }

  static std::optional<FactId> factOf(const Reading& in, InstanceId instance, const std::string& name) {
    return in.words.fact(in.profile.instances[instance].entity, name);
  }

  static std::string nameOf(const Fact& fact, std::uint32_t index, const Vocabulary& words) {
    if (fact.per == ChoiceId{kNoId}) return fact.name;
    const Choice& choice = words.choices[fact.per];
    return fact.name + "[" + choice.options[choice.lowest[index]].name + "]";
  }

  Reading before_, after_;
  std::vector<AnswerChange> out_;
};

}  // namespace

std::string pathOf(const Profile& profile, const Vocabulary& vocabulary, InstanceId instance) {
  const Instance& here = profile.instances[instance];
  const Entity& entity = vocabulary.entities[here.entity];
  if (here.parent == InstanceId{kNoId}) return entity.name;
  const std::string above = pathOf(profile, vocabulary, here.parent) + "." + entity.list_name;
  return entity.single ? above : above + "[" + here.id + "]";
}

std::vector<AnswerChange> changedAnswers(const Profile& before, const Vocabulary& words_before,
                                         const Profile& after, const Vocabulary& words_after) {
  return Comparison({before, words_before}, {after, words_after}).run();
}

}  // namespace jurat
