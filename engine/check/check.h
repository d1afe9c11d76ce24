// check(): resolves names, types and dates of all rule files of a run; what passes cannot fail for a type.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/check/program.h"

namespace jurat {

class Diagnostics;
namespace ast {
struct Dotted;
struct Expr;
struct File;
struct Name;
}  // namespace ast

// Whether `files` hold the tests of the packs: without them nobody can tell what is read by nothing (J0403).
enum class Tests { Read, LeftOut };

// Null iff an error was reported. `files` are all files of all packs of the run, in any order.
std::shared_ptr<const checked::Program> check(std::vector<std::shared_ptr<const ast::File>> files,
                                              Diagnostics& diagnostics, const Limits& limits = {},
                                              Tests tests = Tests::Read);

// The same once more, for whoever changes a program to see whether its tests notice
// (engine/testing/mutation). `files` are those of a program that check() let pass.
std::shared_ptr<checked::Program> checkAgain(std::vector<std::shared_ptr<const ast::File>> files);

// What a name in a test can mean, seen from a pack (and the packs it uses).
struct TestTarget {
  enum class Kind { None, Fact, Definition, Amount, Rule, Benefit } kind = Kind::None;
  FactId fact{kNoId};
  checked::DeclarationId declaration{kNoId};
  std::uint32_t option = kNoId;  // index of the lowest option, when written NAME[option]
  std::uint32_t output = 0;      // of a decision table: which of its results
  std::string limb{};            // of an amount or benefit with alternatives: which, when written NAME.limb
  Type type;
};
// `near`: the entity in which a bare fact name is looked up first. Reports an unknown name (J0501) with a
// suggestion.
TestTarget resolveTestTarget(const checked::Program& program, PackId pack, EntityId near,
                             const ast::Dotted& path, const ast::Name& index, Diagnostics& diagnostics);
// The same without complaints: Kind::None for a name that means nothing, or more than one thing.
TestTarget findTestTarget(const checked::Program& program, PackId pack, EntityId near,
                          const ast::Dotted& path);
// A constant of a test ("EUR 35_000_000", 2026-11-23, yes, `{ p4a }`) as a value of `type`; reports what is
// not one.
std::optional<Value> testConstant(const checked::Program& program, PackId pack, const ast::Expr& expression,
                                  const Type& type, Diagnostics& diagnostics);

}  // namespace jurat
