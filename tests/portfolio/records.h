// Records of companies for tests, an input that has them in memory, and runs over it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/intake/source.h"
#include "engine/portfolio/run.h"
#include "tests/agreement/load.h"

namespace jurat::portfolio::test {

// The example of the repository, with some answers turned round or taken back in each record; seeded.
std::vector<std::string> variations(std::size_t count, std::uint32_t seed = 1);

class MemorySource final : public intake::Source {
 public:
  explicit MemorySource(std::vector<std::string> records) : records_(std::move(records)) {}
  Result<bool> next(intake::Chunk& chunk, std::size_t records) override;
  Result<std::uint64_t> skip(std::uint64_t records) override;
  const std::string& name() const override { return name_; }
  std::uint64_t bytesRead() const override { return 0; }
  std::uint64_t bytesInAll() const override { return 0; }
  std::vector<std::string> notes() const override { return {}; }

 private:
  std::vector<std::string> records_;
  std::size_t at_ = 0;
  std::string name_ = "memory";
};

class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();
  std::string operator/(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};
std::string textOf(const std::string& path);

// All packs of the repository on one day; read once.
agreement::Loaded& corpus();
Options options(RowKind rows, const std::vector<std::string>& columns);

struct Ran {
  Ended ended;
  std::string rows, rejects, complaints;
};
// To files in a folder of its own.
Ran runAll(const Plan& plan, std::vector<std::string> records);

}  // namespace jurat::portfolio::test
