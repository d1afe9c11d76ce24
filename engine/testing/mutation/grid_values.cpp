// What the grid gives facts and definitions, and the worlds it makes up.
#include <algorithm>

#include "engine/profile/datum.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/literal.h"
#include "engine/testing/mutation/grid.h"
#include "engine/values/ordinal.h"

namespace jurat {
namespace {

using checked::Declaration;
using checked::DeclarationId;

constexpr std::size_t kMostOptions = 48;  // of one choice that are tried each

bool within(const Value& value, const Fact* fact) {
  if (!fact) return true;
  const std::optional<Number> place = ordinalOf(value);
  if (!place) return true;  // `none`: bounds say nothing of it
  if (fact->at_least && *place < ordinalOf(*fact->at_least).value()) return false;
  return !(fact->at_most && ordinalOf(*fact->at_most).value() < *place);
}

Answer given(Value value) {
  Answer answer;
  answer.state = AnswerState::Given;
  answer.value = std::move(value);
  return answer;
}

Answer stated(AnswerState state) {
  Answer answer;
  answer.state = state;
  return answer;
}

Answer judged(bool truth) {
  JudgementValue judgement;
  judgement.value = truth;
  judgement.by = "the grid";
  judgement.on = kFirstDate;
  return given(std::move(judgement));
}

}  // namespace

GridValues::GridValues(const checked::Program& program, const ReadGraph& reads,
                       const std::vector<DeclarationId>& observed, const SourceMap& sources)
    : program_(program) {
  std::set<DeclarationId> all(observed.begin(), observed.end());
  for (const DeclarationId id : observed) {
    for (const DeclarationId read : reads.of(id).declarations) all.insert(read);
  }
  for (const DeclarationId id : all) {
    const Declaration& declaration = program.declarations[id];
    for (const checked::Expr* one : reads.of(id).constants)
      constant(one->value, one->type, sources.text(one->span));
    for (const Date day : reads.of(id).days) constant(day, Type{.kind = TypeKind::Date}, toText(day));
    for (const checked::Column& column : declaration.columns) {
      for (std::size_t i = 0; !column.citations && i < column.values.size(); ++i)
        constant(column.values[i], column.type, sources.text(column.places[i]));
    }
    for (const checked::TableRow& row : declaration.decision.rows) {
      for (std::size_t i = 0; i < row.tests.size(); ++i)
        cell(row.tests[i], declaration.decision.columns[i].value->type);
    }
  }
  for (const auto& [value, type] : constants_) {
    if (const auto* date = std::get_if<Date>(&value)) days_.push_back(*date);
  }
  std::sort(days_.begin(), days_.end());
  days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
}

void GridValues::cell(const checked::TestCell& cell, const Type& type) {
  for (const std::optional<checked::CellBound>& bound : {cell.least, cell.most}) {
    if (bound) constant(bound->value, type, literalText(bound->value, type, program_.vocabulary));
  }
  for (const std::string& text : cell.texts) constant(text, type, "");
}

void GridValues::constant(const Value& value, const Type& type, std::string_view text) {
  const auto keep = [&](const Value& one) {
    const bool known = std::any_of(constants_.begin(), constants_.end(), [&](const auto& other) {
      return other.second.kind == type.kind && other.second.id == type.id && other.first == one;
    });
    if (!known) constants_.emplace_back(one, type);
  };
  keep(value);
  for (const bool up : {true, false}) {
    const std::optional<Neighbour> other = neighbour(value, type, text, up);
    if (other && !std::holds_alternative<bool>(value)) keep(other->value);
  }
}

// Constants of the same kind, and a ladder of sizes where shares and sums make the boundary.
std::vector<Value> GridValues::ordered(const Type& type) const {
  std::vector<Value> values;
  const auto put = [&](Value value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
  };
  std::uint32_t currency = type.id;
  for (const auto& [value, of] : constants_) {
    const bool numbers = type.isNumeric() && of.isNumeric();
    const bool any_money = type.kind == TypeKind::Money && of.kind == TypeKind::Money && type.id == 0;
    if (!numbers && !any_money && (of.kind != type.kind || of.id != type.id)) continue;
    if (std::holds_alternative<NoneValue>(value)) continue;
    if (const auto* money = std::get_if<Money>(&value); money && currency == 0) currency = money->currency;
    const auto* number = std::get_if<Number>(&value);
    if (type.kind == TypeKind::Integer && number && !number->isWhole()) continue;
    put(value);
  }
  if (type.kind == TypeKind::Money) {
    if (currency == 0) currency = currencyId("EUR");
    for (std::int32_t power = -1; power <= 12; power += power < 0 ? 1 : 3)
      put(Money{power < 0 ? Number(0) : Number::scaled(1, power), currency});
  } else if (type.isNumeric() || type.kind == TypeKind::Quantity) {
    for (const std::int64_t size : {0, 1, 2, 10, 1'000, 1'000'000}) put(Number(size));
  } else if (type.kind == TypeKind::Percentage) {
    for (const std::int64_t percent : {0, 1, 25, 50, 100}) put(Number::scaled(percent, -2));
  } else if (type.kind == TypeKind::Period) {
    for (const std::int64_t days : {0, 1, 30, 400}) put(Period{false, days * 86'400});
  }
  return values;
}

std::vector<Answer> GridValues::of(const Type& type, const Fact* fact) const {
  std::vector<Answer> answers;
  const auto options = [&]() -> std::vector<std::uint32_t> {
    std::vector<std::uint32_t> out = program_.vocabulary.choices[ChoiceId{type.id}].lowest;
    if (out.size() > kMostOptions) out.resize(kMostOptions);
    return out;
  };
  if (type.set) {
    answers.push_back(given(OptionSetValue{}));
    for (const std::uint32_t option : options()) answers.push_back(given(OptionSetValue{{option}}));
    answers.push_back(given(OptionSetValue{program_.vocabulary.choices[ChoiceId{type.id}].lowest}));
  } else if (type.kind == TypeKind::YesNo) {
    for (const bool truth : {true, false}) answers.push_back(given(truth));
  } else if (type.kind == TypeKind::Judgement) {
    for (const bool truth : {true, false}) answers.push_back(judged(truth));
  } else if (type.kind == TypeKind::Practice) {
    for (std::uint32_t state = 0; state < std::size(kPracticeStates); ++state)
      answers.push_back(given(OptionValue{state}));
  } else if (type.kind == TypeKind::Choice) {
    for (const std::uint32_t option : options()) answers.push_back(given(OptionValue{option}));
  } else if (type.kind == TypeKind::Text) {
    for (const auto& [value, of] : constants_) {
      if (of.kind == TypeKind::Text) answers.push_back(given(value));
    }
    answers.push_back(given(std::string("another")));
  } else if (type.isOrdered()) {
    for (Value& value : ordered(type)) {
      if (within(value, fact)) answers.push_back(given(std::move(value)));
    }
  }
  if (type.or_none || type.kind == TypeKind::Evidence) answers.push_back(stated(AnswerState::None));
  answers.push_back(stated(AnswerState::Unknown));
  return answers;
}

namespace {

Datum scalar(std::string text, bool quoted) {
  Datum datum;
  datum.kind = DatumKind::Scalar;
  datum.text = std::move(text);
  datum.quoted = quoted;
  return datum;
}

Datum record(const Vocabulary& vocabulary, EntityId id, const std::set<EntityId>& wanted, std::size_t count) {
  Datum out;
  out.kind = DatumKind::Record;
  for (const EntityId child : vocabulary.entities[id].children) {
    const Entity& entity = vocabulary.entities[child];
    if (!wanted.contains(child) || entity.keyed_by != ChoiceId{kNoId}) continue;
    if (entity.single) {
      out.entries.push_back({entity.list_name, {}, record(vocabulary, child, wanted, count)});
      continue;
    }
    Datum list;
    list.kind = DatumKind::List;
    for (std::size_t i = 0; i < count; ++i) {
      Datum element = record(vocabulary, child, wanted, count);
      const bool series = entity.ordered_by != FactId{kNoId};
      const std::string day = std::to_string(2'000 + i) + "-12-31";
      Datum::Entry key{
          series ? vocabulary.facts[entity.ordered_by].name : "id",
          {},
          scalar(series ? day : entity.name + (i == 0 ? "" : " " + std::to_string(i + 1)), !series)};
      element.entries.insert(element.entries.begin(), std::move(key));
      list.items.push_back(std::move(element));
    }
    out.entries.push_back({entity.list_name, {}, std::move(list)});
  }
  return out;
}

}  // namespace

std::optional<Profile> emptyWorld(const Vocabulary& vocabulary, const std::set<EntityId>& entities,
                                  std::size_t count) {
  std::set<EntityId> wanted;
  EntityId root{kNoId};
  for (EntityId at : entities) {
    for (; at != EntityId{kNoId}; at = vocabulary.entities[at].parent) {
      wanted.insert(at);
      if (vocabulary.entities[at].parent == EntityId{kNoId}) root = at;
    }
  }
  if (root == EntityId{kNoId}) return std::nullopt;
  Datum document;
  document.kind = DatumKind::Record;
  document.entries.push_back({"jurat", {}, scalar("1", false)});
  document.entries.push_back({vocabulary.entities[root].name, {}, record(vocabulary, root, wanted, count)});
  Diagnostics untypable;  // a vocabulary that asks more of an element than its id: there is no such world
  return bindProfile(document, vocabulary, {}, untypable);
}

}  // namespace jurat
