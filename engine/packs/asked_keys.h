// AskedKeys: under which keys packs ask for something in a profile, read without parsing them.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"

namespace jurat {

class PackLibrary;

// Keys by the entity in whose record they stand: its facts, with their former names, and the lists below it.
// Under "" stand the keys of the outermost record, under "rates" the names of tables of rates.
using AskedKeys = std::map<std::string, std::set<std::string>>;

// Adds what a rule file declares. Looks at words, texts, brackets and comments alone; never fails.
void addAskedKeys(std::string_view text, AskedKeys& into);

// Of every pack of the library that is none of `but` (sorted). What cannot be read asks for nothing.
AskedKeys askedKeys(const PackLibrary& library, const std::vector<std::string>& but,
                    const Limits& limits = {});

}  // namespace jurat
