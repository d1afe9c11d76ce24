// Loading: the files of the packs that a run needs, and of all packs that these use.
#include <algorithm>
#include <set>
#include <span>

#include "engine/base/nearest.h"
#include "engine/packs/openings.h"
#include "engine/packs/outline.h"
#include "engine/packs/reading.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"

namespace jurat {
namespace {

class Loader {
 public:
  Loader(const PackLibrary& library, SourceMap& sources, Diagnostics& diagnostics, const Limits& limits,
         Reading reading, const std::vector<Opening>& openings)
      : library_(library),
        sources_(sources),
        diagnostics_(diagnostics),
        limits_(limits),
        reading_(reading),
        openings_(openings) {}

  void load(const std::string& id, Span asked_at) {
    if (!seen_.insert(id).second) return;
    const PackFolder* folder = library_.find(id);
    if (!folder) {
      const std::vector<std::string> known = library_.ids();
      Diagnostic diagnostic{.code = "J0190",
                            .message = "there is no pack `" + id + "`" + didYouMean(id, known),
                            .primary = {asked_at, "not found in any rules folder"},
                            .help = "`jurat rules list` shows the packs and where they are looked for"};
      const std::optional<std::string> near = nearest(id, std::span<const std::string>(known));
      if (near && asked_at.known()) diagnostic.fix = Fix{asked_at, *near};
      diagnostics_.report(std::move(diagnostic));
      return;
    }
    out_.ids.push_back(id);
    for (const std::string& path : folder->files) file(path, *folder);
  }

  // Of a pack that does not run, so that reports can name it.
  void setAside(const Opening& opening) {
    out_.aside.push_back(opening.id);
    out_.files.push_back(opening.head);
  }

  bool has(const std::string& id) const { return seen_.contains(id); }
  const FileList& files() const { return out_.files; }

  LoadedPacks finish() {
    std::sort(out_.ids.begin(), out_.ids.end());
    std::sort(out_.aside.begin(), out_.aside.end());
    return std::move(out_);
  }

 private:
  // Its opening file, when it has been read already; else null.
  const SourceFile* opened(const std::string& path, const PackFolder& folder) const {
    const auto at = std::lower_bound(openings_.begin(), openings_.end(), folder.id,
                                     [](const Opening& one, const std::string& id) { return one.id < id; });
    if (at == openings_.end() || at->id != folder.id) return nullptr;
    return isOpening(path) ? at->source : nullptr;
  }

  void file(const std::string& path, const PackFolder& folder) {
    const SourceFile* source = opened(path, folder);
    if (!source) source = readPackFile(folder, path, sources_, limits_, diagnostics_);
    if (!source) return;
    if (reading_ == Reading::WithoutTests && outlineOf(source->text).only_tests) return;
    std::shared_ptr<const ast::File> tree = parse(*source, diagnostics_, limits_);
    const std::string declared = idText(tree->pack);
    if (tree->opens_pack && !declared.empty() && declared != folder.id) {
      diagnostics_.report(
          {.code = "J0191",
           .message = "the pack calls itself `" + declared + "`, but its folder makes it `" + folder.id + "`",
           .primary = {tree->pack.span, "its id here"},
           .help = "a pack's id is its path below the rules folder: rename the one or the other"});
    }
    out_.files.push_back(tree);
    out_.paths.push_back({source, path});
    for (const ast::Use& use : tree->uses) load(idText(use.pack), use.pack.span);
  }

  const PackLibrary& library_;
  SourceMap& sources_;
  Diagnostics& diagnostics_;
  const Limits& limits_;
  Reading reading_;
  const std::vector<Opening>& openings_;
  std::set<std::string> seen_;
  LoadedPacks out_;
};

}  // namespace

LoadedPacks loadPacks(const PackLibrary& library, const std::vector<std::string>& ids, SourceMap& sources,
                      Diagnostics& diagnostics, const Limits& limits, Reading reading) {
  const std::vector<Opening> none;
  Loader loader(library, sources, diagnostics, limits, reading, none);
  for (const std::string& id : ids) loader.load(id, {});
  return loader.finish();
}

LoadedPacks loadCalledFor(const PackLibrary& library, const std::vector<Opening>& openings,
                          const std::vector<std::string>& asked, const Caller& caller, SourceMap& sources,
                          Diagnostics& diagnostics, const Limits& limits, Reading reading) {
  Loader loader(library, sources, diagnostics, limits, reading, openings);
  std::vector<const Opening*> open, ruled_out;
  for (const Opening& opening : openings) {
    if (!opening.by_default) continue;
    if (opening.doubtful || opening.called_for == nullptr) {
      loader.load(opening.id, {});
    } else {
      open.push_back(&opening);
    }
  }
  for (const std::string& id : asked) loader.load(id, {});
  // A pack that is called for may declare what decides on others; when it no longer does, they are loaded and
  // decided by all that is known of them.
  for (bool last = false; !open.empty();) {
    std::vector<const Opening*> waiting;
    for (const Opening* opening : open) {
      const Calling calling =
          loader.has(opening->id) ? Calling::Perhaps : caller.calls(*opening->called_for, loader.files());
      if (calling == Calling::No) {
        ruled_out.push_back(opening);
      } else if (calling == Calling::NotYet && !last) {
        waiting.push_back(opening);
      } else {
        loader.load(opening->id, {});
      }
    }
    last = waiting.size() == open.size();
    open = std::move(waiting);
  }
  for (const Opening* opening : ruled_out) {
    if (!loader.has(opening->id)) loader.setAside(*opening);
  }
  return loader.finish();
}

}  // namespace jurat
