// A bundle: compiled packs in one file, read without a rule file and without a parser; what it promises is
// what the packs it was made of would have said, to the byte.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/base/result.h"
#include "engine/bundle/calling.h"
#include "engine/compile/rule_set.h"
#include "engine/packs/asked_keys.h"

namespace jurat {

class SourceMap;
struct SourceFile;

struct BundledFile {
  const SourceFile* source = nullptr;
  std::string name;  // that people read
};

// What goes into a bundle besides the rules.
struct BundleContents {
  std::vector<std::string> named;  // packs asked for by name; empty: those that run by default
  std::vector<std::string> base;   // of the packs inside, those that every run loads, besides what they use
  std::vector<BundledFile> files;  // all that the rules stand in
  AskedKeys others{};              // what packs that are left out ask of profiles
};

// The body of a bundle: the same rules and contents are the same bytes, wherever and whenever.
std::string bundleBody(const RuleSet& rules, const BundleContents& contents);

struct Bundle {
  std::shared_ptr<const RuleSet> rules;
  std::vector<std::string> named, base;  // as above
  AskedKeys others;                      // and what those inside ask that were not chosen
};

// Reads a body, whose bytes may be hostile: what it answers is sound, whatever they are. Its files join
// `sources`. The error is one clause on what is wrong. Of packs that are not chosen only heads are read, as
// they are of rule files: they are set aside, profiles are not asked what they ask, and their texts are no
// part of `sources`.
Result<Bundle> readBundleBody(std::string_view body, SourceMap& sources, const Limits& limits = {},
                              const ChoosePacks& choose = {});

// Bytes whose digest is still to be reckoned: of many that is done beside the reading, by a thread of its
// own.
struct Sealed {
  std::string_view bytes;
  std::string digest;
};
// The same of a body within such bytes. When they are not those of the digest, that is the error.
Result<Bundle> readBundleBody(std::string_view body, const Sealed& sealed, SourceMap& sources,
                              const Limits& limits = {}, const ChoosePacks& choose = {});

}  // namespace jurat
