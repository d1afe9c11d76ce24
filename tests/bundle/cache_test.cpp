// What the name of an entry of the cache depends on: nothing that could change the rules is left out of it.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "engine/bundle/cache.h"
#include "engine/packs/openings.h"
#include "engine/profile/called.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

using bundle::EntryName;

// The document without anything that no pack opens with.
Datum onlyAsked(const Datum& document, const EntryName& name) {
  Datum out = document;
  for (Datum::Entry& record : out.entries) {
    std::erase_if(record.value.entries, [&](const Datum::Entry& answer) { return !name.opens(answer.key); });
    record.value.items.clear();
  }
  return out;
}

}  // namespace

TEST_CASE("what a profile answers to the heads of packs decides which of them it calls for") {
  PackLibrary library;
  library.addRoot("rules");
  SourceMap sources;
  Diagnostics diagnostics;
  const std::vector<Opening> openings = readOpenings(library, sources);
  const FileList common =
      loadPacks(library, {"common"}, sources, diagnostics, {}, Reading::WithoutTests).files;
  const EntryName name(library, "test", {});
  REQUIRE(name.readable());
  CHECK(name.opens("markets"));
  CHECK(!name.opens("intended_purpose"));
  const auto asked = [&](std::string_view key) { return name.opens(key); };
  std::size_t ruled_out = 0;
  for (const auto& entry : std::filesystem::directory_iterator("examples")) {
    if (entry.path().extension() != ".yaml") continue;
    const SourceFile* file = readSource(sources, entry.path().string(), 1u << 20, diagnostics);
    REQUIRE(file);
    const std::optional<Datum> whole = readYaml(*file, {}, diagnostics);
    REQUIRE(whole);
    const Datum part = onlyAsked(*whole, name);
    CHECK((answersOf(part, asked) == answersOf(*whole, asked)));
    const ProfileCaller from_whole({&*whole}), from_part({&part});
    for (const Opening& opening : openings) {
      if (!opening.called_for) continue;
      const Calling calling = from_whole.calls(*opening.called_for, common);
      CHECK(calling == from_part.calls(*opening.called_for, common));
      if (calling == Calling::No) ++ruled_out;
    }
  }
  CHECK(ruled_out > 0);
}

TEST_CASE("answers that differ are different texts") {
  const auto answers = [](const std::string& yaml) {
    SourceMap sources;
    Diagnostics diagnostics;
    const std::optional<Datum> document = readYaml(sources.add("p.yaml", yaml), {}, diagnostics);
    REQUIRE(document);
    return answersOf(*document, [](std::string_view key) { return key == "markets" || key == "public"; });
  };
  const std::string one = answers("company:\n  markets: [EE, FI]\n  other: 1\n");
  CHECK((one == answers("company:\n  other: 2\n  markets:\n    - EE\n    - FI\n")));
  for (const char* other :
       {"company:\n  markets: [EE]\n", "company:\n  markets: [EEFI]\n", "company:\n  markets: [EE, [FI]]\n",
        "company:\n  markets: [\"EE\", FI]\n", "company:\n  public: [EE, FI]\n",
        "house:\n  markets: [EE, FI]\n", "company:\n  markets: {value: [EE, FI]}\n", "company:\n  other: 1\n",
        "company:\n  markets: [EE, FI]\n  public: no\n"})
    CHECK_MESSAGE((one != answers(other)), other);
}

TEST_CASE("the name of an entry is of the bytes of every file, the context, and what is asked") {
  const auto named = [](const std::string& text, const std::string& context, const std::string& asked) {
    PackLibrary library;
    library.addTexts("rules", {{"house/pack.jurat", text}});
    EntryName name(library, context, {});
    REQUIRE(name.readable());
    name.add(asked);
    return name.hex();
  };
  const std::string one = named("pack house {}\n", "1", "a");
  CHECK(one == named("pack house {}\n", "1", "a"));
  CHECK(one != named("pack house { }\n", "1", "a"));
  CHECK(one != named("pack house {}\n", "2", "a"));
  CHECK(one != named("pack house {}\n", "1", "b"));
}

}  // namespace jurat
