// A small house with rules of its own, in a scratch folder: what the tests of waivers, baselines and project
// files stand on.
#pragma once
#include "tests/cli/run.h"

namespace jurat::test {

class House {
 public:
  House();

  // The binary, started in the house's folder; `check acme.yaml` unless other words are given.
  Ran run(const std::vector<std::string>& words, const Setting& setting = {}) const;
  Ran check(const std::vector<std::string>& more = {}) const;
  std::string write(std::string_view name, std::string_view text) const { return scratch_.write(name, text); }
  std::string text(std::string_view name) const { return textOf(scratch_ / name); }
  bool exists(std::string_view name) const { return std::filesystem::exists(scratch_ / name); }
  void remove(std::string_view name) const { std::filesystem::remove_all(scratch_ / name); }
  std::string path() const { return scratch_.path(); }
  // A shell command in the folder, with a bare configuration of git; answers its exit code.
  int shell(const std::string& command) const;

 private:
  Scratch scratch_;
};

// A file of waivers with one entry; `expires` and `more` as given.
std::string waiverFile(const std::string& rule, const std::string& subject, const std::string& expires,
                       const std::string& more = "");

}  // namespace jurat::test
