// The JSON Schema of a profile. YAML profiles are validated by editors as the JSON they stand for, so `yes`
// may arrive as a string or as true, and a number as a number or a string.
#include <nlohmann/json.hpp>

#include "engine/manual/manual.h"

namespace jurat {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kDate = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr const char* kMoment =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$";
constexpr const char* kNumber = "[+-]?[0-9][0-9_ ]*(\\.[0-9_]+)?([eE][+-]?[0-9]+)?";

Json text(const std::string& pattern) { return {{"type", "string"}, {"pattern", "^" + pattern + "$"}}; }

class Schema {
 public:
  Schema(const Vocabulary& vocabulary, Language language) : vocabulary_(vocabulary), language_(language) {}

  Json run() {
    Json root;
    root["$schema"] = "http://json-schema.org/draft-07/schema#";
    root["title"] = "Jurat company profile";
    root["type"] = "object";
    root["required"] = {"jurat"};
    root["additionalProperties"] = false;
    Json properties;
    properties["jurat"] = {{"description", "version of the profile format"}, {"enum", {1, "1"}}};
    properties["frameworks"] = {{"description", "packs asked for beyond those the law calls for"},
                                {"type", "array"},
                                {"items", {{"type", "string"}}}};
    if (!vocabulary_.rates.empty()) properties["rates"] = rates();
    for (std::uint32_t i = 0; i < vocabulary_.entities.size(); ++i) {
      const Entity& entity = vocabulary_.entities[EntityId{i}];
      if (entity.parent != EntityId{kNoId}) continue;
      properties[entity.name] = reference(EntityId{i});
      root["required"].push_back(entity.name);
    }
    root["properties"] = properties;
    Json definitions;
    for (std::uint32_t i = 0; i < vocabulary_.choices.size(); ++i)
      definitions[choiceName(ChoiceId{i})] = choice(ChoiceId{i});
    for (std::uint32_t i = 0; i < vocabulary_.entities.size(); ++i) {
      definitions[vocabulary_.entities[EntityId{i}].name] = record(EntityId{i});
    }
    definitions["evidence-file"] = evidence();  // no name of the vocabulary has a hyphen
    root["definitions"] = definitions;
    return root;
  }

 private:
  // Exchange rates of days on which the published tables have none.
  Json rates() const {
    const Json number = {{"type", {"number", "string"}}};
    Json row = {{"type", "object"}, {"required", {"day", "source"}}, {"minProperties", 3}};
    row["properties"] = {{"day", {{"type", "string"}, {"pattern", kDate}}}, {"source", {{"type", "string"}}}};
    row["patternProperties"] = {{"^[A-Z]{3}$", number}};
    row["additionalProperties"] = false;
    Json tables;
    for (const RateTable& table : vocabulary_.rates) {
      for (const std::string& name : {table.name, table.pack + "/" + table.name})
        tables[name] = {{"type", "array"}, {"items", row}};
    }
    return {{"description", "exchange rates of days on which the published ones are missing"},
            {"type", "object"},
            {"additionalProperties", false},
            {"properties", tables}};
  }

  Json reference(EntityId entity) const {
    return {{"$ref", "#/definitions/" + vocabulary_.entities[entity].name}};
  }

  // Two packs may each have a choice of one name; an entity may share it too.
  std::string choiceName(ChoiceId id) const {
    return "choice." + vocabulary_.choices[id].name + "." + std::to_string(raw(id));
  }

  Json choice(ChoiceId id) const {
    const Choice& source = vocabulary_.choices[id];
    Json out = {{"title", source.name}, {"oneOf", Json::array()}};
    for (const std::uint32_t at : source.lowest) {  // what has others under it is no answer
      const Option& option = source.options[at];
      Json one = {{"const", option.name}, {"title", option.label.in(language_)}};
      out["oneOf"].push_back(std::move(one));
    }
    return out;
  }

