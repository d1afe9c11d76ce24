#include "tests/profile/vocabulary.h"

#include <utility>

namespace jurat::testing {
namespace {

class Builder {
 public:
  Vocabulary out;

  ChoiceId choice(std::string name, std::vector<std::pair<std::string, std::uint32_t>> options) {
    Choice made;
    made.name = std::move(name);
    for (auto& [option, parent] : options) {
      Option row;
      row.name = option;
      row.label.en = "Label of " + option;
      row.parent = parent;
      const std::uint32_t index = static_cast<std::uint32_t>(made.options.size());
      if (parent != kNoId) made.options[parent].children.push_back(index);
      made.options.push_back(std::move(row));
    }
    for (std::uint32_t i = 0; i < made.options.size(); ++i) {
      if (made.options[i].children.empty()) made.lowest.push_back(i);
    }
    return out.choices.add(std::move(made));
  }

  EntityId entity(std::string name, EntityId parent, std::string list_name) {
    Entity made;
    made.name = std::move(name);
    made.parent = parent;
    made.list_name = std::move(list_name);
    const EntityId id = out.entities.add(std::move(made));
    if (parent != EntityId{kNoId}) out.entities[parent].children.push_back(id);
    return id;
  }

  FactId fact(EntityId entity, std::string name, Type type, ChoiceId per = ChoiceId{kNoId}) {
    Fact made;
    made.name = std::move(name);
    made.entity = entity;
    made.type = type;
    made.per = per;
    made.slot = out.entities[entity].slots;
    if (per != ChoiceId{kNoId}) made.slots = static_cast<std::uint32_t>(out.choices[per].lowest.size());
    out.entities[entity].slots += made.slots;
    const FactId id = out.facts.add(std::move(made));
    out.entities[entity].facts.push_back(id);
    return id;
  }

  FactId least(FactId id, Value bound) {
    out.facts[id].at_least = std::move(bound);
    return id;
  }
  FactId most(FactId id, Value bound) {
    out.facts[id].at_most = std::move(bound);
    return id;
  }
};

Type of(TypeKind kind, std::uint32_t id = 0) {
  Type out;
  out.kind = kind;
  out.id = id;
  return out;
}
Type orNone(Type type) {
  type.or_none = true;
  return type;
}
Type event(TypeKind kind) {
  Type out = of(kind);
  out.event = out.or_none = true;
  return out;
}
Type setOf(ChoiceId id) {
  Type out = of(TypeKind::Choice, raw(id));
  out.set = true;
  return out;
}

void company(Builder& build, EntityId company, ChoiceId country) {
  const FactId lei = build.fact(company, "lei", of(TypeKind::Text));
  build.out.facts[lei].standard = "ISO 17442";
  build.fact(company, "name", of(TypeKind::Text));
  build.fact(company, "trade_name", orNone(of(TypeKind::Text)));
  build.fact(company, "established_in", setOf(country));
  build.fact(company, "home_country", of(TypeKind::Choice, raw(country)));
  build.fact(company, "is_undertaking", of(TypeKind::YesNo));
  build.fact(company, "public_body", of(TypeKind::YesNo));
  const FactId renamed = build.fact(company, "provides_public_services", of(TypeKind::YesNo));
  build.out.facts[renamed].renamed_from = "public_services";
  build.fact(company, "users_in", of(TypeKind::Integer), country);
}

void system(Builder& build, EntityId system, EntityId incident, ChoiceId role, ChoiceId use, UnitId flop) {
  build.fact(system, "declared_roles", setOf(role));
  build.fact(system, "main_role", of(TypeKind::Choice, raw(role)));
  build.fact(system, "annex_iii_uses", setOf(use));
  build.least(build.fact(system, "users", of(TypeKind::Integer)), Number(0));
  build.fact(system, "training_compute", of(TypeKind::Quantity, raw(flop)));
  build.fact(system, "placed_on_market", event(TypeKind::Date));
  build.fact(system, "certificate_until", of(TypeKind::Date));
  build.fact(system, "support", of(TypeKind::Period));
  build.fact(system, "instructions_for_use", of(TypeKind::Evidence));
  const FactId judged = build.fact(system, "human_oversight_is_effective", of(TypeKind::Judgement));
  for (const auto& [owner, name] :
       {std::pair{system, "users"}, {build.out.entities[system].parent, "users_in"}})
    build.out.facts[judged].rests_on.push_back(*build.out.fact(owner, name));
  build.fact(system, "is_harmless", of(TypeKind::Judgement));
  build.fact(system, "impact_assessment", of(TypeKind::Practice));
  build.fact(incident, "system", of(TypeKind::Ref, raw(system)));
  build.fact(incident, "aware_at", event(TypeKind::Moment));
  build.fact(incident, "resolved_at", of(TypeKind::Moment));
}

}  // namespace

Vocabulary smallVocabulary() {
  Builder build;
  const ChoiceId country = build.choice("country", {{"DE", kNoId}, {"FR", kNoId}, {"NO", kNoId}});
  const ChoiceId role =
      build.choice("operator_role", {{"provider", kNoId}, {"deployer", kNoId}, {"importer", kNoId}});
  const ChoiceId use =
      build.choice("annex_iii_use", {{"p4", kNoId}, {"p4a", 0}, {"p4b", 0}, {"p5", kNoId}, {"p5a", 3}});
  const ChoiceId control =
      build.choice("nist_subcategory", {{"govern", kNoId}, {"govern_1", 0}, {"govern_2", 0}});
  Unit flop;
  flop.name = "FLOP";
  flop.base = UnitId{0};
  build.out.units.add(flop);
  flop.name = "PFLOP";
  flop.factor = Number::scaled(1, 15);
  build.out.units.add(flop);

  RateTable rates;
  rates.name = "ecb_reference";
  rates.pack = "eu.sme";
  rates.base = currencyId("EUR");
  rates.currencies = {currencyId("USD")};
  rates.rows = {{*parseDate("2025-12-31"), {Number::parse("1.175")}}};
  build.out.rates.push_back(rates);

  const EntityId root = build.entity("company", EntityId{kNoId}, "company");
  company(build, root, country);

  const EntityId year = build.entity("financial_year", root, "financial_years");
  build.out.entities[year].ordered_by = build.fact(year, "ends_on", event(TypeKind::Date));
  build.least(build.fact(year, "headcount", of(TypeKind::Decimal)), Number(0));
  build.least(build.fact(year, "worldwide_annual_turnover", of(TypeKind::Money)), Number(0));
  build.least(build.fact(year, "grant", of(TypeKind::Money, currencyId("EUR"))),
              Money{Number(0), currencyId("EUR")});
  build.most(build.least(build.fact(year, "share", of(TypeKind::Percentage)), Number(0)), Number(1));

  const EntityId ai_system = build.entity("ai_system", root, "ai_systems");
  const EntityId incident = build.entity("incident", root, "incidents");
  system(build, ai_system, incident, role, use, UnitId{0});

  const EntityId governance = build.entity("governance", root, "governance");
  build.out.entities[governance].single = true;
  build.fact(governance, "board_oversight", of(TypeKind::YesNo));

  const EntityId controls = build.entity("nist_control", root, "nist_controls");
  build.out.entities[controls].keyed_by = control;
  build.fact(controls, "state", of(TypeKind::Practice));
  build.fact(controls, "target", orNone(of(TypeKind::Date)));
  return std::move(build.out);
}

}  // namespace jurat::testing
