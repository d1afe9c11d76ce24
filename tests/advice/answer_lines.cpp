#include "tests/advice/answer_lines.h"

#include <doctest/doctest.h>

#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat::advice_test {
namespace {

// As a profile would have it, by type; YAML.
std::string valueOfType(const Fact& fact, const Vocabulary& vocabulary) {
  const Type& type = fact.type;
  const auto option = [&](bool last) {
    const Choice& choice = vocabulary.choices[ChoiceId{type.id}];
    return choice.options[last ? choice.lowest.back() : choice.lowest.front()].name;
  };
  switch (type.kind) {
    case TypeKind::YesNo:
      return "yes";
    case TypeKind::Integer:
      return "7";
    case TypeKind::Decimal:
      return "2.5";
    case TypeKind::Percentage:
      return "7%";
    case TypeKind::Money:
      return (type.id == 0 ? "EUR" : currencyCode(type.id)) + " 5_000";
    case TypeKind::Quantity:
      return "5 " + vocabulary.units[UnitId{type.id}].name;
    case TypeKind::Date:
      return "2026-01-31";
    case TypeKind::Moment:
      return "2026-01-31T10:00Z";
    case TypeKind::Period:
      return "18 months";
    case TypeKind::Choice:
      return type.set ? "[\"" + option(false) + "\", \"" + option(true) + "\"]" : "\"" + option(true) + "\"";
    case TypeKind::Evidence:
      return "evidence/a.pdf";
    case TypeKind::Judgement:
      return "{value: no, by: \"Ann: #1\", on: 2026-01-31}";
    case TypeKind::Practice:
      return "planned";
    case TypeKind::Text:
      return "'it''s: \"a\" # b'";
    default:
      return "";
  }
}

std::string show(const Answer* answer, const Fact& fact, const Vocabulary& vocabulary) {
  if (answer == nullptr) return "-";
  std::string out = std::to_string(static_cast<int>(answer->state));
  if (answer->state == AnswerState::Given) out += " " + valueText(answer->value, fact.type, vocabulary);
  if (answer->least) out += " from " + valueText(*answer->least, fact.type, vocabulary);
  if (answer->most) out += " to " + valueText(*answer->most, fact.type, vocabulary);
  return out + " | " + answer->source + (answer->as_of ? " " + toText(*answer->as_of) : "");
}

std::string labelOf(const Profile& profile, InstanceId id, const Vocabulary& vocabulary) {
  const Instance& instance = profile.instances[id];
  const std::string above =
      instance.parent == InstanceId{kNoId} ? "" : labelOf(profile, instance.parent, vocabulary) + "/";
  return above + vocabulary.entities[instance.entity].name + "(" + instance.id + ")";
}

std::string prefixOf(const Profile& profile, InstanceId id, const Fact& fact, std::uint32_t option,
                     const Vocabulary& vocabulary) {
  return labelOf(profile, id, vocabulary) + "." + fact.name + "[" + std::to_string(option) + "] = ";
}

}  // namespace

const char* const kSmallPack = R"(pack bridges {
    title     "Bridge Act"
    source    law "Bridge Act" binding
    version   "1.0.0"
    language  1
    status    in_force
    currency  EUR
    deadlines as counted
    time_zone "UTC"
}

choice place {
    north "in the north"
    south "in the south"
    west  "in the west"
}

entity company {
    fact turnover : money EUR at least EUR 0
        ask "What was its turnover last year?"
    fact places per place : yes_no
        ask "Does it have an office there?"
}

entity bridge within company as bridges {
    fact span         : integer at least 0
        ask "How long is it, in metres?"
    fact is_open      : yes_no
        ask "Is it open to traffic?"
    fact inspected_on : event
        ask "When was it last inspected?"
    fact holds        : judgement rests on span
        ask "Is it \"safe\" (Sec. 4)?"
}

amount fine for company : money EUR {
    title   "Most that a breach can cost"
    cites   "Sec. 9"
    at most higher of { fixed: EUR 20_000, share: 2% of turnover }
}

rule inspected for bridge {
    title   "Long bridges are inspected"
    cites   "Sec. 3"
    applies when span > 50 and is_open
    done    on inspected_on
    due     2026-06-30
    exposes company to fine
}

rule safe for bridge {
    title   "Long bridges are safe"
    cites   "Sec. 4"
    applies when span > 50 and is_open
    requires holds
}

rule present for company {
    title   "Somebody is in the north"
    cites   "Sec. 5"
    requires places[north]
}

rule weighed for company {
    title   "No bridge is longer than 500 metres"
    cites   "Sec. 2"
    forbids any bridges has (span > 500)
}
)";

std::optional<Datum> answerTo(const Fact& fact, ProfileSyntax syntax, const Vocabulary& vocabulary) {
  const std::string text = valueOfType(fact, vocabulary);
  if (text.empty()) return std::nullopt;
  SourceMap sources;
  Diagnostics faults;
  std::optional<Datum> value = readYaml(sources.add("value", text), {}, faults);
  REQUIRE(value);
  value->json_number = syntax == ProfileSyntax::Json && fact.type.isNumeric();
  // Some facts have a domain that this is no part of.
  if (!bindAnswer(*value, fact, vocabulary, {}, faults)) {
    *value = {};
    value->kind = DatumKind::Scalar;
    value->text = "unknown";
  }
  return value;
}

std::vector<std::string> contentsOf(const Profile& profile, const Vocabulary& vocabulary) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < profile.instances.size(); ++i) {
    const InstanceId id = profile.instances.idAt(i);
    const Instance& instance = profile.instances[id];
    const Entity& entity = vocabulary.entities[instance.entity];
    for (const FactId fact_id : entity.facts) {
      const Fact& fact = vocabulary.facts[fact_id];
      for (std::uint32_t option = 0; option < fact.slots; ++option)
        out.push_back(prefixOf(profile, id, fact, option, vocabulary) +
                      show(profile.answer(id, fact, option), fact, vocabulary));
    }
    for (const ChildList& list : instance.children) {
      const Entity& child = vocabulary.entities[list.entity];
      // A record or controls that are written now were there before.
      const bool always = child.single || child.keyed_by != ChoiceId{kNoId};
      out.push_back(labelOf(profile, id, vocabulary) + "/" + child.list_name + " " +
                    (always       ? ""
                     : list.given ? "given "
                                  : "open ") +
                    (list.complete ? "" : "more ") + std::to_string(list.instances.size()));
    }
  }
  return out;
}

void setContent(std::vector<std::string>& contents, const Profile& now, const Vocabulary& vocabulary,
                InstanceId instance, const Fact& fact, std::uint32_t option, const Datum& value) {
  Diagnostics faults;
  const std::optional<Answer> wanted = bindAnswer(value, fact, vocabulary, {}, faults);
  REQUIRE(wanted);
  const std::string prefix = prefixOf(now, instance, fact, option, vocabulary);
  std::size_t found = 0;
  for (std::string& line : contents) {
    if (!line.starts_with(prefix)) continue;
    line = prefix + show(&*wanted, fact, vocabulary);
    ++found;
  }
  CHECK(found == 1);
  CHECK(now.answer(instance, fact, option) != nullptr);
}

}  // namespace jurat::advice_test
