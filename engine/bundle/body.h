// The layout of a body, for its writer (bundle.cpp) and its reader (read_body.cpp); private to engine/bundle.
//
//   texts          how many, how long each is, and then all of them, one behind the other
//   names, files   likewise; spans count from 1 over all files
//   owners         by file: the pack whose texts are read with it
//   opening        census, contents, what rules each pack out, what each asks of profiles
//   code           its length, and what of a rule set points nowhere: it is read beside the rest
//   program        expressions, and what is made of them
//   rules          the rest of the rule set, which points into the program
//
// What is part of one pack stands in parts (Writer::part), which are passed over when it is not wanted.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/bundle/calling.h"
#include "engine/bundle/writer.h"

namespace jurat {

template <typename Io, bundle::Like<Ruling> T>
void shape(Io& io, T& ruling) {
  io(ruling.kind, ruling.entity, ruling.key, ruling.options, ruling.parts);
}
constexpr Ruling::Kind lastOf(Ruling::Kind) { return Ruling::Kind::Holds; }
template <typename Io, bundle::Like<PackInside> T>
void shape(Io& io, T& pack) {
  io(pack.id, pack.uses, pack.ruled_out);
}

namespace bundle {

using KeysOf = std::pair<std::string, std::vector<std::string>>;

}  // namespace bundle
}  // namespace jurat
