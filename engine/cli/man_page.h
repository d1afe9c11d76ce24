// The manual pages, from the same table of commands as --help: one of the program, one of each command.
#pragma once
#include <string>
#include <vector>

#include "engine/cli/command.h"

namespace jurat {

struct ManPage {
  std::string name;  // "jurat", "jurat-rules-list"; its file is NAME.1
  std::string text;  // for man, groff and mandoc
};

std::vector<ManPage> manPages();

}  // namespace jurat
