// Openings: what the `pack.jurat` of every pack says of itself, read without the rules of any of them.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/packs/packs.h"

namespace jurat {

// The opening file of a pack, of which only `pack NAME { }` was parsed.
struct Opening {
  std::string id;                         // of the folder
  const SourceFile* source = nullptr;     // the whole file; null when it cannot be read
  std::shared_ptr<const ast::File> head;  // null too where its words say that it waits to be named
  // Nothing can be said from the head alone: it does not parse, or calls itself otherwise. Whoever loads the
  // pack says what is wrong.
  bool doubtful = false;
  bool by_default = false;                // its status, on some day, is one that runs without being named
  const ast::Expr* called_for = nullptr;  // `called for when`; null: for everybody
};

// Of every pack of the library, sorted by id; the files join `sources`. What is wrong in them is for those
// who load them to say.
std::vector<Opening> readOpenings(const PackLibrary& library, SourceMap& sources, const Limits& limits = {});

// The head of one opening file, marked as no more than that; its spans are those of `source`. Null when the
// file does not open a pack.
std::shared_ptr<const ast::File> parseHead(const SourceFile& source, Diagnostics& diagnostics,
                                           const Limits& limits = {});

// What a run's profiles say of a `called for when`, by what has been loaded so far.
enum class Calling {
  No,       // false for each of them, whatever they leave open
  Perhaps,  // true for one of them, or it cannot be told so cheaply
  NotYet,   // it depends on facts that nothing loaded declares
};
using FileList = std::vector<std::shared_ptr<const ast::File>>;

class Caller {
 public:
  virtual ~Caller() = default;
  virtual Calling calls(const ast::Expr& condition, const FileList& loaded) const = 0;
};

// Like loadPacks, for a run in which profiles decide what they are checked against: the packs `asked` for,
// those that run by default and that the caller does not rule out, and all they use. Of the others in force
// the heads alone join `files`, so that a report can name them.
LoadedPacks loadCalledFor(const PackLibrary& library, const std::vector<Opening>& openings,
                          const std::vector<std::string>& asked, const Caller& caller, SourceMap& sources,
                          Diagnostics& diagnostics, const Limits& limits = {},
                          Reading reading = Reading::WithTests);

}  // namespace jurat
