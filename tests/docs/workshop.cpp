#include "tests/docs/workshop.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "tests/support/golden.h"

namespace jurat::test {
namespace fs = std::filesystem;

Workshop::Workshop(const std::string& name)
    : folder_(fs::temp_directory_path() / ("jurat_docs_" + name + "_" + std::to_string(getpid()))) {
  fs::remove_all(folder_);
  fs::create_directories(folder_ / ".bin");
  const char* binary = std::getenv("JURAT_BINARY");
  REQUIRE_MESSAGE(binary != nullptr, "JURAT_BINARY names the program under test");
  fs::create_symlink(fs::absolute(binary), folder_ / ".bin" / "jurat");
  fs::create_symlink(projectPath("rules"), folder_ / "rules");
  fs::create_symlink(projectPath("examples"), folder_ / "examples");
}

Workshop::~Workshop() {
  std::error_code failed;
  fs::remove_all(folder_, failed);
}

Ran Workshop::run(const std::string& command) {
  // A file spares the command a second round of quoting.
  write(".command", "cd '" + folder_.string() + "' || exit 99\nPATH=\"$PWD/.bin:$PATH\"\n(exit " +
                        std::to_string(last_code_) + ")\n" + command + "\n");
  const std::string line =
      "env -u JURAT_RULES_PATH LC_ALL=C sh '" + (folder_ / ".command").string() + "' 2>&1 </dev/null";
  Ran ran;
  FILE* pipe = popen(line.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), count);
  const int status = pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  last_code_ = ran.code;
  return ran;
}

void Workshop::write(const std::string& path, const std::string& text) const {
  fs::create_directories((folder_ / path).parent_path());
  std::ofstream(folder_ / path, std::ios::binary) << text;
}

void Workshop::append(const std::string& path, const std::string& text) const {
  fs::create_directories((folder_ / path).parent_path());
  std::ofstream(folder_ / path, std::ios::binary | std::ios::app) << text;
}

void Workshop::remove(const std::string& path) const { fs::remove(folder_ / path); }

}  // namespace jurat::test
