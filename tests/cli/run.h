// run(): starts the jurat binary as a shell would and brings back what it said, how it ended and what it
// cost.
#pragma once
#include <doctest/doctest.h>

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jurat::test {

struct Ran {
  int code = -1;  // what it exited with; 256 and more: killed by the signal code - 256
  std::string out, err;
  double cpu_seconds = 0;
  std::size_t memory_kib = 0;  // at most resident
};

struct Setting {
  std::string input{};                               // standard input; none means an empty one
  std::map<std::string, std::string> environment{};  // added to a bare environment
  std::string folder{};                              // where it runs; the project's root when empty
  std::string out_path{};                            // standard output goes here instead of being captured
};

// Whatever is given, the program neither dies of a signal, nor claims an internal fault, nor trips a
// sanitizer, nor computes for a minute: every run checks that.
Ran run(const std::vector<std::string>& words, const Setting& setting = {});

// A check against a pack of tests/packs on 2026-11-23, with more words behind.
Ran checkOutcomes(const std::string& profile, const std::vector<std::string>& more = {},
                  const Setting& setting = {});

// The words of such a check: profiles by their name in tests/packs/profiles.
std::vector<std::string> outcomesWords(const std::vector<std::string>& profiles,
                                       const std::vector<std::string>& more = {});

// A folder that goes when the test ends.
class Scratch {
 public:
  Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();

  std::string operator/(std::string_view name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }
  // Writes a file, making the folders it needs; answers its path.
  std::string write(std::string_view name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}
std::size_t countOf(std::string_view text, std::string_view part);
std::string textOf(const std::string& path);
// Sanitizers make a program slow and large; bounds on time and memory are for the program itself.
bool sanitized();

}  // namespace jurat::test
