// Config: what a project settles once for all its runs, in `jurat.yaml`; each value with its place.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/gate/gate.h"

namespace jurat {

class Diagnostics;
struct SourceFile;

inline constexpr std::string_view kConfigName = "jurat.yaml";

enum class ConfigShape : std::uint8_t {
  Word,     // one text, out of `choices` where there are some
  Words,    // a list of such
  Day,      // `today` or YYYY-MM-DD
  Path,     // of a file
  Paths,    // of folders
  Packs,    // ids or folders of packs
  Formats,  // NAME or NAME=FILE, the name out of `choices`
  Flag,     // yes or no
  Levels,   // a record: pack or rule to fail, warn or off
};

// A key of jurat.yaml: the reader, `config show` and the test of the schema read nothing but these rows.
struct ConfigKey {
  std::string_view name;
  ConfigShape shape;
  std::vector<std::string> choices;
  std::string_view option;    // of the command line, that wins over it; empty: none
  std::string_view fallback;  // what holds when nobody says anything, in words
  std::string_view about;
};
const std::vector<ConfigKey>& configKeys();

struct ConfigValue {
  std::vector<std::string> words;  // as written; of a flag "yes" or "no"
  Span place;
};

struct Config {
  std::map<std::string, ConfigValue, std::less<>> values;  // by key; not there: not set
  std::vector<LevelSetting> levels;

  const ConfigValue* find(std::string_view key) const;
};

// The folders in which a run that starts in `folder` looks for its jurat.yaml, the nearest first: up to the
// root of a repository (a `.git`) or the home directory. Where neither lies above, only `folder` itself, for
// what lies further up may be anybody's. Absolute paths.
std::vector<std::string> configFolders(const std::string& folder, const std::string& home);

// Reads it. All faults are reported (J0701 to J0704, J0712); nothing when there was one.
std::optional<Config> readConfig(const SourceFile& source, const Limits& limits, Diagnostics& diagnostics);

// Reports (J0705) levels of a pack or rule that does not exist. `known_packs` are all that can be found; the
// rules of those that are no part of the run cannot be looked up and are taken as they are.
void checkLevels(const std::vector<LevelSetting>& levels, const std::vector<std::string>& loaded_rules,
                 const std::vector<std::string>& known_packs, Diagnostics& diagnostics);

}  // namespace jurat
