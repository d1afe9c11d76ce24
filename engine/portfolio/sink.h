// Sink: where the rows of a run go. Files are written aside and take their names when the run has ended.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/portfolio/plan.h"

namespace jurat::portfolio {

// One file, as PATH.part until publish(); a pipe or device is written to at once.
class PartFile {
 public:
  explicit PartFile(std::string path);  // empty: standard output
  ~PartFile();
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  // Whether it can be continued: it is a file, not a pipe.
  bool regular() const { return regular_; }
  // Whether that many bytes of it are there to go on behind.
  bool holds(std::uint64_t bytes) const;
  // Opens it behind its first `bytes`; what stands behind these is cut off.
  Result<Done> open(std::uint64_t bytes);
  Result<Done> write(std::string_view bytes);
  // Everything written is on the disk.
  Result<Done> sync();
  Result<Done> publish();
  std::uint64_t bytes() const { return bytes_; }
  std::string part() const;

 private:
  IoError refusal() const;

  std::string path_;
  bool regular_ = true;
  int descriptor_ = -1;
  std::uint64_t bytes_ = 0;
};

class Sink {
 public:
  virtual ~Sink() = default;
  // Whether a run that writes here can be resumed.
  virtual bool resumable() const = 0;
  // The state that was kept last, as text; nothing when there is none.
  virtual Result<std::optional<std::string>> saved() = 0;
  // Whether what that state speaks of is still there.
  virtual bool holds(std::uint64_t bytes) const = 0;
  // From the beginning, or behind what was there when the state was kept.
  virtual Result<Done> open(bool resumed, std::uint64_t bytes) = 0;
  virtual Result<Done> write(std::string_view rows) = 0;
  // How many bytes have been written; of a database 0.
  virtual std::uint64_t bytes() const = 0;
  // All rows written so far, and this state, stay from now on, or neither.
  virtual Result<Done> keep(const std::string& state) = 0;
  // The output takes its name.
  virtual Result<Done> publish() = 0;
  // No run is to go on from here.
  virtual Result<Done> forget() = 0;
};

// `path`: empty for standard output; a database needs one.
std::unique_ptr<Sink> makeTextSink(const Plan& plan, const std::string& path);
std::unique_ptr<Sink> makeSqliteSink(const Plan& plan, const std::string& path);
std::unique_ptr<Sink> makeSink(const Plan& plan, const std::string& path);

}  // namespace jurat::portfolio
