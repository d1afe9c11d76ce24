#include "tests/mistakes/reading.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/analysis/lint.h"
#include "engine/check/check.h"
#include "engine/compile/rule_set.h"
#include "engine/packs/packs.h"
#include "engine/testing/plan.h"
#include "engine/testing/run_tests.h"

namespace jurat::test {
namespace {

namespace fs = std::filesystem;

// Diagnostics name a file by the folder it was found in, and what is below.
constexpr std::string_view kRoot = "rules";

// A folder that is gone with its owner.
class Shelf {
 public:
  explicit Shelf(const Library& library)
      : folder_(fs::temp_directory_path() / ("jurat_mistakes_" + std::to_string(getpid()))) {
    fs::remove_all(folder_);
    for (const auto& [file, text] : library) {
      const fs::path path = folder_ / kRoot / file;
      fs::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary) << text;
    }
  }
  ~Shelf() {
    std::error_code ignored;  // a folder left behind fails nothing
    fs::remove_all(folder_, ignored);
  }
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;

  std::string root() const { return (folder_ / kRoot).string(); }

 private:
  fs::path folder_;
};

}  // namespace

std::string Reading::file(Span span) const {
  const SourceFile* file = sources.fileOf(span);
  return file == nullptr ? std::string() : file->name.substr(kRoot.size() + 1);
}

std::size_t Reading::offset(Span span) const {
  const SourceFile* file = sources.fileOf(span);
  return file == nullptr ? 0 : span.begin - file->base;
}

void read(const Library& library, Reading& reading) {
  const Shelf shelf(library);
  PackLibrary packs;
  packs.addRoot(shelf.root());
  Diagnostics diagnostics;
  LoadedPacks loaded = loadPacks(packs, packs.ids(), reading.sources, diagnostics);
  std::shared_ptr<const checked::Program> program;
  // As the command line does: what did not load is not looked at further.
  if (!diagnostics.hasErrors()) program = check(std::move(loaded.files), diagnostics);
  if (program) {
    Diagnostics tests;
    const std::vector<PlannedTest> planned = planTests(*program, {}, reading.sources, tests);
    reading.failed_tests = runTests(compile(program), planned, reading.sources, tests).failed();
    if (!tests.hasErrors()) {
      for (const Diagnostic& each : lint(*program, reading.sources, {}, diagnostics.all()))
        tests.report(each);
    }
    reading.diagnostics = tests.sorted();
  } else {
    reading.diagnostics = diagnostics.sorted();
  }
}

}  // namespace jurat::test
