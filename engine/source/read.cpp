#include "engine/source/read.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/nearest.h"
#include "engine/source/diagnostic.h"
#include "engine/source/encoding.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

// Why a file could not be read, in two parts: `message` ends "cannot read `path`: ".
struct Refusal {
  std::string reason;
  std::string help{};
};

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

std::string sizeText(std::size_t bytes) {
  constexpr std::size_t kMebi = 1u << 20;
  if (bytes % kMebi == 0 && bytes > 0) return std::to_string(bytes / kMebi) + " MiB";
  return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

// The file of the same folder that was probably meant.
std::string neighbour(const std::string& path) {
  constexpr std::size_t kMostEntries = 5'000;  // a help line is not worth reading a larger folder
  const std::filesystem::path whole(path);
  const std::filesystem::path folder = whole.has_parent_path() ? whole.parent_path() : ".";
  std::error_code failed;
  std::vector<std::string> names;
  std::filesystem::directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::directory_iterator() && names.size() < kMostEntries;
       entry.increment(failed)) {
    names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());  // folders list in no order, messages do
  const std::optional<std::string> name = nearest(whole.filename().string(), names);
  return name ? "did you mean `" + (whole.parent_path() / *name).string() + "`?" : std::string();
}

Refusal missing(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty() && !std::filesystem::exists(folder, failed)) {
    return {"the folder `" + folder.string() + "` does not exist"};
  }
  return {"there is no such file", neighbour(path)};
}

Refusal refusalOf(int error, const std::string& path) {
  switch (error) {
    case ENOENT:
      return missing(path);
    case EACCES:
    case EPERM:
      return {"you have no permission to read it"};
    case ENOTDIR:
      return {"a part of the path is a file, not a folder"};
    case EISDIR:
      return {"it is a folder", "name a file in it"};
    case ELOOP:
      return {"its symbolic links go round in a circle"};
    case ENAMETOOLONG:
      return {"the name is longer than the system allows"};
    case ENXIO:
    case ENODEV:
      return {"it is a device or a socket, not a file"};
    default:
      return {"the system says: " + std::generic_category().message(error)};
  }
}

std::optional<Refusal> wrongKind(const struct stat& about) {
  if (S_ISREG(about.st_mode)) return std::nullopt;
  if (S_ISDIR(about.st_mode)) return Refusal{"it is a folder", "name a file in it"};
  if (S_ISFIFO(about.st_mode))
    return Refusal{"it is a pipe, not a file", "give the text as `-`, standard input"};
  if (S_ISSOCK(about.st_mode)) return Refusal{"it is a socket, not a file"};
  return Refusal{"it is a device, not a file", "give the text as `-`, standard input"};
}

Refusal tooLarge(std::size_t at_most) {
  return {"it is larger than " + sizeText(at_most) + ", the most that is read"};
}

// Counts what it reads: files under /proc say 0 bytes, and a file may grow while it is read.
std::variant<std::string, Refusal> drain(int descriptor, const std::string& path, std::size_t at_most) {
  std::string bytes;
  std::vector<char> chunk(64u << 10);
  for (;;) {
    const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refusalOf(errno, path);
    if (got == 0) return bytes;
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
    if (bytes.size() > at_most + kByteOrderMark.size()) return tooLarge(at_most);
  }
}

std::variant<std::string, Refusal> readBytes(const std::string& path, std::size_t at_most) {
  if (path == "-") return drain(STDIN_FILENO, "<stdin>", at_most);
  if (path.empty()) return Refusal{"an empty path names no file"};
  if (path.find('\0') != std::string::npos) return Refusal{"a path cannot hold a NUL byte"};
  // Without O_NONBLOCK, opening a pipe that nobody writes would wait for ever.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (file.number() < 0) return refusalOf(errno, path);
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) return refusalOf(errno, path);
  if (std::optional<Refusal> refusal = wrongKind(about)) return *std::move(refusal);
  if (static_cast<std::uint64_t>(about.st_size) > at_most + kByteOrderMark.size()) return tooLarge(at_most);
  return drain(file.number(), path, at_most);
}

void refuse(const std::string& name, Refusal refusal, Diagnostics& diagnostics) {
  diagnostics.report({.code = "J0901",
                      .message = "cannot read `" + name + "`: " + std::move(refusal.reason),
                      .help = std::move(refusal.help)});
}

}  // namespace

const SourceFile* readSource(SourceMap& sources, const std::string& path, std::size_t at_most,
                             Diagnostics& diagnostics, const std::string& shown) {
  std::string name = !shown.empty() ? shown : path == "-" ? "<stdin>" : path;
  const auto is_input = [](const SourceFile& file) { return file.name == "<stdin>"; };
  const std::deque<SourceFile>& files = sources.files();
  if (path == "-" && std::any_of(files.begin(), files.end(), is_input)) {
    refuse(name, {"standard input can be read once", "name the other file"}, diagnostics);
    return nullptr;
  }
  std::variant<std::string, Refusal> read = readBytes(path, at_most);
  if (auto* refusal = std::get_if<Refusal>(&read)) {
    refuse(name, std::move(*refusal), diagnostics);
    return nullptr;
  }
  std::string bytes = std::get<std::string>(std::move(read));
  const std::size_t mark = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (bytes.size() - mark > at_most) {
    refuse(name, tooLarge(at_most), diagnostics);
    return nullptr;
  }
  return addSource(sources, std::move(name), std::move(bytes), diagnostics);
}

const SourceFile* addSource(SourceMap& sources, std::string name, std::string bytes,
                            Diagnostics& diagnostics) {
  std::optional<EncodingFault> fault = encodingFault(bytes, name);
  const std::size_t mark = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  // The excerpt shows what can be shown; a whole file in UTF-16 cannot.
  if (fault) bytes = fault->wide ? std::string() : withReplacements(bytes);
  bytes.erase(0, std::min(mark, bytes.size()));
  if (!sources.fits(bytes.size())) {
    refuse(name, {"all files of a run together may not be larger than 4 GiB"}, diagnostics);
    return nullptr;
  }
  const SourceFile& file = sources.add(std::move(name), std::move(bytes));
  if (!fault) return &file;
  const std::size_t begin = fault->offset - std::min(mark, fault->offset);
  const std::size_t end = begin < file.text.size() ? begin + letterAt(file.text, begin).bytes : begin;
  diagnostics.report({.code = "J0001",
                      .message = std::move(fault->message),
                      .primary = {file.span(begin, end), std::move(fault->label)},
                      .help = std::move(fault->help)});
  return nullptr;
}

}  // namespace jurat
