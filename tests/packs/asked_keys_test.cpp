// Which keys packs ask for, read from their words: never others than the parser finds.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "engine/packs/asked_keys.h"
#include "engine/packs/packs.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"
#include "engine/syntax/parse.h"

using namespace jurat;

namespace {

AskedKeys keysOf(std::string_view text) {
  AskedKeys keys;
  addAskedKeys(text, keys);
  return keys;
}

void addDeclared(ast::List<ast::Declaration> declarations, AskedKeys& into) {
  for (const ast::Declaration& each : declarations) {
    const std::string name(each.name.text);
    addDeclared(each.declarations, into);
    if (each.kind == ast::DeclarationKind::Rates) into["rates"].insert(name);
    if (each.kind == ast::DeclarationKind::Controls) into[std::string(each.of.text)].insert(name);
    if (each.kind == ast::DeclarationKind::Entity)
      into[std::string(each.within.text)].insert(each.list_name ? std::string(each.list_name.text) : name);
    const bool has_facts = each.kind == ast::DeclarationKind::Controls ||
                           each.kind == ast::DeclarationKind::Entity ||
                           each.kind == ast::DeclarationKind::ExtendEntity;
    if (!has_facts) continue;
    std::set<std::string>& keys = into[name];
    for (const ast::Fact& fact : each.facts) {
      keys.insert(std::string(fact.name.text));
      if (fact.renamed_from) keys.insert(std::string(fact.renamed_from.text));
    }
  }
}

}  // namespace

TEST_CASE("facts, their former names, lists, single records, controls and tables of rates are keys") {
  const AskedKeys keys = keysOf(R"(pack a { title "entity x { fact y : text }" } # entity z { fact y : text }
extend entity company { fact big : yes_no ask "fact no : text" fact tall: yes_no renamed from high }
entity works within company as plants { fact id_no : text or none fact sizes per size : integer }
entity head within company as one chief { fact born : event }
entity year within works as years ordered by ends_on { fact ends_on : event }
entity person { fact age : integer }
controls care for works { title "C" per item fact current : practice met when current except e when x { note "n" } }
rates ecb { base EUR | day | USD | }
test "entity t { fact u : text }" { given company { big: yes } })");
  const AskedKeys wanted = {{"", {"person"}},
                            {"company", {"big", "tall", "high", "plants", "chief"}},
                            {"works", {"id_no", "sizes", "years", "care"}},
                            {"head", {"born"}},
                            {"year", {"ends_on"}},
                            {"person", {"age"}},
                            {"care", {"current"}},
                            {"rates", {"ecb"}}};
  CHECK((keys == wanted));
}

TEST_CASE("what breaks off asks for what it says until then") {
  const std::string text = "entity a within b as c { fact d : text fact e : text }";
  for (std::size_t cut = 0; cut < text.size(); ++cut) keysOf(text.substr(0, cut));
  CHECK((keysOf("entity").empty()));
  CHECK((keysOf("entity a } fact b : text").empty()));
  CHECK((keysOf("define x for entity : integer { equals 1 }").empty()));
}

// The parser is the judge.
TEST_CASE("the words and the parser find the same keys in every shipped rule file") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("rules")) {
    if (entry.path().extension() != ".jurat") continue;
    SourceMap sources;
    Diagnostics diagnostics;
    const SourceFile* source = readSource(sources, entry.path().string(), Limits{}.source_bytes, diagnostics);
    REQUIRE(source);
    AskedKeys declared;
    addDeclared(parse(*source, diagnostics)->declarations, declared);
    INFO(entry.path().string());
    CHECK((keysOf(source->text) == declared));
    ++files;
  }
  CHECK(files > 100);
}

TEST_CASE("packs that are loaded are not asked again") {
  PackLibrary library;
  library.addTexts("r", {{"a/pack.jurat", "pack a { } entity one { fact x : text }"},
                         {"a/more.jurat", "in pack a extend entity one { fact y : text }"},
                         {"b/pack.jurat", "pack b { } entity two { fact z : text }"}});
  CHECK((askedKeys(library, {"a"}) == AskedKeys{{"", {"two"}}, {"two", {"z"}}}));
  CHECK((askedKeys(library, {"a", "b"}).empty()));
  CHECK((askedKeys(library, {}).at("one") == std::set<std::string>{"x", "y"}));
}
