// What the tests of rule files speak of.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/check/corpus.h"

namespace jurat::test {
namespace {

constexpr std::string_view kText = R"(
pack t.base { title "Base" source act "An act" }
unit FLOP "operations"
choice role { provider "Provider" deployer "Deployer" }
entity company { fact size : integer fact label : text fact held per role : percentage }
entity ai_system within company as ai_systems { fact label : text fact grade : integer }
entity note within company as notes { fact grade : integer }
define small for company : yes_no { cites "Art. 1" equals size < 5 }
amount fine per role for company : money EUR { cites "Art. 1" at most EUR 5 }
rule r for ai_system { cites "Art. 1" requires company.small exposes company to fine[provider] }
controls c for company { per catalogue fact done : yes_no met when done }
choice catalogue { one "One" cites "1" two "Two" cites "2" }
)";

struct Row {
  std::string_view path, index, near;
  TestTarget::Kind kind;
  std::uint32_t option = kNoId;
  std::string_view code = "";
};

}  // namespace

TEST_CASE("targets are resolved from the pack of the test") {
  using Kind = TestTarget::Kind;
  const auto checked = checkText(kText);
  REQUIRE_MESSAGE(checked->program != nullptr, checked->rendered());
  const checked::Program& program = *checked->program;
  static constexpr Row kRows[] = {
      {"small", "", "company", Kind::Definition},
      {"base.small", "", "company", Kind::Definition},
      {"t.base.small", "", "company", Kind::Definition},
      {"r", "", "company", Kind::Rule},
      {"c", "two", "company", Kind::Rule, 1},
      {"fine", "deployer", "company", Kind::Amount, 1},
      {"fine", "", "company", Kind::Amount},
      {"held", "provider", "company", Kind::Fact, 0},
      {"label", "", "ai_system", Kind::Fact},
      {"size", "", "ai_system", Kind::Fact},
      {"note.grade", "", "company", Kind::Fact},
      {"grade", "", "company", Kind::None, kNoId, "J0503"},
      {"smal", "", "company", Kind::None, kNoId, "J0501"},
      {"other.small", "", "company", Kind::None, kNoId, "J0501"},
      {"small", "provider", "company", Kind::None, kNoId, "J0217"},
      {"fine", "providr", "company", Kind::None, kNoId, "J0117"},
  };
  for (const Row& row : kRows) {
    std::vector<ast::Name> parts;
    std::string_view rest = row.path;
    while (!rest.empty()) {
      const std::size_t dot = rest.find('.');
      parts.push_back({rest.substr(0, dot), {1, 2}});
      rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
    }
    Diagnostics diagnostics;
    const ast::Name index = row.index.empty() ? ast::Name{} : ast::Name{row.index, {3, 4}};
    const TestTarget target = resolveTestTarget(program, PackId{0}, *program.vocabulary.entity(row.near),
                                                {parts, {1, 2}}, index, diagnostics);
    INFO(std::string(row.path), " ", std::string(row.index));
    CHECK(target.kind == row.kind);
    CHECK(target.option == row.option);
    REQUIRE(diagnostics.all().size() == (row.code.empty() ? 0u : 1u));
    if (!row.code.empty()) CHECK(diagnostics.all()[0].code == row.code);
    if (index) continue;
    // Asked without complaints it is found all the same.
    const TestTarget found =
        findTestTarget(program, PackId{0}, *program.vocabulary.entity(row.near), {parts, {1, 2}});
    CHECK(found.kind == target.kind);
    CHECK(found.declaration == target.declaration);
    CHECK(found.fact == target.fact);
  }
}

TEST_CASE("the fact of the near entity is meant") {
  const auto checked = checkText(kText);
  REQUIRE(checked->program != nullptr);
  const Vocabulary& vocabulary = checked->program->vocabulary;
  for (const std::string_view near : {"company", "ai_system"}) {
    const ast::Name parts[] = {{"label", {1, 2}}};
    Diagnostics diagnostics;
    const TestTarget target = resolveTestTarget(*checked->program, PackId{0}, *vocabulary.entity(near),
                                                {parts, {1, 2}}, {}, diagnostics);
    REQUIRE(target.kind == TestTarget::Kind::Fact);
    CHECK(vocabulary.entities[vocabulary.facts[target.fact].entity].name == near);
  }
}

}  // namespace jurat::test
