#include "engine/bundle/calling.h"

#include <algorithm>

namespace jurat::bundle {
namespace {

using checked::Expr;
using checked::ExprKind;

// The fact of a root entity that an expression reads; null when it is none, or may be answered elsewhere,
// too.
const Fact* plainFact(const Expr& expr, const Vocabulary& vocabulary) {
  if (expr.kind != ExprKind::Fact || expr.args.size() != 1 || expr.args[0]->kind != ExprKind::Variable)
    return nullptr;
  const Fact& fact = vocabulary.facts[expr.fact];
  const bool root = vocabulary.entities[fact.entity].parent == EntityId{kNoId};
  return root && fact.per == ChoiceId{kNoId} && fact.renamed_from.empty() ? &fact : nullptr;
}

Ruling about(Ruling::Kind kind, const Fact& fact, const Vocabulary& vocabulary) {
  return {.kind = kind,
          .entity = vocabulary.entities[fact.entity].name,
          .key = fact.name,
          .options = {},
          .parts = {}};
}

// Of a set: its lowest options that are none of those asked for and stand under none of them.
Ruling includes(const Expr& expr, const Vocabulary& vocabulary) {
  const Fact* fact = plainFact(*expr.args[0], vocabulary);
  if (!fact || fact->type.kind != TypeKind::Choice || !fact->type.set) return {};
  Ruling out = about(Ruling::Kind::Holds, *fact, vocabulary);
  const Choice& choice = vocabulary.choices[ChoiceId{fact->type.id}];
  for (const std::uint32_t lowest : choice.lowest) {
    const bool asked = std::any_of(expr.options.begin(), expr.options.end(),
                                   [&](std::uint32_t option) { return choice.under(lowest, option); });
    if (!asked) out.options.push_back(choice.options[lowest].name);
  }
  return out;
}

Ruling joined(Ruling::Kind kind, const Expr& expr, const Vocabulary& vocabulary) {
  Ruling out{.kind = kind, .entity = {}, .key = {}, .options = {}, .parts = {}};
  for (const Expr* arg : expr.args) out.parts.push_back(rulingOf(arg, vocabulary));
  for (const checked::Limb& limb : expr.limbs) out.parts.push_back(rulingOf(limb.value, vocabulary));
  return out;
}

}  // namespace

Ruling rulingOf(const Expr* called_for, const Vocabulary& vocabulary) {
  if (!called_for) return {};
  switch (called_for->kind) {
    case ExprKind::And:
    case ExprKind::AllOf:
      return joined(Ruling::Kind::Any, *called_for, vocabulary);
    case ExprKind::Or:
    case ExprKind::AnyOf:
      return joined(Ruling::Kind::All, *called_for, vocabulary);
    case ExprKind::IncludesAny:
      return includes(*called_for, vocabulary);
    case ExprKind::Fact: {
      const Fact* fact = plainFact(*called_for, vocabulary);
      const bool yes_no = fact && fact->type.kind == TypeKind::YesNo;
      return yes_no ? about(Ruling::Kind::No, *fact, vocabulary) : Ruling{};
    }
    default:
      return {};
  }
}

std::vector<AskedKeys> askedKeysOf(const checked::Program& program) {
  const Vocabulary& vocabulary = program.vocabulary;
  std::vector<AskedKeys> out(program.packs.size());
  for (const Fact& fact : vocabulary.facts) {
    std::set<std::string>& keys = out[raw(fact.pack)][vocabulary.entities[fact.entity].name];
    keys.insert(fact.name);
    if (!fact.renamed_from.empty()) keys.insert(fact.renamed_from);
  }
  for (const Entity& entity : vocabulary.entities) {
    const bool root = entity.parent == EntityId{kNoId};
    out[raw(entity.pack)][root ? std::string() : vocabulary.entities[entity.parent].name].insert(
        entity.list_name.empty() ? entity.name : entity.list_name);
  }
  for (std::size_t i = 0; i < program.packs.size(); ++i) {
    for (const RateTable& table : vocabulary.rates) {
      if (table.pack == program.packs[program.packs.idAt(i)].id) out[i]["rates"].insert(table.name);
    }
  }
  return out;
}

void leaveOut(const std::vector<bool>& wanted, Vocabulary& vocabulary) {
  if (wanted.empty()) return;
  const auto remove = [&](auto& ids, const auto& table) {
    const auto other = [&](auto id) { return !wanted[raw(table[id].pack)]; };
    ids.erase(std::remove_if(ids.begin(), ids.end(), other), ids.end());
  };
  for (Entity& entity : vocabulary.entities) {
    remove(entity.facts, vocabulary.facts);
    remove(entity.children, vocabulary.entities);
  }
}

}  // namespace jurat::bundle
