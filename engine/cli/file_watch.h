// FileWatch: waits until rule files are saved, by inotify and never by polling; Linux only.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace jurat {

class FileWatch {
 public:
  // From here on SIGINT and SIGTERM end the wait instead of the program.
  FileWatch();
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  // False when the system refuses to watch (said on standard error).
  bool works() const { return works_; }
  // A folder and, when asked, all folders below it; one that is watched already stays so.
  void add(const std::string& folder, bool below);
  // The files that were saved, renamed to or deleted, sorted; those of one save come together. Empty: the
  // user ended the wait.
  std::vector<std::string> wait();

 private:
  bool ready(int milliseconds, bool& ended) const;
  void take(std::vector<std::string>& files);
  void look(const std::string& folder, std::vector<std::string>& files);

  int events_ = -1, signals_ = -1;
  bool works_ = false;
  std::map<int, std::string> folders_;  // by watch
  std::map<int, bool> below_;           // new folders in it are watched too
};

}  // namespace jurat
