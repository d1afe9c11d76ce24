#include "tests/testing/tested.h"

#include "engine/packs/packs.h"
#include "engine/syntax/parse.h"

namespace jurat::test {
namespace {

std::unique_ptr<Tested> planned(std::unique_ptr<Tested> tested,
                                std::vector<std::shared_ptr<const ast::File>> files,
                                const std::string& pack) {
  tested->program = check(std::move(files), tested->diagnostics);
  for (const Diagnostic& one : tested->diagnostics.all()) {
    if (one.level == DiagnosticLevel::Error) FAIL_CHECK(one.code << ": " << one.message);
  }
  REQUIRE(tested->program);
  for (std::size_t i = 0; i < tested->program->packs.size(); ++i) {
    const PackId id = tested->program->packs.idAt(i);
    if (tested->program->packs[id].id == pack) tested->packs.push_back(id);
  }
  tested->plan =
      planTests(*tested->program, {.packs = {pack}, .filter = ""}, tested->sources, tested->diagnostics);
  return tested;
}

constexpr const char* kOpening =
    "pack p {\n"
    "    title     \"P\"\n"
    "    source    law \"Act\"\n"
    "    version   \"1\"\n"
    "    language  1\n"
    "    status    in_force\n"
    "    currency  EUR\n"
    "    deadlines as counted\n"
    "    time_zone \"UTC\"\n"
    "}\n";

}  // namespace

std::unique_ptr<Tested> testedPack(const std::string& root, const std::string& pack) {
  auto tested = std::make_unique<Tested>();
  PackLibrary library;
  library.addRoot(root);
  LoadedPacks packs = loadPacks(library, {pack}, tested->sources, tested->diagnostics);
  return planned(std::move(tested), std::move(packs.files), pack);
}

std::unique_ptr<Tested> testedText(const std::string& text) {
  auto tested = std::make_unique<Tested>();
  const SourceFile& file = tested->sources.add("pack.jurat", kOpening + text);
  std::vector<std::shared_ptr<const ast::File>> files = {parse(file, tested->diagnostics)};
  return planned(std::move(tested), std::move(files), "p");
}

}  // namespace jurat::test
