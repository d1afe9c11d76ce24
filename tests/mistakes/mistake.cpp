#include "tests/mistakes/mistake.h"

#include <algorithm>
#include <sstream>

#include "tests/support/golden.h"

namespace jurat::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOpen = "«", kClose = "»";
// The same while texts are put together: what is written by its number may be a guillemet too.
constexpr char kBegin = '\x0E', kEnd = '\x0F';

struct Hunk {
  std::string right, wrong, repaired;
  bool restated = false;  // the repaired text is written out
};

// `\u{A0}`: what nobody can see in a patch is written by its number.
std::string unescaped(std::string_view text) {
  constexpr std::string_view kMark = "\\u{";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.substr(at).starts_with(kMark) ? text.find('}', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += text[at++];
      continue;
    }
    const std::string digits(text.substr(at + kMark.size(), end - at - kMark.size()));
    const unsigned long code = std::stoul(digits, nullptr, 16);
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (code < 0x800) {
      out += static_cast<char>(0xC0 | (code >> 6));
      out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      out += static_cast<char>(0xE0 | (code >> 12));
      out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (code & 0x3F));
    }
    at = end + 1;
  }
  return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string unmarked(std::string text) { return replaced(replaced(std::move(text), kOpen, ""), kClose, ""); }

std::string marked(std::string text) {
  return unescaped(replaced(replaced(std::move(text), kOpen, {&kBegin, 1}), kClose, {&kEnd, 1}));
}

class Reader {
 public:
  Reader(const Library& library, std::string path) : library_(library) { out_.path = std::move(path); }

  Mistake read(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) take(line);
    INFO(out_.path);
    REQUIRE_FALSE(out_.title.empty());
    REQUIRE_FALSE(out_.code.empty());
    REQUIRE_MESSAGE(out_.has_repair != !out_.choice.empty(), "either `repair:` or `choice:`");
    REQUIRE_FALSE(hunks_.empty());
    out_.wrong = out_.repaired = library_;
    for (const Hunk& hunk : hunks_) apply(hunk);
    mark();
    return std::move(out_);
  }

 private:
  void take(const std::string& line) {
    if (line.empty()) return;
    if (line == "@@") {
      hunks_.emplace_back();
    } else if (line[0] == ' ' || line[0] == '-' || line[0] == '+' || line[0] == '=') {
      if (hunks_.empty()) hunks_.emplace_back();
      edit(hunks_.back(), line[0], line.substr(1) + "\n");
    } else {
      field(line);
    }
  }

  static void edit(Hunk& hunk, char kind, const std::string& line) {
    if (kind == ' ' || kind == '-') hunk.right += unmarked(line);
    if (kind == ' ' || kind == '+') hunk.wrong += marked(line);
    if (kind == ' ' || kind == '=') hunk.repaired += unmarked(line);
    hunk.restated = hunk.restated || kind == '=';
  }

  void field(const std::string& line) {
    INFO(out_.path, ": ", line);
    const std::size_t colon = line.find(": ");
    REQUIRE_MESSAGE(colon != std::string::npos, "a line is `key: value` or of a patch");
    const std::string key = line.substr(0, colon), value = line.substr(colon + 2);
    if (key == "title") {
      out_.title = value;
    } else if (key == "code") {
      out_.code = value;
    } else if (key == "repair") {
      REQUIRE(value == "replacement");
      out_.has_repair = true;
    } else if (key == "choice") {
      out_.choice = value;
    } else if (key == "also") {
      const std::size_t arrow = value.find(" -> ");
      REQUIRE(arrow != std::string::npos);
      out_.also.emplace_back(value.substr(0, arrow), value.substr(arrow + 4));
    } else {
      FAIL("there is no key `" << key << "`");
    }
  }

  void apply(const Hunk& hunk) {
    INFO(out_.path);
    std::size_t found = 0;
    for (const auto& each : library_) {
      const auto& file = each.first;
      const auto& text = each.second;
      const std::size_t at = text.find(hunk.right);
      if (at == std::string::npos) continue;
      ++found;
      CHECK_MESSAGE(text.find(hunk.right, at + 1) == std::string::npos,
                    "stands twice in " << file << ": " << hunk.right);
      replace(out_.wrong[file], hunk.right, hunk.wrong);
      replace(out_.repaired[file], hunk.right, hunk.restated ? hunk.repaired : hunk.right);
    }
    CHECK_MESSAGE(found == 1, "stands in " << found << " files of the library: " << hunk.right);
  }

  static void replace(std::string& text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at != std::string::npos) text.replace(at, from.size(), to);
  }

  // The one place in guillemets, which are no part of the text.
  void mark() {
    INFO(out_.path);
    for (auto& [file, text] : out_.wrong) {
      const std::size_t begin = text.find(kBegin);
      if (begin == std::string::npos) continue;
      REQUIRE_MESSAGE(out_.file.empty(), "two places are marked");
      text.erase(begin, 1);
      const std::size_t end = text.find(kEnd, begin);
      REQUIRE(end != std::string::npos);
      text.erase(end, 1);
      REQUIRE_MESSAGE(text.find(kBegin) == std::string::npos, "two places are marked");
      out_.file = file;
      out_.begin = begin;
      out_.end = end;
    }
    CHECK_MESSAGE(!out_.file.empty(), "no place is marked");
  }

  const Library& library_;
  std::vector<Hunk> hunks_;
  Mistake out_;
};

}  // namespace

std::vector<Mistake> readMistakes(const Library& library) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(projectPath("tests/mistakes"))) {
    if (entry.path().extension() == ".mistake")
      paths.push_back(fs::relative(entry.path(), projectPath("")).generic_string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Mistake> out;
  for (const std::string& path : paths)
    out.push_back(Reader(library, path).read(readWhole(projectPath(path)).value()));
  return out;
}

Library readLibrary() {
  const fs::path root = projectPath("tests/mistakes/rules");
  Library out;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".jurat") continue;
    out[fs::relative(entry.path(), root).generic_string()] = readWhole(entry.path()).value();
  }
  return out;
}

}  // namespace jurat::test