  Json record(EntityId id) {
    const Entity& entity = vocabulary_.entities[id];
    Json properties;
    Json required = Json::array();
    const bool listed =
        entity.parent != EntityId{kNoId} && !entity.single && entity.keyed_by == ChoiceId{kNoId};
    if (listed && entity.ordered_by == FactId{kNoId}) {
      properties["id"] = {{"description", "a name of its own in this list"},
                          {"type", {"string", "number", "boolean"}}};
      required.push_back("id");
    }
    properties["complete"] = {{"description", "yes: what this record lacks is `none`"},
                              {"enum", {"yes", "no", true, false}}};
    for (const FactId fact : entity.facts) {
      const Fact& source = vocabulary_.facts[fact];
      properties[source.name] = factSchema(source);
      if (fact == entity.ordered_by) required.push_back(source.name);
    }
    for (const EntityId child : entity.children)
      properties[vocabulary_.entities[child].list_name] = childSchema(child);
    Json out = {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
    if (!required.empty()) out["required"] = required;
    return out;
  }

  Json childSchema(EntityId id) const {
    const Entity& entity = vocabulary_.entities[id];
    if (entity.single) return {{"oneOf", {reference(id), {{"const", "none"}}}}};
    if (entity.keyed_by != ChoiceId{kNoId}) {
      Json properties;
      const Choice& keys = vocabulary_.choices[entity.keyed_by];
      for (const std::uint32_t option : keys.lowest) {
        Json one = {{"allOf", {reference(id)}}, {"description", keys.options[option].label.in(language_)}};
        properties[keys.options[option].name] = one;
      }
      return {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
    }
    const Json items = {{"type", "array"}, {"items", reference(id)}};
    Json open = {{"type", "object"}, {"additionalProperties", false}, {"required", {"items"}}};
    open["properties"] = {{"complete", {{"enum", {"yes", "no", true, false}}}}, {"items", items}};
    return {{"oneOf", {items, open, {{"const", "none"}}, {{"const", "unknown"}}}}};
  }

  Json factSchema(const Fact& fact) {
    Json value = answerOrRow(fact);
    std::string description = fact.ask.in(language_);
    if (!fact.about.in(language_).empty())
      description += (description.empty() ? "" : " ") + fact.about.in(language_);
    if (!description.empty()) value["description"] = description;
    return value;
  }

  // An answer, or one for each option.
  Json answerOrRow(const Fact& fact) {
    const Json value = answer(fact);
    if (fact.per == ChoiceId{kNoId}) return value;
    Json properties;
    const Choice& keys = vocabulary_.choices[fact.per];
    for (const std::uint32_t option : keys.lowest) properties[keys.options[option].name] = value;
    return {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
  }

  // What may stand for a fact: a value, unknown, none where the type has it, a range, or a record with a
  // source.
  Json answer(const Fact& fact) {
    const Json plain = fact.type.kind == TypeKind::Judgement ? judgement(fact) : scalar(fact.type);
    Json any = Json::array({plain});
    const bool none = fact.type.or_none || fact.type.event || fact.type.kind == TypeKind::Evidence;
    if (none) any.push_back({{"const", "none"}});
    any.push_back({{"const", "unknown"}});
    if (fact.type.isOrdered() && !fact.type.set) {
      any.push_back({{"type", "object"},
                     {"additionalProperties", false},
                     {"minProperties", 1},
                     {"properties", {{"at_least", plain}, {"at_most", plain}}}});
    }
    if (fact.type.kind != TypeKind::Evidence && fact.type.kind != TypeKind::Judgement) {
      Json value = Json::array({plain, {{"const", "unknown"}}});
      if (none) value.push_back({{"const", "none"}});
      Json sourced = {{"type", "object"}, {"additionalProperties", false}};
      sourced["properties"] = {{"value", {{"anyOf", value}}},
                               {"source", {{"type", "string"}}},
                               {"reason", {{"type", "string"}}},
                               {"as_of", text(std::string(kDate).substr(1, std::string(kDate).size() - 2))},
                               {"evidence", {{"$ref", "#/definitions/evidence-file"}}},
                               {"at_least", plain},
                               {"at_most", plain}};
      any.push_back(std::move(sourced));
    }
    // A text fact takes `none` and `unknown` as text too, so more than one branch may hold.
    return {{"anyOf", any}};
  }

  Json scalar(const Type& type) {
    Json one = single(type);
    if (!type.set) return one;
    Json list = {{"type", "array"}, {"items", one}, {"uniqueItems", true}};
    return {{"anyOf", {list, one}}};
  }

  Json single(const Type& type) {
    switch (type.kind) {
      case TypeKind::YesNo:
        return {{"enum", {"yes", "no", true, false, "true", "false"}}};
      case TypeKind::Integer:
      case TypeKind::Decimal:
        return {{"anyOf", {{{"type", "number"}}, text(kNumber)}}};
      case TypeKind::Percentage:
        return text(std::string(kNumber) + " ?%");
      case TypeKind::Money:
        return text((type.id ? currencyCode(type.id) : std::string("[A-Z]{3}")) + " " + kNumber);
      case TypeKind::Quantity:
        return text(std::string(kNumber) + " (" + units(UnitId{type.id}) + ")");
      case TypeKind::Date:
        return {{"type", "string"}, {"pattern", kDate}};
      case TypeKind::Moment:
        return {{"type", "string"}, {"pattern", kMoment}};
      case TypeKind::Period:
        return text("[0-9]+ (years?|months?|weeks?|days?|hours?)");
      case TypeKind::Text:
        return {{"type", {"string", "number", "boolean"}}};
      case TypeKind::Choice:
        return {{"$ref", "#/definitions/" + choiceName(ChoiceId{type.id})}};
      case TypeKind::Evidence:
        return evidence();
      case TypeKind::Practice: {
        Json states = Json::array();
        for (const std::string_view state : kPracticeStates) states.push_back(state);
        return {{"enum", states}};
      }
      case TypeKind::Judgement:  // see judgement(): its record depends on the fact
      case TypeKind::Ref:
      case TypeKind::Currency:
      case TypeKind::None:
      case TypeKind::Error:
        break;
    }
    return {{"type", "string"}};
  }

  std::string units(UnitId base) const {
    std::string names;
    for (const Unit& unit : vocabulary_.units) {
      if (unit.base == base) names += (names.empty() ? "" : "|") + unit.name;
    }
    return names;
  }

  static Json evidence() {
    const Json word = {{"type", "string"}};
    const Json day = {{"type", "string"}, {"pattern", kDate}};
    Json record = {{"type", "object"}, {"additionalProperties", false}, {"required", {"path"}}};
    record["properties"] = {{"path", word},         {"sha256", text("[0-9a-fA-F]{64}")},
                            {"media_type", word},   {"effective_from", day},
                            {"expires", day},       {"collected_on", day},
                            {"collected_by", word}, {"covers", word}};
    return {{"anyOf", {word, record}}};
  }

  Json judgement(const Fact& fact) {
    const Json day = {{"type", "string"}, {"pattern", kDate}};
    Json record = {{"type", "object"}, {"additionalProperties", false}, {"required", {"value", "by", "on"}}};
    record["properties"] = {{"value", {{"enum", {"yes", "no", true, false}}}},
                            {"by", {{"type", "string"}}},
                            {"on", day},
                            {"expires", day},
                            {"evidence", {{"$ref", "#/definitions/evidence-file"}}},
                            {"source", {{"type", "string"}}}};
    if (fact.rests_on.empty()) return record;
    Json facts;
    for (const FactId id : fact.rests_on) {
      const Fact& basis = vocabulary_.facts[id];
      const Json value = answerOrRow(basis);
      facts[basis.name] = value;
      if (basis.entity != fact.entity)
        facts[vocabulary_.entities[basis.entity].name + "." + basis.name] = value;
    }
    record["properties"]["rested_on"] = {
        {"type", "object"}, {"additionalProperties", false}, {"properties", facts}};
    return record;
  }

  const Vocabulary& vocabulary_;
  Language language_;
};

}  // namespace

std::string profileSchema(const Vocabulary& vocabulary, Language language) {
  return Schema(vocabulary, language).run().dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace jurat
