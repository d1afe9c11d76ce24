// Paths of facts, and facts as the tree that they are in a profile.
#include <algorithm>

#include "engine/intake/mapping.h"
#include "engine/intake/text.h"
#include "engine/profile/faults.h"

namespace jurat::intake {
namespace {

bool isNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c >= 'A' && c <= 'Z');
}

std::string_view nameAt(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), isNameCharacter);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

}  // namespace

std::optional<std::vector<std::string>> pathOf(std::string_view text) {
  std::vector<std::string> keys;
  constexpr std::size_t kDeepest = 16;
  for (char opening = '.';;) {
    const std::string_view name = nameAt(text);
    if (name.empty() || keys.size() == kDeepest) return std::nullopt;
    keys.emplace_back(name);
    text.remove_prefix(name.size());
    if (opening == '[') {
      if (!text.starts_with(']')) return std::nullopt;
      text.remove_prefix(1);
    }
    if (text.empty()) return keys;
    opening = text[0];
    if (opening != '.' && opening != '[') return std::nullopt;
    text.remove_prefix(1);
  }
}

std::optional<std::size_t> plant(Facts& facts) {
  facts.tree.clear();
  for (std::size_t index = 0; index < facts.specs.size(); ++index) {
    const Spec& spec = facts.specs[index];
    std::vector<Tree>* level = &facts.tree;
    for (std::size_t depth = 0; depth < spec.path.size(); ++depth) {
      const bool leaf = depth + 1 == spec.path.size();
      std::string key;
      appendJson(key, spec.path[depth]);
      key += ':';
      const auto found =
          std::find_if(level->begin(), level->end(), [&](const Tree& each) { return each.key == key; });
      if (found == level->end()) {
        level->push_back({std::move(key), static_cast<std::uint32_t>(index), {}});
        level = &level->back().children;
        continue;
      }
      if (leaf || found->children.empty()) return index;
      level = &found->children;
    }
  }
  return std::nullopt;
}

bool Template::varies() const {
  return std::any_of(pieces.begin(), pieces.end(), [](const Piece& each) { return each.kind != Kind::Text; });
}

Result<std::shared_ptr<const Mapping>> mappingOf(const std::vector<std::string>& names,
                                                 const std::string& file) {
  auto mapping = std::make_shared<Mapping>();
  for (std::size_t i = 0; i < names.size(); ++i) {
    Column column;
    column.number = static_cast<std::uint32_t>(i + 1);
    const auto path = pathOf(names[i]);
    const std::string at = "column " + std::to_string(i + 1) + " of `" + file + "` ";
    if (!path) {
      return IoError{at +
                     (names[i].empty() ? "has no name"
                                       : "is called " + tick(names[i]) + ", which is no path of a fact") +
                     "; without a mapping columns are named by facts: name them so, or write a mapping "
                     "(docs/mapping.md)"};
    }
    if (names[i] == "id") {
      mapping->id.emplace().pieces.push_back({Template::Kind::Cell, "", column});
      continue;
    }
    Spec spec;
    spec.path = *path;
    spec.shown = names[i];
    spec.column = column;
    spec.lists = true;
    mapping->company.specs.push_back(std::move(spec));
  }
  if (const auto clash = plant(mapping->company)) {
    return IoError{"two columns of `" + file + "` answer " + tick(mapping->company.specs[*clash].shown)};
  }
  return std::shared_ptr<const Mapping>(std::move(mapping));
}

}  // namespace jurat::intake
