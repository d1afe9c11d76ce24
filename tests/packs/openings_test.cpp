// Loading for profiles: packs that none of them calls for are read no further than their heads.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/packs/openings.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

using namespace jurat;

namespace {

std::string packText(const std::string& id, const std::string& clauses, const std::string& rest = "") {
  return "pack " + id + " {\n    title \"T\"\n    version \"1\"\n    " + clauses + "\n}\n" + rest;
}

// Says of conditions what their text says: `yes`, `no`, or the name of a fact that must be declared first.
struct ByText final : Caller {
  Calling calls(const ast::Expr& condition, const FileList& loaded) const override {
    if (condition.kind == ast::ExprKind::Yes) return Calling::Perhaps;
    if (condition.kind == ast::ExprKind::No) return Calling::No;
    for (const auto& file : loaded) {
      for (const ast::Declaration& each : file->declarations) {
        for (const ast::Fact& fact : each.facts) {
          if (fact.name.text == condition.name.text) return Calling::No;
        }
      }
    }
    return Calling::NotYet;
  }
};

struct Loading {
  explicit Loading(const std::map<std::string, std::string>& files,
                   const std::vector<std::string>& asked = {}) {
    library.addTexts("r", files);
    openings = readOpenings(library, sources);
    packs = loadCalledFor(library, openings, asked, ByText(), sources, diagnostics);
  }
  bool read(const std::string& name) const {
    return std::any_of(sources.files().begin(), sources.files().end(),
                       [&](const SourceFile& file) { return file.name == name; });
  }

  PackLibrary library;
  SourceMap sources;
  Diagnostics diagnostics;
  std::vector<Opening> openings;
  LoadedPacks packs;
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("of a pack that nobody calls for nothing but the opening file is read") {
  const Loading loading(
      {{"a/pack.jurat", packText("a", "status in_force called for when no", "rule broken {")},
       {"a/rules.jurat", "in pack a"},
       {"b/pack.jurat", packText("b", "status in_force called for when yes")},
       {"b/rules.jurat", "in pack b"},
       {"c/pack.jurat", packText("c", "status voluntary", "rule broken {")},
       {"d/pack.jurat", packText("d", "status adopted")}});
  CHECK((loading.packs.ids == Ids{"b", "d"}));
  CHECK((loading.packs.aside == Ids{"a"}));
  CHECK(loading.read("r/b/rules.jurat"));
  CHECK_FALSE(loading.read("r/a/rules.jurat"));
  CHECK_FALSE(loading.diagnostics.hasErrors());
  // Each opening file once, and once only.
  CHECK(loading.sources.files().size() == 5);
  const auto aside = std::find_if(loading.packs.files.begin(), loading.packs.files.end(),
                                  [](const auto& file) { return file->head_only; });
  REQUIRE(aside != loading.packs.files.end());
  CHECK((*aside)->declarations.empty());
  CHECK(loading.sources.text((*aside)->pack.span) == "a");
}

TEST_CASE("what a pack that is called for declares decides on others, in whatever order they stand") {
  const std::map<std::string, std::string> files = {
      {"a/pack.jurat", packText("a", "status in_force called for when places")},
      {"z/pack.jurat",
       packText("z", "status in_force called for when yes", "entity company { fact places : yes_no }")}};
  CHECK((Loading(files).packs.aside == Ids{"a"}));
  // Where nothing that is called for declares it, the pack is loaded: with what it uses it can say.
  std::map<std::string, std::string> alone = files;
  alone["z/pack.jurat"] =
      packText("z", "status in_force called for when no", "entity company { fact places : yes_no }");
  const Loading without(alone);
  CHECK((without.packs.ids == Ids{"a"}));
  CHECK((without.packs.aside == Ids{"z"}));
}

TEST_CASE("a pack that another uses, or that is asked for, is loaded whoever calls for it") {
  const std::map<std::string, std::string> files = {
      {"a/pack.jurat", packText("a", "status in_force called for when no")},
      {"b/pack.jurat", packText("b", "status in_force called for when yes", "use a")},
      {"c/pack.jurat", packText("c", "status in_force called for when no")},
      {"d/pack.jurat", packText("d", "status voluntary called for when no")}};
  CHECK((Loading(files).packs.ids == Ids{"a", "b"}));
  CHECK((Loading(files).packs.aside == Ids{"c"}));
  CHECK((Loading(files, {"c", "d"}).packs.ids == Ids{"a", "b", "c", "d"}));
  CHECK(Loading(files, {"c", "d"}).packs.aside.empty());
}

TEST_CASE("a head that cannot be trusted is read with its pack, which says what is wrong") {
  const Loading broken({{"a/pack.jurat", packText("a", "status in_force stauts called for when no")}});
  CHECK((broken.packs.ids == Ids{"a"}));
  CHECK(broken.diagnostics.hasErrors());
  const Loading misnamed({{"a/pack.jurat", packText("b", "status in_force called for when no")}});
  CHECK((misnamed.packs.ids == Ids{"a"}));
  REQUIRE(misnamed.diagnostics.hasErrors());
  CHECK(misnamed.diagnostics.all().front().code == "J0191");
}
