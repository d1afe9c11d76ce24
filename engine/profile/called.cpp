#include "engine/profile/called.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "engine/profile/answer/scalar.h"
#include "engine/profile/binding.h"

namespace jurat {
namespace {

using ast::Declaration;
using ast::DeclarationKind;
using ast::Expr;
using ast::ExprKind;

// A fact of a root entity, as some pack that is loaded declares it.
struct Declared {
  const Declaration* entity = nullptr;
  const ast::Fact* fact = nullptr;
};

bool isEntity(const Declaration& declaration) {
  return declaration.kind == DeclarationKind::Entity || declaration.kind == DeclarationKind::ExtendEntity;
}

// The options under which an option stands, itself the last; empty when there is no such option.
std::vector<const ast::Option*> lineOf(std::string_view name, ast::List<ast::Option> options) {
  for (const ast::Option& option : options) {
    if (option.name.text == name) return {&option};
    std::vector<const ast::Option*> below = lineOf(name, option.options);
    if (below.empty()) continue;
    below.insert(below.begin(), &option);
    return below;
  }
  return {};
}

// What a profile says under a key in the record of a root entity; null when it says nothing there.
const Datum* answerIn(const Datum& document, std::string_view entity, std::string_view key) {
  const Datum* record = valueOf(document, entity);
  if (!record || record->kind != DatumKind::Record) return nullptr;
  const Datum* value = valueOf(*record, key);
  if (!value || value->kind != DatumKind::Record) return value;
  // With its source beside it. What rests on evidence is not known any more once that is stale.
  for (const Datum::Entry& entry : value->entries) {
    if (entry.key != "value" && entry.key != "source" && entry.key != "as_of") return nullptr;
  }
  return valueOf(*value, "value");
}

// One condition, asked of one profile.
class Asking {
 public:
  Asking(const FileList& loaded, const Datum& document) : loaded_(loaded), document_(document) {}

  Calling ask(const Expr& condition) {
    switch (condition.kind) {
      case ExprKind::And:
        return conjunction(condition);
      case ExprKind::Or:
        return disjunction(condition);
      case ExprKind::AllOf:
        return allOf(condition);
      case ExprKind::AnyOf:
        return anyOf(condition);
      case ExprKind::Name:
        return yesNo(condition);
      case ExprKind::IncludesOne:
        return includes(condition, {condition.args.data() + 1, 1});
      case ExprKind::IncludesAny:
        return includes(condition, condition.args[1]->args);
      default:
        return Calling::Perhaps;
    }
  }

 private:
  Calling conjunction(const Expr& condition) {
    Calling out = Calling::Perhaps;
    for (const Expr* each : condition.args) out = both(out, ask(*each));
    return out;
  }
  Calling disjunction(const Expr& condition) {
    Calling out = Calling::No;
    for (const Expr* each : condition.args) out = either(out, ask(*each));
    return out;
  }
  Calling allOf(const Expr& condition) {
    Calling out = Calling::Perhaps;
    for (const ast::Limb& limb : condition.limbs) out = both(out, limb.value ? ask(*limb.value) : out);
    return out;
  }
  Calling anyOf(const Expr& condition) {
    Calling out = Calling::No;
    for (const ast::Limb& limb : condition.limbs)
      out = either(out, limb.value ? ask(*limb.value) : Calling::Perhaps);
    return out;
  }

  // One that is false decides; else one that is not decided yet may still be.
  static Calling both(Calling one, Calling other) {
    if (one == Calling::No || other == Calling::No) return Calling::No;
    return one == Calling::NotYet || other == Calling::NotYet ? Calling::NotYet : Calling::Perhaps;
  }
  static Calling either(Calling one, Calling other) {
    if (one == Calling::Perhaps || other == Calling::Perhaps) return Calling::Perhaps;
    return one == Calling::NotYet || other == Calling::NotYet ? Calling::NotYet : Calling::No;
  }

  Calling yesNo(const Expr& name) {
    const std::optional<Declared> found = declared(name.name.text);
    const Datum* value = valueAt(name.name.text, found);
    if (!value) return Calling::Perhaps;
    if (!found) return Calling::NotYet;
    const bool plain = !found->fact->per && !found->fact->type.set && found->fact->type.name.text == "yes_no";
    if (!plain || value->kind != DatumKind::Scalar) return Calling::Perhaps;
    return readYesNo(value->text) == false ? Calling::No : Calling::Perhaps;
  }

  // FACT includes OPTION, of which none stands in the answer, nor any under it.
  Calling includes(const Expr& condition, ast::List<const Expr*> options) {
    const Expr& fact = *condition.args[0];
    if (fact.kind != ExprKind::Name) return Calling::Perhaps;
    const std::optional<Declared> found = declared(fact.name.text);
    const Datum* value = valueAt(fact.name.text, found);
    if (!value || value->kind == DatumKind::Null) return Calling::Perhaps;
    const bool list = value->kind == DatumKind::List;
    if (list && value->items.empty() && (!found || found->fact->type.set)) return Calling::No;
    if (!found) return Calling::NotYet;
    const Declaration* choice = found->fact->per || !found->fact->type.set
                                    ? nullptr
                                    : only(DeclarationKind::Choice, found->fact->type.name.text);
    if (!choice) return Calling::Perhaps;
    if (!list) return excludes(*value, options, *choice) ? Calling::No : Calling::Perhaps;
    const bool none = std::all_of(value->items.begin(), value->items.end(),
                                  [&](const Datum& item) { return excludes(item, options, *choice); });
    return none ? Calling::No : Calling::Perhaps;
  }

