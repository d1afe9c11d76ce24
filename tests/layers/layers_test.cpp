// The house as it is drawn: includes go down, a foreign library has one room, only cli speaks to the
// terminal, and no file grows beyond what one reads at a sitting.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/golden.h"

namespace {

namespace fs = std::filesystem;

// From the ground up. Written here a second time on purpose: who moves a room must say so in two places.
const std::vector<std::string> kFloors = {
    "base",   "phrases",  "source",    "values",  "crypto",   "sqlite",  "git",
    "syntax", "packs",    "check",     "compile", "bundle",   "profile", "evidence",
    "intake", "evaluate", "batch",     "testing", "analysis", "ledger",  "gate",
    "advice", "reports",  "portfolio", "manual",  "embed",    "config",  "cli"};

struct Foreign {
  std::string header;              // how the name in the #include begins
  std::vector<std::string> rooms;  // how the path of a file that may include it begins
};

const std::vector<Foreign> kForeign = {
    {"antlr4-", {"engine/syntax/antlr/"}},
    {"sqlite3.h", {"engine/sqlite/"}},
    {"sodium.h", {"engine/crypto/"}},
    {"git2.h", {"engine/git/"}},
    {"z3.h", {"engine/advice/linear/"}},
    {"gmp.h", {"engine/values/"}},
    {"gmpxx.h", {"engine/values/"}},
    {"yaml.h", {"engine/profile/"}},
    {"simdjson.h", {"engine/profile/", "engine/batch/"}},
    {"emmintrin.h", {"engine/batch/"}},
    {"zlib.h", {"engine/intake/"}},
    {"zstd.h", {"engine/intake/"}},
    {"utf8proc.h", {"engine/source/"}},
    {"re2/", {"engine/check/"}},
    {"CLI/", {"engine/cli/"}},
    {"spdlog/", {"engine/cli/"}},
    {"iostream", {"engine/cli/"}},
    {"nlohmann/",
     {"engine/source/render_json.cpp", "engine/profile/", "engine/evidence/", "engine/ledger/",
      "engine/gate/", "engine/cli/commands/", "engine/reports/", "engine/manual/"}},
    {"kainjow/", {"engine/manual/", "engine/reports/html/"}},
    {"fmt/", {"engine/"}},
    {"jurat_version.h",
     {"engine/cli/", "engine/embed/"}},  // generated, not foreign, but one room all the same
};

// What the operating system gives; it belongs to no room.
const std::vector<std::string> kSystem = {"sys/",     "unistd.h", "dlfcn.h",   "spawn.h", "fcntl.h",
                                          "signal.h", "poll.h",   "termios.h", "malloc.h"};

// Files that may be longer than kMostLines, each with its reason.
const std::map<std::string, std::string> kLong = {
    {"engine/phrases/table.inc", "a table: one row a phrase"},
    {"engine/source/pages_check.cpp", "a table: one row a diagnostic code"},
    {"engine/source/pages_lint.cpp", "a table: one row a finding"},
    {"engine/source/pages_profile.cpp", "a table: one row a diagnostic code"},
    {"engine/syntax/ast.h", "one tree; its kinds and their fields are read side by side"},
};
constexpr std::size_t kMostLines = 400;

struct Source {
  std::string path;  // from the root, with '/'
  std::vector<std::string> lines;
};

std::vector<Source> sources() {
  std::vector<Source> out;
  const fs::path root = jurat::test::projectPath("");
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / "engine")) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp" && extension != ".inc"))
      continue;
    Source source{entry.path().lexically_relative(root).generic_string(), {}};
    std::istringstream text(jurat::test::readWhole(entry.path()).value_or(""));
    for (std::string line; std::getline(text, line);) source.lines.push_back(line);
    out.push_back(std::move(source));
  }
  std::sort(out.begin(), out.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return out;
}

std::string roomOf(const std::string& path) {
  const std::size_t begin = std::string("engine/").size();
  return path.substr(begin, path.find('/', begin) - begin);
}

std::size_t floorOf(const std::string& room) {
  return static_cast<std::size_t>(std::find(kFloors.begin(), kFloors.end(), room) - kFloors.begin());
}

