// Packs and files: what is declared and not needed, what a pack should say, and the canonical form.
#include <algorithm>
#include <set>
#include <string>
#include <unordered_set>

#include "engine/analysis/finding.h"
#include "engine/analysis/walk.h"
#include "engine/syntax/format.h"

namespace jurat::analysis {
namespace {

using ast::ClauseKind;
using checked::Branch;
using checked::Declaration;

void cited(const Branch& branch, std::vector<bool>& out) {
  for (const checked::Citation& each : branch.cites) out[each.source] = true;
  for (const Branch& each : branch.exceptions) cited(each, out);
}

void lintSources(Lints& lints, PackId id, const ast::File& opening) {
  const checked::Pack& pack = lints.program.packs[id];
  std::vector<bool> used(pack.sources.size());
  for (const Declaration& each : lints.program.declarations) {
    if (each.pack != id) continue;
    for (const checked::Version& version : each.versions) cited(version.general, used);
    // Tables cite the first source in their column `cites`.
    if (!each.columns.empty() && !used.empty()) used.front() = true;
  }
  // Rates and tables cite in clauses that no level holds.
  for (const ast::File* file : lints.files) {
    if (lints.packOf(*file) != id) continue;
    eachDeclaration(file->declarations, [&](const ast::Declaration& declaration) {
      eachClause(declaration, [&](const ast::Clause& clause) {
        for (std::size_t i = 0; i < used.size(); ++i) {
          const bool named = clause.word.text == pack.sources[i].name || (i == 0 && !clause.word);
          if (clause.kind == ClauseKind::Cites && named) used[i] = true;
        }
      });
    });
  }
  for (const ast::Clause& clause : opening.pack_clauses) {
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (clause.kind != ClauseKind::Source || clause.word.text != pack.sources[i].name || used[i]) continue;
      lints.report({.code = "J0455",
                    .message = "the source " + tick(pack.sources[i].name) + " is cited by nothing",
                    .primary = {clause.word.span, "declared here"},
                    .help = "delete it, or cite it: `cites " + pack.sources[i].name + " \"...\"`"});
    }
  }
}

void lintHead(Lints& lints, PackId id, const ast::File& opening) {
  if (!lints.hasNorms(id)) return;
  constexpr std::pair<ClauseKind, std::string_view> kWanted[] = {
      {ClauseKind::Title, "title"},       {ClauseKind::Jurisdiction, "jurisdiction"},
      {ClauseKind::Edition, "edition"},   {ClauseKind::Version, "version"},
      {ClauseKind::Language, "language"}, {ClauseKind::Status, "status"}};
  std::string missing;
  for (const auto& [kind, word] : kWanted) {
    if (clauseOf(opening.pack_clauses, kind) != nullptr) continue;
    missing += (missing.empty() ? "" : ", ") + tick(word);
  }
  if (missing.empty()) return;
  lints.report({.code = "J0485",
                .message = "the pack does not say all that reports show of it",
                .primary = {opening.pack.span, "without " + missing},
                .help = "write " + missing + " in its braces"});
}

// Every name and word of a text, outside comments and quotes.
void collectWords(std::string_view text, std::unordered_set<std::string_view>& out) {
  const auto part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (c & 0x80) != 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"' && text[i] != '\n'; ++i) i += text[i] == '\\' ? 1 : 0;
      ++i;
    } else if (part(text[i])) {
      const std::size_t begin = i;
      while (i < text.size() && part(text[i])) ++i;
      out.insert(text.substr(begin, i - begin));
    } else {
      ++i;
    }
  }
}

// Whether one of the words is a name that the pack declares.
bool declaresOne(const checked::Program& program, PackId pack,
                 const std::unordered_set<std::string_view>& words) {
  const Vocabulary& vocabulary = program.vocabulary;
  const auto meets = [&](const auto& table, const auto& owner, const auto& name) {
    return std::any_of(table.begin(), table.end(),
                       [&](const auto& each) { return owner(each) == pack && words.contains(name(each)); });
  };
  const auto own = [](const auto& each) { return each.pack; };
  const auto named = [](const auto& each) -> std::string_view { return each.name; };
  const auto listed = [](const Entity& each) -> std::string_view { return each.list_name; };
  // Units say no pack: any of them counts.
  const bool unit = std::any_of(vocabulary.units.begin(), vocabulary.units.end(),
                                [&](const Unit& each) { return words.contains(each.name); });
  return unit || meets(vocabulary.facts, own, named) || meets(vocabulary.entities, own, named) ||
         meets(vocabulary.entities, own, listed) || meets(vocabulary.choices, own, named) ||
         meets(program.declarations, own, named);
}

void lintUses(Lints& lints) {
  for (std::size_t i = 0; i < lints.program.packs.size(); ++i) {
    const PackId id = lints.program.packs.idAt(i);
    if (!lints.looksAt(id)) continue;
    // A name that one file uses may be one that another opens.
    std::unordered_set<std::string_view> words;
    for (const ast::File* file : lints.files) {
      const SourceFile* source = lints.sources.fileOf(file->span);
      if (lints.packOf(*file) == id && source != nullptr) collectWords(source->text, words);
    }
    for (const ast::File* file : lints.files) {
      if (lints.packOf(*file) != id) continue;
      for (const ast::Use& use : file->uses) {
        std::string used;
        for (const ast::Name& part : use.pack.parts)
          used += (used.empty() ? "" : ".") + std::string(part.text);
        const auto& packs = lints.program.packs;
        const auto found =
            std::find_if(packs.begin(), packs.end(), [&](const auto& each) { return each.id == used; });
        if (found == packs.end()) continue;
        const PackId other = packs.idAt(static_cast<std::size_t>(found - packs.begin()));
        if (declaresOne(lints.program, other, words)) continue;
        lints.report({.code = "J0457",
                      .message = "nothing of " + tick(used) + " is used",
                      .primary = {use.span, "no name of that pack stands in this one"},
                      .help = "delete it"});
      }
    }
  }
}

void lintForm(Lints& lints, const ast::File& file) {
  const SourceFile* source = lints.sources.fileOf(file.span);
  if (source == nullptr) return;
  const std::string formatted = format(*source, file);
  if (formatted == source->text) return;
  const auto [here, there] =
      std::mismatch(source->text.begin(), source->text.end(), formatted.begin(), formatted.end());
  const auto at = std::min(static_cast<std::size_t>(here - source->text.begin()), source->text.size() - 1);
  lints.report({.code = "J0470",
                .message = "the file is not in its canonical form",
                .primary = {source->span(at, at + 1), "the first difference"},
                .help = "run `jurat fmt`, or `jurat lint --fix`"});
}

}  // namespace

void lintPacks(Lints& lints) {
  for (const ast::File* file : lints.files) {
    lintForm(lints, *file);
    if (!file->opens_pack) continue;
    lintSources(lints, lints.packOf(*file), *file);
    lintHead(lints, lints.packOf(*file), *file);
  }
  lintUses(lints);
}

}  // namespace jurat::analysis
