#include "engine/cli/graphviz.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace jurat {
namespace {

// A file without a name, gone when it is closed. Both ends of the program are such files, so that neither can
// wait for the other.
class Buffer {
 public:
  Buffer() {
    std::error_code none;
    std::string path = (std::filesystem::temp_directory_path(none) / "jurat.XXXXXX").string();
    descriptor_ = ::mkstemp(path.data());
    if (descriptor_ >= 0) ::unlink(path.c_str());
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int descriptor() const { return descriptor_; }

  bool fill(const std::string& text) const {
    std::size_t done = 0;
    while (done < text.size()) {
      const ssize_t count = ::write(descriptor_, text.data() + done, text.size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return false;
      done += static_cast<std::size_t>(count);
    }
    return ::lseek(descriptor_, 0, SEEK_SET) == 0;
  }

  std::optional<std::string> contents() const {
    if (::lseek(descriptor_, 0, SEEK_SET) != 0) return std::nullopt;
    std::string text;
    std::array<char, 65536> piece{};
    for (;;) {
      const ssize_t count = ::read(descriptor_, piece.data(), piece.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return std::nullopt;
      if (count == 0) return text;
      text.append(piece.data(), static_cast<std::size_t>(count));
    }
  }

 private:
  int descriptor_ = -1;
};

IoError failure(const std::string& what) { return {what + ": " + std::strerror(errno)}; }

}  // namespace

Result<std::optional<std::string>> drawSvg(const std::string& dot) {
  const Buffer in, out;
  if (in.descriptor() < 0 || out.descriptor() < 0 || !in.fill(dot))
    return failure("the graph cannot be handed to Graphviz");
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in.descriptor(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out.descriptor(), STDOUT_FILENO);
  std::string program = "dot", form = "-Tsvg";
  std::array<char*, 3> words = {program.data(), form.data(), nullptr};
  pid_t child = 0;
  const int started = ::posix_spawnp(&child, "dot", &actions, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (started == ENOENT) return std::optional<std::string>();
  if (started != 0) {
    errno = started;
    return failure("`dot` of Graphviz cannot be started");
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return failure("`dot` of Graphviz was lost");
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return IoError{"`dot` of Graphviz failed"};
  std::optional<std::string> svg = out.contents();
  if (!svg) return failure("what Graphviz drew cannot be read");
  return svg;
}

}  // namespace jurat
