// What the tests of rule files speak of, resolved against a checked program.
#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/check/check.h"
#include "engine/check/names/literals.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat {

using checked::Declaration;
using checked::DeclarationId;
using checked::Program;

namespace {

bool sees(const Program& program, PackId from, PackId target) {
  const std::vector<PackId>& uses = program.packs[from].uses;
  return from == target || std::find(uses.begin(), uses.end(), target) != uses.end();
}

std::string_view lastPart(std::string_view id) { return id.substr(id.rfind('.') + 1); }

// The pack that the words before the last one name.
std::optional<PackId> qualifier(const Program& program, PackId from, const ast::Dotted& path) {
  std::string text;
  for (std::size_t i = 0; i + 1 < path.parts.size(); ++i) {
    if (i > 0) text += '.';
    text += path.parts[i].text;
  }
  const checked::Pack& pack = program.packs[from];
  if (text == pack.id || text == lastPart(pack.id)) return from;
  for (const auto& [name, used] : pack.use_names) {
    if (text == name || text == program.packs[used].id || text == lastPart(program.packs[used].id))
      return used;
  }
  return std::nullopt;
}

TestTarget::Kind kindOf(checked::DeclarationKind kind) {
  switch (kind) {
    case checked::DeclarationKind::Define:
    case checked::DeclarationKind::DecisionTable:
      return TestTarget::Kind::Definition;
    case checked::DeclarationKind::Amount:
      return TestTarget::Kind::Amount;
    case checked::DeclarationKind::Rule:
      return TestTarget::Kind::Rule;
    case checked::DeclarationKind::Benefit:
      return TestTarget::Kind::Benefit;
    case checked::DeclarationKind::Parameter:
    case checked::DeclarationKind::DataTable:
    case checked::DeclarationKind::Rates:
    case checked::DeclarationKind::Calendar:
    case checked::DeclarationKind::Statement:
      return TestTarget::Kind::None;
  }
  return TestTarget::Kind::None;
}

// What may be tested: definitions, amounts, rules and facts, with the choice they stand for each option of.
struct Candidate {
  TestTarget target;
  ChoiceId per{kNoId};
  Span declared;
  PackId pack{};
};

bool hasLimb(const checked::Branch& branch, std::string_view name) {
  return std::any_of(branch.alternatives.begin(), branch.alternatives.end(),
                     [&](const checked::Bound& bound) { return bound.label == name; }) ||
         std::any_of(branch.exceptions.begin(), branch.exceptions.end(),
                     [&](const checked::Branch& exception) { return hasLimb(exception, name); });
}

// Complains to nobody where `diagnostics` is null: suggestions cost more than all the rest.
class Resolver {
 public:
  Resolver(const Program& program, PackId pack, EntityId near, Diagnostics* diagnostics)
      : program_(program), pack_(pack), near_(near), diagnostics_(diagnostics) {}

  TestTarget resolve(const ast::Dotted& path, const ast::Name& index) {
    if (!path) return {};
    const ast::Name& name = path.parts.back();
    std::optional<PackId> only;
    std::optional<EntityId> entity;
    if (path.parts.size() > 1) {
      only = qualifier(program_, pack_, path);
      if (!only && path.parts.size() == 2) entity = program_.vocabulary.entity(path.parts.front().text);
      if (!only && !entity) {
        if (const std::optional<TestTarget> result = resultOf(path)) return *result;
        if (const std::optional<Candidate> amount = limbOf(path)) return indexed(*amount, name, index);
        return unknownOwner(path.parts.front());
      }
    }
    std::vector<Candidate> found = declarations(name.text, only);
    if (found.empty() || entity) found = facts(name.text, entity);
    if (found.empty()) return unknown(name);
    if (found.size() > 1) return ambiguous(name, found);
    return indexed(found.front(), name, index);
  }

