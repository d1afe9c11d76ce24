#include "engine/packs/asked_keys.h"

#include <algorithm>

#include "engine/packs/reading.h"
#include "engine/packs/words.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

// `name:` and `name :` are the same to people.
std::string nameOf(std::string_view word) { return std::string(word.substr(0, word.find(':'))); }

class KeyReader {
 public:
  KeyReader(std::string_view text, AskedKeys& into) : words_(text), into_(into) {}

  void read() {
    for (next(); !word_.empty();) {
      if (word_ == "entity") {
        entity(before_ == "extend");
      } else if (word_ == "controls") {
        controls();
      } else if (word_ == "rates") {
        rates();
      } else {
        next();
      }
    }
  }

 private:
  void next() {
    before_ = word_;
    word_ = words_.next();
  }

  // Whether the next word is this one; if so, it is read.
  bool follows(std::string_view wanted) {
    if (word_ != wanted) return false;
    next();
    return true;
  }

  std::string name() {
    std::string name = nameOf(word_);
    next();
    return name;
  }

  // entity NAME [within OUTER as [one] PLACE [ordered by FACT]] { ... }
  void entity(bool extended) {
    next();
    const std::string id = name();
    std::string outer, place = id;
    if (follows("within")) {
      outer = name();
      if (follows("as")) {
        const bool single = follows("one");
        // A list may be called `one`.
        place = single && word_ == "{" ? "one" : name();
      }
      if (follows("ordered") && follows("by")) next();
    }
    if (word_ != "{") return;
    if (!extended) into_[outer].insert(place);
    facts(into_[id]);
  }

  // controls NAME for ENTITY { ... }
  void controls() {
    next();
    const std::string id = name();
    if (!follows("for")) return;
    const std::string subject = name();
    if (word_ != "{") return;
    into_[subject].insert(id);
    facts(into_[id]);
  }

  // rates NAME { ... }
  void rates() {
    next();
    const std::string id = name();
    if (word_ == "{") into_["rates"].insert(id);
  }

  // From a bracket to behind the one that closes it.
  void facts(std::set<std::string>& keys) {
    std::size_t depth = 0;
    while (!word_.empty()) {
      if (word_ == "{") ++depth;
      if (word_ == "}" && --depth == 0) return next();
      const bool declares = depth == 1 && (word_ == "fact" || (before_ == "renamed" && word_ == "from"));
      next();
      if (declares) keys.insert(name());
    }
  }

  Words words_;
  std::string_view word_, before_;
  AskedKeys& into_;
};

}  // namespace

void addAskedKeys(std::string_view text, AskedKeys& into) { KeyReader(text, into).read(); }

AskedKeys askedKeys(const PackLibrary& library, const std::vector<std::string>& but, const Limits& limits) {
  AskedKeys keys;
  SourceMap sources;
  Diagnostics unread;
  for (const PackFolder& folder : library.packs()) {
    if (std::binary_search(but.begin(), but.end(), folder.id)) continue;
    for (const std::string& path : folder.files) {
      if (const SourceFile* source = readPackFile(folder, path, sources, limits, unread))
        addAskedKeys(source->text, keys);
    }
  }
  return keys;
}

}  // namespace jurat
