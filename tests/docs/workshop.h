// Workshop: an empty folder beside links to the shipped rules and examples, in which a document's blocks are
// tried.
#pragma once
#include <filesystem>
#include <string>

namespace jurat::test {

struct Ran {
  std::string output;  // both streams, as a terminal shows them
  int code = 0;
};

class Workshop {
 public:
  explicit Workshop(const std::string& name);
  ~Workshop();
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  // Runs a line of shell in the folder, `jurat` being the program under test; `$?` is the code of the line
  // before.
  Ran run(const std::string& command);
  void write(const std::string& path, const std::string& text) const;
  void append(const std::string& path, const std::string& text) const;
  void remove(const std::string& path) const;

 private:
  std::filesystem::path folder_;
  int last_code_ = 0;
};

}  // namespace jurat::test