 private:
  std::vector<Candidate> declarations(std::string_view name, std::optional<PackId> only) const {
    const auto order = [&](DeclarationId id, std::string_view text) {
      return program_.declarations[id].name < text;
    };
    auto at = std::lower_bound(program_.by_name.begin(), program_.by_name.end(), name, order);
    std::vector<Candidate> out;
    for (; at != program_.by_name.end() && program_.declarations[*at].name == name; ++at) {
      const Declaration& each = program_.declarations[*at];
      const TestTarget::Kind kind = kindOf(each.kind);
      if (kind == TestTarget::Kind::None) continue;
      if (only ? each.pack != *only : !sees(program_, pack_, each.pack)) continue;
      Candidate candidate{
          {.kind = kind, .declaration = *at, .type = each.type}, each.per, each.name_span, each.pack};
      if (each.control) candidate.per = program_.vocabulary.entities[each.subject].keyed_by;
      out.push_back(candidate);
    }
    return out;
  }

  // `TABLE.RESULT` of a decision table, qualified or not.
  std::optional<TestTarget> resultOf(const ast::Dotted& path) const {
    const ast::Dotted table{path.parts.first(path.parts.size() - 1), path.span};
    const std::optional<PackId> only =
        table.parts.size() > 1 ? qualifier(program_, pack_, table) : std::optional<PackId>();
    if (table.parts.size() > 1 && !only) return std::nullopt;
    for (const Candidate& each : declarations(table.parts.back().text, only)) {
      const std::vector<checked::TableOutput>& outputs =
          program_.declarations[each.target.declaration].decision.outputs;
      for (std::uint32_t i = 0; i < outputs.size(); ++i) {
        if (outputs[i].name != path.parts.back().text) continue;
        TestTarget target = each.target;
        target.output = i;
        target.type = outputs[i].type;
        return target;
      }
    }
    return std::nullopt;
  }

  // `AMOUNT.LIMB` of one with alternatives, qualified or not.
  std::optional<Candidate> limbOf(const ast::Dotted& path) const {
    const ast::Dotted amount{path.parts.first(path.parts.size() - 1), path.span};
    const std::optional<PackId> only =
        amount.parts.size() > 1 ? qualifier(program_, pack_, amount) : std::optional<PackId>();
    if (amount.parts.size() > 1 && !only) return std::nullopt;
    for (Candidate each : declarations(amount.parts.back().text, only)) {
      if (each.target.kind != TestTarget::Kind::Amount && each.target.kind != TestTarget::Kind::Benefit)
        continue;
      for (const checked::Version& version : program_.declarations[each.target.declaration].versions) {
        if (!hasLimb(version.general, path.parts.back().text)) continue;
        each.target.limb = path.parts.back().text;
        return each;
      }
    }
    return std::nullopt;
  }

  Candidate candidate(FactId id) const {
    const Fact& fact = program_.vocabulary.facts[id];
    return {{.kind = TestTarget::Kind::Fact, .fact = id, .type = fact.type}, fact.per, fact.span, fact.pack};
  }

  // The fact of the near entity, then of what contains it, then of what it contains, then of any.
  std::vector<Candidate> facts(std::string_view name, std::optional<EntityId> entity) const {
    const Vocabulary& vocabulary = program_.vocabulary;
    if (entity) {
      const std::optional<FactId> fact = vocabulary.fact(*entity, name);
      return fact ? std::vector<Candidate>{candidate(*fact)} : std::vector<Candidate>{};
    }
    for (EntityId at = near_; at != EntityId{kNoId}; at = vocabulary.entities[at].parent) {
      if (const std::optional<FactId> fact = vocabulary.fact(at, name)) return {candidate(*fact)};
    }
    std::vector<Candidate> out;
    for (std::size_t i = 0; i < vocabulary.facts.size(); ++i) {
      const FactId id = vocabulary.facts.idAt(i);
      if (vocabulary.facts[id].name == name) out.push_back(candidate(id));
    }
    return out;
  }

  TestTarget unknownOwner(const ast::Name& name) const {
    if (diagnostics_ == nullptr) return {};
    std::vector<std::string_view> known;
    for (const Entity& each : program_.vocabulary.entities) known.push_back(each.name);
    for (const auto& [used, id] : program_.packs[pack_].use_names) known.push_back(used);
    Diagnostic diagnostic{.code = "J0501",
                          .message = "there is no entity or pack " + checking::quoted(name.text) + " here",
                          .primary = {name.span, "not known here"}};
    checking::suggest(diagnostic, name.text, known);
    diagnostics_->report(std::move(diagnostic));
    return {};
  }

