#include "engine/cli/file_watch.h"

#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "engine/cli/session.h"

namespace jurat {
namespace {

namespace fs = std::filesystem;

constexpr int kQuiet = 60;  // milliseconds without an event: the save is over
constexpr std::uint32_t kEvents =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR;

// Editors put other files beside what they save.
bool matters(const std::string& name) {
  return name == "mutants.accepted" ||
         (name.size() > 6 && name.compare(name.size() - 6, 6, ".jurat") == 0 && name.front() != '.');
}

}  // namespace

FileWatch::FileWatch() {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  events_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  works_ = events_ >= 0 && ::sigprocmask(SIG_BLOCK, &ends, nullptr) == 0;
  if (works_) signals_ = ::signalfd(-1, &ends, SFD_CLOEXEC);
  works_ = works_ && signals_ >= 0;
  if (!works_) complain(std::string("files cannot be watched: ") + std::strerror(errno));
}

FileWatch::~FileWatch() {
  if (events_ >= 0) ::close(events_);
  if (signals_ >= 0) ::close(signals_);
}

void FileWatch::add(const std::string& folder, bool below) {
  const int watch = ::inotify_add_watch(events_, folder.c_str(), kEvents);
  if (watch < 0) {
    complain("`" + folder + "` cannot be watched: " + std::strerror(errno));
    return;
  }
  folders_[watch] = folder;
  below_[watch] = below_[watch] || below;
  if (!below) return;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->is_directory(failed) && !at->is_symlink(failed)) add(at->path().string(), true);
  }
}

bool FileWatch::ready(int milliseconds, bool& ended) const {
  std::array<pollfd, 2> descriptors = {pollfd{events_, POLLIN, 0}, pollfd{signals_, POLLIN, 0}};
  int count = 0;
  do {
    count = ::poll(descriptors.data(), descriptors.size(), milliseconds);
  } while (count < 0 && errno == EINTR);
  ended = ended || count < 0 || (descriptors[1].revents & POLLIN);
  return count > 0;
}

// A folder that came as a whole, or was filled before its watch stood.
void FileWatch::look(const std::string& folder, std::vector<std::string>& files) {
  add(folder, true);
  std::error_code failed;
  for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (matters(at->path().filename().string())) files.push_back(at->path().string());
  }
}

void FileWatch::take(std::vector<std::string>& files) {
  alignas(inotify_event) std::array<char, 64u << 10> buffer;
  for (;;) {
    const ssize_t size = ::read(events_, buffer.data(), buffer.size());
    if (size <= 0) return;
    for (ssize_t at = 0; at < size;) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const std::string name = event.len > 0 ? std::string(buffer.data() + at + sizeof event) : std::string();
      at += static_cast<ssize_t>(sizeof event + event.len);
      const auto folder = folders_.find(event.wd);
      if (folder == folders_.end()) continue;
      if (event.mask & IN_IGNORED) {  // the folder itself is gone
        below_.erase(event.wd);
        folders_.erase(folder);
        continue;
      }
      const std::string path = folder->second + "/" + name;
      const bool came = event.mask & (IN_CREATE | IN_MOVED_TO);
      if ((event.mask & IN_ISDIR) && came && below_[event.wd]) {
        look(path, files);
      } else if (!(event.mask & (IN_ISDIR | IN_CREATE)) && matters(name)) {
        files.push_back(path);
      }
    }
  }
}

std::vector<std::string> FileWatch::wait() {
  std::vector<std::string> files;
  bool ended = false;
  while (files.empty() && !ended) {
    if (ready(-1, ended)) take(files);
  }
  while (!ended && ready(kQuiet, ended)) take(files);
  if (ended) return {};
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

}  // namespace jurat
