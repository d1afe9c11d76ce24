// Calling: which of the packs of a bundle a run needs, told before anything else of them is read.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/check/program.h"
#include "engine/packs/asked_keys.h"

namespace jurat {

// What an answer of a root entity has to be for a pack not to be called for. It is made of `called for when`
// and stands by itself: whoever holds a profile against it needs no vocabulary.
struct Ruling {
  enum class Kind : std::uint8_t {
    Never,  // nothing that an answer may be
    All,    // each of `parts`
    Any,    // one of them
    No,     // `key` of `entity` is answered with no
    Holds,  // all that `key` is answered with, if anything, is among `options`
  };
  Kind kind = Kind::Never;
  std::string entity, key;
  std::vector<std::string> options;
  std::vector<Ruling> parts;
};

// A pack of a bundle, as far as is known before it is read.
struct PackInside {
  std::string id;
  std::vector<PackId> uses;
  Ruling ruled_out;
};
struct Inside {
  std::vector<std::string> named, base;  // see BundleContents
  std::vector<PackInside> packs;
};

// Whether each pack inside is wanted; empty: all of them.
using ChoosePacks = std::function<std::vector<bool>(const Inside&)>;

namespace bundle {

// What rules the packs of a program out, and what they ask of profiles.
Ruling rulingOf(const checked::Expr* called_for, const Vocabulary& vocabulary);
std::vector<AskedKeys> askedKeysOf(const checked::Program& program);

// Takes all out of a vocabulary that belongs to packs that are not wanted: profiles do not find it then.
void leaveOut(const std::vector<bool>& wanted, Vocabulary& vocabulary);

}  // namespace bundle
}  // namespace jurat
