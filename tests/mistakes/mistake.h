// Mistake: one slip of an author as data, and the library of correct packs in which it is made.
//
// A file `*.mistake` reads like a patch of tests/mistakes/rules; README.md beside this file describes it.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jurat::test {

// A correct text of each file, by its path below the library.
using Library = std::map<std::string, std::string>;

struct Mistake {
  std::string path;   // "tests/mistakes/lexical/smart_quotes.mistake"
  std::string title;  // what the author did
  std::string code;
  bool has_repair = false;
  std::string choice;                                     // the help, where no single repair is possible
  std::vector<std::pair<std::string, std::string>> also;  // other places: their text and their sentence
  std::string file;                                       // of the library: where the mistake is marked
  std::size_t begin = 0, end = 0;                         // what is to be underlined, in the wrong text
  Library wrong, repaired;                                // the whole library
};

// Every mistake below tests/mistakes, sorted by path; a file that is none, or that does not fit the library,
// fails the test.
std::vector<Mistake> readMistakes(const Library& library);

Library readLibrary();

}  // namespace jurat::test