  TestTarget unknown(const ast::Name& name) const {
    if (diagnostics_ == nullptr) return {};
    std::vector<std::string_view> known;
    for (const Declaration& each : program_.declarations) {
      if (kindOf(each.kind) != TestTarget::Kind::None && sees(program_, pack_, each.pack))
        known.push_back(each.name);
    }
    for (const Fact& each : program_.vocabulary.facts) known.push_back(each.name);
    Diagnostic diagnostic{
        .code = "J0501",
        .message = "there is no rule, amount, definition or fact " + checking::quoted(name.text),
        .primary = {name.span, "not known here"}};
    checking::suggest(diagnostic, name.text, known);
    diagnostics_->report(std::move(diagnostic));
    return {};
  }

  TestTarget ambiguous(const ast::Name& name, const std::vector<Candidate>& found) const {
    if (diagnostics_ == nullptr) return {};
    Diagnostic diagnostic{.code = "J0503",
                          .message = checking::quoted(name.text) + " has more than one meaning in this test",
                          .primary = {name.span, "which one is meant?"}};
    for (const Candidate& each : found)
      diagnostic.secondary.push_back({each.declared, "one is declared here"});
    if (found.front().target.kind == TestTarget::Kind::Fact) {
      const Fact& fact = program_.vocabulary.facts[found.front().target.fact];
      diagnostic.help = "write the entity before it, as in `" +
                        program_.vocabulary.entities[fact.entity].name + "." + fact.name + "`";
    } else {
      diagnostic.help = "write the pack before it, as in `" + program_.packs[found.front().pack].id + "." +
                        std::string(name.text) + "`";
    }
    diagnostics_->report(std::move(diagnostic));
    return {};
  }

  TestTarget indexed(const Candidate& found, const ast::Name& name, const ast::Name& index) const {
    TestTarget target = found.target;
    if (!index) return target;
    if (found.per == ChoiceId{kNoId}) return notIndexed(found, name, index);
    const Choice& choice = program_.vocabulary.choices[found.per];
    const std::optional<std::uint32_t> option = choice.find(index.text);
    if (!option || !choice.options[*option].children.empty()) return noLowest(choice, option, index);
    target.option = *option;
    return target;
  }

  TestTarget notIndexed(const Candidate& found, const ast::Name& name, const ast::Name& index) const {
    if (diagnostics_ == nullptr) return {};
    diagnostics_->report({.code = "J0217",
                          .message = checking::quoted(name.text) + " has one value, not one for each option",
                          .primary = {index.span, "no option is expected"},
                          .secondary = {{found.declared, "declared here without `per`"}},
                          .help = "leave the brackets out"});
    return {};
  }

  TestTarget noLowest(const Choice& choice, std::optional<std::uint32_t> option,
                      const ast::Name& index) const {
    if (diagnostics_ == nullptr) return {};
    if (!option) {
      checking::reportNoOption(*diagnostics_, index, choice);
      return {};
    }
    diagnostics_->report(
        {.code = "J0225",
         .message = checking::quoted(index.text) + " holds other options, and each of them has its own value",
         .primary = {index.span, "one without options below it is expected"},
         .secondary = {{choice.options[*option].span, "declared here with what it holds"}}});
    return {};
  }

  const Program& program_;
  PackId pack_;
  EntityId near_;
  Diagnostics* diagnostics_;
};

}  // namespace

TestTarget resolveTestTarget(const Program& program, PackId pack, EntityId near, const ast::Dotted& path,
                             const ast::Name& index, Diagnostics& diagnostics) {
  return Resolver(program, pack, near, &diagnostics).resolve(path, index);
}

TestTarget findTestTarget(const Program& program, PackId pack, EntityId near, const ast::Dotted& path) {
  return Resolver(program, pack, near, nullptr).resolve(path, {});
}

std::optional<Value> testConstant(const Program& program, PackId pack, const ast::Expr& expression,
                                  const Type& type, Diagnostics& diagnostics) {
  static_cast<void>(pack);  // options are looked up in the choice of the type
  const Limits limits;
  return checking::Literals{program.vocabulary, limits, diagnostics}.valueOf(expression, type, "J0502");
}

}  // namespace jurat
