// What may stand where a command line is being typed: the answer to a shell's TAB, from the table of
// commands.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/cli/arguments.h"

namespace jurat {

struct Candidate {
  std::string word;   // the whole word as it would stand; one that ends in `=` or `/` goes on
  std::string about;  // one line for shells that show it; may be empty
};

// What else may stand there: names of files, which the shell knows best.
enum class PathKind : std::uint8_t { None, Files, Folders };

struct Candidates {
  std::vector<Candidate> words;  // those that begin with what is typed, in the order of the table
  PathKind paths = PathKind::None;
  std::string before;  // what stands before the path in the word: "json=", "--ledger="
};

// `arguments.words` are those behind `jurat`, up to the one that is being typed, which comes last and may be
// empty. Packs and rules are those of `--rules-path` in them and of the usual roots; what cannot be read is
// left out, for nobody reads complaints while typing.
Candidates candidatesFor(const Arguments& arguments);

}  // namespace jurat
