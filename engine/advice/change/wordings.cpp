// What rules say otherwise than they did.
#include <algorithm>
#include <utility>

#include "engine/advice/change/known_side.h"
#include "engine/compile/rule_set.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

using checked::DeclarationId;

class Wordings {
 public:
  Wordings(KnownSide& before, KnownSide& after, std::vector<ChangeReason>& out)
      : before_(before), after_(after), out_(out) {}

  void of(DeclarationId one, DeclarationId two) {
    std::vector<std::string> names;
    for (KnownSide* side : {&after_, &before_}) {
      for (const DeclarationId each : side->law.of(side == &after_ ? two : one).declarations) {
        std::string name = side->program().id(each);
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
      }
    }
    std::size_t found = 0;
    for (const std::string& name : names) {
      if (found < kReasonsOfAKind && changed(name)) ++found;
    }
    if (found == 0) facts(one, two);
  }

 private:
  // Whether a declaration of that name says something else; then that is a reason.
  bool changed(const std::string& name) {
    const std::optional<DeclarationId> one = before_.find(name), two = after_.find(name);
    if (one && two && before_.law.wordingOf(*one) == after_.law.wordingOf(*two)) return false;
    ChangeReason reason{.kind = ReasonKind::RuleText, .name = name};
    if (one) reason.place_before = before_.program().declarations[*one].name_span;
    if (two) reason.place_after = after_.program().declarations[*two].name_span;
    addOnce(out_, std::move(reason));
    return true;
  }

  // Facts whose declaration, or whose list of options, is another.
  void facts(DeclarationId one, DeclarationId two) {
    const Vocabulary &then = before_.program().vocabulary, &now = after_.program().vocabulary;
    std::map<std::string, const Fact*> earlier;
    for (const FactId id : before_.law.of(one).facts) {
      const Fact& fact = then.facts[id];
      earlier[then.entities[fact.entity].name + "." + fact.name] = &fact;
    }
    std::size_t found = 0;
    for (const FactId id : after_.law.of(two).facts) {
      const Fact& fact = now.facts[id];
      const std::string name = now.entities[fact.entity].name + "." + fact.name;
      const auto other = earlier.find(name);
      if (other == earlier.end() || found >= kReasonsOfAKind) continue;
      if (textOf(before_, *other->second) == textOf(after_, fact)) continue;
      ++found;
      addOnce(out_, {.kind = ReasonKind::RuleText,
                     .name = name,
                     .place_before = other->second->span,
                     .place_after = fact.span});
    }
  }

  static std::string textOf(const KnownSide& side, const Fact& fact) {
    std::string text(side.side.sources->text(fact.span));
    const bool choice = fact.type.kind == TypeKind::Choice;
    if (choice && fact.type.id < side.program().vocabulary.choices.size())
      text += side.side.sources->text(
          side.program().vocabulary.choices[static_cast<ChoiceId>(fact.type.id)].span);
    return text;
  }

  KnownSide &before_, &after_;
  std::vector<ChangeReason>& out_;
};

}  // namespace

KnownSide::KnownSide(const Side& of) : side(of), law(*of.rules->program, *of.sources) {
  for (std::size_t i = 0; i < program().declarations.size(); ++i) {
    const DeclarationId id = program().declarations.idAt(i);
    by_id.emplace(program().id(id), id);
  }
}

std::optional<DeclarationId> KnownSide::find(const std::string& id) const {
  const auto found = by_id.find(id);
  return found == by_id.end() ? std::nullopt : std::optional(found->second);
}

void addOnce(std::vector<ChangeReason>& out, ChangeReason reason) {
  if (std::find(out.begin(), out.end(), reason) == out.end()) out.push_back(std::move(reason));
}

void addWordings(KnownSide& before, KnownSide& after, const std::string& id, std::vector<ChangeReason>& out) {
  const std::optional<DeclarationId> one = before.find(id), two = after.find(id);
  if (one && two) Wordings(before, after, out).of(*one, *two);
}

}  // namespace jurat