// The name between the quotes or angle brackets of an #include line, or "".
std::string included(const std::string& line) {
  static const std::regex pattern(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  std::smatch match;
  return std::regex_search(line, match, pattern) ? match[1].str() : std::string();
}

bool beginsWithOneOf(const std::string& text, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const std::string& beginning) { return text.starts_with(beginning); });
}

// Why a file may not include a name; "" when it may.
std::string complaint(const std::string& path, const std::string& name) {
  if (name.starts_with("engine/")) {
    const std::size_t from = floorOf(roomOf(path));
    const std::size_t to = floorOf(roomOf(name));
    if (from == kFloors.size()) return "the room has no floor";
    if (to > from) return "the include goes up";
    return {};
  }
  if (name.starts_with("tests/") || name.starts_with("bench/")) return "the engine does not know its tests";
  for (const Foreign& foreign : kForeign) {
    if (!name.starts_with(foreign.header)) continue;
    return beginsWithOneOf(path, foreign.rooms) ? "" : "a foreign library in a second room";
  }
  // The folder of the parser generator is a world of its own: the runtime's headers have their own names.
  if (path.starts_with("engine/syntax/antlr/")) return {};
  const bool standard = name.find('.') == std::string::npos && name.find('/') == std::string::npos;
  if (standard || beginsWithOneOf(name, kSystem)) return {};
  return "a library without a room: name it in layers_test.cpp";
}

// Code without its line comments; good enough, since no string of the engine holds `//` before such a call.
bool speaks(const std::string& line) {
  static const std::regex pattern(
      R"(\bstd::(cout|cerr|clog|cin)\b|\b(f|v|vf)?printf\s*\(|\b(f?puts|putchar)\s*\()");
  return std::regex_search(line.substr(0, line.find("//")), pattern);
}

}  // namespace

TEST_CASE("includes go down, and a foreign library has one room") {
  const std::vector<Source> all = sources();
  REQUIRE(all.size() > 20);
  for (const Source& source : all) {
    CHECK_MESSAGE(floorOf(roomOf(source.path)) < kFloors.size(), source.path, ": the room has no floor");
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
      const std::string name = included(source.lines[i]);
      if (name.empty()) continue;
      const std::string why = complaint(source.path, name);
      CHECK_MESSAGE(why.empty(), source.path, ":", i + 1, ": ", name, ": ", why);
    }
  }
}

TEST_CASE("only cli speaks to the terminal") {
  for (const Source& source : sources()) {
    if (source.path.starts_with("engine/cli/")) continue;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
      CHECK_MESSAGE(!speaks(source.lines[i]), source.path, ":", i + 1, ": ", source.lines[i]);
    }
  }
}

TEST_CASE("no file is longer than one reads at a sitting") {
  for (const Source& source : sources()) {
    const bool excepted = kLong.contains(source.path);
    const bool lengthy = source.lines.size() > kMostLines;
    CHECK_MESSAGE((!lengthy || excepted), source.path, " has ", source.lines.size(), " lines");
    CHECK_MESSAGE((lengthy || !excepted), source.path, " is excepted and need not be");
  }
}

TEST_CASE("the watch itself can fail") {
  CHECK(complaint("engine/base/nearest.cpp", "engine/source/span.h") == "the include goes up");
  CHECK(complaint("engine/source/read.cpp", "engine/base/nearest.h").empty());
  CHECK(complaint("engine/reports/html.cpp", "sqlite3.h") == "a foreign library in a second room");
  CHECK(complaint("engine/source/render.cpp", "nlohmann/json.hpp") == "a foreign library in a second room");
  CHECK(complaint("engine/source/render_json.cpp", "nlohmann/json.hpp").empty());
  CHECK(complaint("engine/check/check.cpp", "antlr4-runtime.h") == "a foreign library in a second room");
  CHECK_FALSE(complaint("engine/check/check.cpp", "boost/any.hpp").empty());
  CHECK(complaint("engine/cli/main.cpp", "iostream").empty());
  CHECK(included("  #  include <sodium.h>  // x") == "sodium.h");
  CHECK(included("// #include <sodium.h>").empty());
  CHECK(speaks("  std::cerr << x;"));
  CHECK(speaks("printf(\"x\");"));
  CHECK_FALSE(speaks("std::snprintf(buffer, 3, \"x\");"));
  CHECK_FALSE(speaks("int x;  // std::cout"));
}