  // Whether a member is a lowest option that is none of these and stands under none of them.
  static bool excludes(const Datum& member, ast::List<const Expr*> options, const Declaration& choice) {
    const std::vector<const ast::Option*> line = lineOf(member.text, choice.options);
    if (member.kind != DatumKind::Scalar || line.empty() || !line.back()->options.empty()) return false;
    return std::all_of(options.begin(), options.end(), [&](const Expr* option) {
      if (option->kind != ExprKind::Name) return false;
      const std::vector<const ast::Option*> other = lineOf(option->name.text, choice.options);
      return !other.empty() && std::find(line.begin(), line.end(), other.back()) == line.end();
    });
  }

  // What the profile says under this name; null, too, when it may say it under a former name.
  const Datum* valueAt(std::string_view name, const std::optional<Declared>& found) const {
    if (found && (found->fact == nullptr || found->fact->renamed_from)) return nullptr;
    return answerIn(document_, found ? found->entity->name.text : "company", name);
  }

  // The fact of that name of a root entity; without a fact when several have it.
  std::optional<Declared> declared(std::string_view name) const {
    std::optional<Declared> found;
    for (const auto& file : loaded_) {
      for (const Declaration& declaration : file->declarations) {
        if (!isEntity(declaration) || declaration.within) continue;
        for (const ast::Fact& fact : declaration.facts) {
          if (fact.name.text != name || !isRoot(declaration)) continue;
          found = found ? Declared{} : Declared{&declaration, &fact};
        }
      }
    }
    return found;
  }

  // Whether an entity that is declared or extended here stands within no other.
  bool isRoot(const Declaration& declaration) const {
    if (declaration.kind == DeclarationKind::Entity) return true;
    const Declaration* entity = only(DeclarationKind::Entity, declaration.name.text);
    return entity && !entity->within;
  }

  const Declaration* only(DeclarationKind kind, std::string_view name) const {
    const Declaration* found = nullptr;
    for (const auto& file : loaded_) {
      for (const Declaration& declaration : file->declarations) {
        if (declaration.kind != kind || declaration.name.text != name) continue;
        if (found) return nullptr;
        found = &declaration;
      }
    }
    return found;
  }

  const FileList& loaded_;
  const Datum& document_;
};

}  // namespace

Calling ProfileCaller::calls(const Expr& condition, const FileList& loaded) const {
  bool later = false;
  for (const Datum* document : documents_) {
    const Calling calling = Asking(loaded, *document).ask(condition);
    if (calling == Calling::Perhaps) return Calling::Perhaps;
    later = later || calling == Calling::NotYet;
  }
  if (documents_.empty()) return Calling::Perhaps;
  return later ? Calling::NotYet : Calling::No;
}

namespace {

bool rulesOut(const Ruling& ruling, const Datum& document) {
  const auto each = [&](const Ruling& part) { return rulesOut(part, document); };
  switch (ruling.kind) {
    case Ruling::Kind::Never:
      return false;
    case Ruling::Kind::All:
      return std::all_of(ruling.parts.begin(), ruling.parts.end(), each);
    case Ruling::Kind::Any:
      return std::any_of(ruling.parts.begin(), ruling.parts.end(), each);
    case Ruling::Kind::No:
    case Ruling::Kind::Holds:
      break;
  }
  const Datum* value = answerIn(document, ruling.entity, ruling.key);
  if (!value) return false;
  if (ruling.kind == Ruling::Kind::No)
    return value->kind == DatumKind::Scalar && readYesNo(value->text) == false;
  const auto among = [&](const Datum& member) {
    return member.kind == DatumKind::Scalar &&
           std::find(ruling.options.begin(), ruling.options.end(), member.text) != ruling.options.end();
  };
  return value->kind == DatumKind::List ? std::all_of(value->items.begin(), value->items.end(), among)
                                        : among(*value);
}

}  // namespace

bool ruledOut(const Ruling& ruling, const std::vector<const Datum*>& documents) {
  const auto by = [&](const Datum* document) { return rulesOut(ruling, *document); };
  return !documents.empty() && std::all_of(documents.begin(), documents.end(), by);
}

namespace {

// Every text behind its length, every list behind how many stand in it: nothing else reads the same.
void write(const Datum& value, std::string& out) {
  out += static_cast<char>('0' + static_cast<int>(value.kind));
  out += value.quoted ? 'q' : value.json_number ? 'n' : '-';
  out += std::to_string(value.text.size()) + ":" + value.text;
  out += std::to_string(value.items.size()) + "[";
  for (const Datum& item : value.items) write(item, out);
  out += std::to_string(value.entries.size()) + "{";
  for (const Datum::Entry& entry : value.entries) {
    out += std::to_string(entry.key.size()) + ":" + entry.key;
    write(entry.value, out);
  }
}

}  // namespace

std::string answersOf(const Datum& document, const std::function<bool(std::string_view)>& asked) {
  std::string out;
  for (const Datum::Entry& record : document.entries) {
    Datum answers;
    answers.kind = record.value.kind;
    for (const Datum::Entry& answer : record.value.entries) {
      if (asked(answer.key)) answers.entries.push_back(answer);
    }
    out += std::to_string(record.key.size()) + ":" + record.key;
    write(answers, out);
  }
  return out;
}

}  // namespace jurat
