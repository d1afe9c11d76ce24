#include "engine/packs/openings.h"

#include <algorithm>
#include <filesystem>

#include "engine/packs/outline.h"
#include "engine/packs/reading.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

// The text that a head was parsed from lives as long as its tree.
struct Head {
  SourceFile source;
  std::unique_ptr<ast::File> tree;
};

Opening openingOf(const PackFolder& folder, SourceMap& sources, const Limits& limits) {
  Opening out;
  out.id = folder.id;
  Diagnostics unread;
  const std::string path = (fs::path(folder.path) / kOpening).string();
  out.source = readPackFile(folder, path, sources, limits, unread);
  if (!out.source) {
    out.doubtful = true;
    return out;
  }
  if (outlineOf(out.source->text).only_named) return out;
  out.head = parseHead(*out.source, unread, limits);
  out.doubtful = !out.head || out.head->broken || idText(out.head->pack) != folder.id;
  if (!out.head) return out;
  out.by_default = out.head->broken;
  for (const ast::Clause& clause : out.head->pack_clauses) {
    if (clause.kind == ast::ClauseKind::CalledFor) out.called_for = clause.value;
    const std::string_view word = clause.word.text;
    if (clause.kind == ast::ClauseKind::Status && (word == "in_force" || word == "adopted"))
      out.by_default = true;
  }
  return out;
}

}  // namespace

std::shared_ptr<const ast::File> parseHead(const SourceFile& source, Diagnostics& diagnostics,
                                           const Limits& limits) {
  auto head = std::make_shared<Head>();
  head->source.name = source.name;
  const Outline outline = outlineOf(source.text);
  // What does not end is for the parser to say. What stands before is comment.
  const std::size_t end = std::min(outline.head_end, source.text.size());
  head->source.base = source.base + static_cast<std::uint32_t>(outline.head_begin);
  head->source.text = source.text.substr(outline.head_begin, end - outline.head_begin);
  head->tree = parse(head->source, diagnostics, limits);
  if (!head->tree->opens_pack && !head->tree->broken) return nullptr;
  head->tree->head_only = true;
  const ast::File* tree = head->tree.get();
  return {std::move(head), tree};
}

std::vector<Opening> readOpenings(const PackLibrary& library, SourceMap& sources, const Limits& limits) {
  std::vector<Opening> openings;
  for (const PackFolder& folder : library.packs()) openings.push_back(openingOf(folder, sources, limits));
  return openings;
}

std::vector<std::string> defaultPacks(const PackLibrary& library, const Limits& limits) {
  SourceMap sources;
  std::vector<std::string> ids;
  for (const Opening& opening : readOpenings(library, sources, limits)) {
    if (opening.by_default) ids.push_back(opening.id);
  }
  return ids;
}

std::vector<std::string> voluntaryPacks(const PackLibrary& library, const Limits& limits) {
  SourceMap sources;
  std::vector<std::string> ids;
  for (const Opening& opening : readOpenings(library, sources, limits)) {
    Diagnostics unread;
    std::shared_ptr<const ast::File> head = opening.head;
    if (!head && opening.source) head = parseHead(*opening.source, unread, limits);
    if (!head) continue;
    const auto voluntary = [](const ast::Clause& clause) {
      return clause.kind == ast::ClauseKind::Status && clause.word.text == "voluntary";
    };
    if (std::any_of(head->pack_clauses.begin(), head->pack_clauses.end(), voluntary))
      ids.push_back(opening.id);
  }
  return ids;
}

std::vector<PackHead> packHeads(const PackLibrary& library, const Limits& limits) {
  SourceMap sources;
  std::vector<PackHead> heads;
  for (const Opening& opening : readOpenings(library, sources, limits)) {
    PackHead head{.id = opening.id, .version = {}, .title = {}};
    Diagnostics unread;
    std::shared_ptr<const ast::File> tree = opening.head;
    if (!tree && opening.source) tree = parseHead(*opening.source, unread, limits);
    if (tree) {
      for (const ast::Clause& clause : tree->pack_clauses) {
        if (clause.kind == ast::ClauseKind::Title) head.title = clause.string.en;
        if (clause.kind == ast::ClauseKind::Version && clause.string) head.version = clause.string.en;
        if (clause.kind == ast::ClauseKind::Version && clause.value) head.version = clause.value->text;
      }
    }
    heads.push_back(std::move(head));
  }
  return heads;
}

}  // namespace jurat
