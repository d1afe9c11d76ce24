// Mapping: which column of a table answers which fact, and what its values mean; read from a YAML file
// (docs/mapping.md) or made out of the names of columns.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/profile/datum.h"

namespace jurat {
class Diagnostics;
struct SourceFile;
struct Vocabulary;
}  // namespace jurat

namespace jurat::intake {

// Text that is looked up without being copied.
struct TextHash {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): what the standard looks for
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

// A column as the mapping names it: by number and how its header begins, or by its whole name.
struct Column {
  std::uint32_t number = 0;  // counted from 1; 0: by name
  std::string name;          // folded: the name, or the beginning of the header
  std::string place;         // "mapping.yaml:27:13", for complaints; empty when there is no file
};

// "{3}-{row}": pieces of text, cells and the number of the row.
struct Template {
  enum class Kind : std::uint8_t { Text, Cell, Row };
  struct Piece {
    Kind kind = Kind::Text;
    std::string text;
    Column column;
  };
  std::vector<Piece> pieces;
  bool varies() const;  // not the same for every row
};

// How one fact is answered.
struct Spec {
  enum class Kind : std::uint8_t { Constant, Cell, Translated };
  std::vector<std::string> path;  // keys of a profile, from the company or the entry
  std::string shown;              // the path as written
  Span path_span;
  Kind kind = Kind::Cell;
  Column column;
  bool lists = false;  // a cell `[a, b]` is a set
  // What is answered, as JSON: of a constant, or of the keys of `values`.
  std::vector<std::string> answers;
  std::vector<Datum> data;  // the same as written, to be typed
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> equal;
  std::vector<std::pair<std::string, std::uint32_t>> prefixes;  // longest first
  bool else_unknown = false;
  std::optional<TextSet> nulls;  // nothing: those of the mapping
};

// Facts as the tree that they are in a profile.
struct Tree {
  std::string key;             // as JSON: "\"stage\":"
  std::uint32_t spec = 0;      // of a leaf
  std::vector<Tree> children;  // none: a leaf
};

struct Facts {
  std::vector<Spec> specs;
  std::vector<Tree> tree;
};

enum class Encoding : std::uint8_t { Recognised, Utf8, Windows1252 };

struct Mapping {
  std::string file;  // for people
  enum class Of : std::uint8_t { Any, Csv, Sqlite } of = Of::Any;
  Encoding encoding = Encoding::Recognised;
  std::optional<char> delimiter;
  std::uint32_t headers = 1;
  std::vector<std::string> frameworks;
  TextSet nulls{""};
  std::optional<Template> id;  // of the company
  Facts company;
  // Each row is an entry of this list; empty: each row is a company.
  std::string list;
  Span list_span;
  bool complete = true;
  Template entry_id;
  Facts row;
};

// Reads a mapping; faults are reported with their places (J066x), and then null is answered.
std::shared_ptr<const Mapping> readMapping(const SourceFile& source, const Limits& limits,
                                           Diagnostics& diagnostics);

// What a table without mapping means: every name of a column is the path of a fact, `id` names the company.
// An error says which name is none.
Result<std::shared_ptr<const Mapping>> mappingOf(const std::vector<std::string>& names,
                                                 const std::string& file);

// Types what the mapping answers by the facts that it names, and reports facts that there are not (J066x and
// the codes of profiles). For a run whose packs are known; answers whether nothing was wrong.
bool checkMapping(const Mapping& mapping, const Vocabulary& vocabulary, const Limits& limits,
                  Diagnostics& diagnostics);

// "waived[opt_out]", "main_depot.gates": the keys of a profile one below the other; nothing when it is no
// path.
std::optional<std::vector<std::string>> pathOf(std::string_view text);

// Puts the specs of `facts` in order as a tree. The index of a spec that stands in the way of another one
// before it (the same fact, or a record and a value at once), if there is one.
std::optional<std::size_t> plant(Facts& facts);

}  // namespace jurat::intake
