// Reads an input as a portfolio does, and writes down all that comes out of it; for tests.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "engine/intake/open.h"

namespace jurat::intake::test {

// A folder of its own, gone when the test is.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  // Writes a file and answers its path.
  std::string write(const std::string& name, std::string_view bytes) const;
  std::string path(const std::string& name) const { return (path_ / name).string(); }
  // The text with the folder's own name taken out, so that it can stand in a golden.
  std::string bare(std::string text) const;

 private:
  std::filesystem::path path_;
};

// "LINE: JSON" of each record, "refused before N, line L: `text`" and the complaint of each refused one,
// notes, or the error; `records` at a time.
std::string transcript(Source& source, std::size_t records = 1000);
std::string transcript(const SourceOptions& options, std::size_t records = 1000);

// A mapping out of its text; its complaints in `complaints`.
std::shared_ptr<const Mapping> mapping(const std::string& text, std::string* complaints = nullptr);

// A table of text read through a mapping; the file is called `table.csv`, the mapping `mapping.yaml`.
std::string readCsv(std::string_view table, const std::string& mapping_text, const Limits& limits = {},
                    std::size_t records = 1000);

}  // namespace jurat::intake::test
