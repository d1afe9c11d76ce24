#include "engine/source/read.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/source/diagnostic.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

using namespace jurat;
namespace fs = std::filesystem;

namespace {

// A folder of its own for one test, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "jurat-read-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code failed;
    fs::remove_all(path_, failed);
  }
  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  fs::path path() const { return path_; }

 private:
  fs::path path_;
};

std::string message(const std::string& path, std::size_t at_most = 1000) {
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile* file = readSource(sources, path, at_most, diagnostics);
  if (file) return "read: " + file->text;
  REQUIRE(diagnostics.all().size() == 1);
  const Diagnostic& only = diagnostics.all().front();
  CHECK(only.code == "J0901");
  return only.message + (only.help.empty() ? "" : " | " + only.help);
}

struct Row {
  const char* what;
  std::string bytes;
  std::string place;
  std::string message;  // how it begins
  std::string help;     // how it begins
};

using namespace std::string_literals;
const std::vector<Row> kBad = {
    {"one Latin-1 letter", "a: 1\nb: Soci\xE9t\xE9\n", "t.yaml:2:8",
     "the file is not UTF-8 text: byte E9 at offset 12; it is probably Windows-1252",
     "save it as UTF-8 in the editor, or convert it: iconv -f WINDOWS-1252 -t UTF-8 -- 't.yaml'"},
    {"one slip in a UTF-8 file", "é é é \xE9 x", "t.yaml:1:7",
     "the file is not UTF-8 text: byte E9 at offset 9", "retype the character"},
    {"columns count characters", "人\xFF", "t.yaml:1:2", "the file is not UTF-8 text: byte FF at offset 3",
     ""},
    {"cut off", "abc\xE4\xBA", "t.yaml:1:4", "the file ends in the midst of a UTF-8 character, at offset 3",
     "the file may have been cut off"},
    {"UTF-16 with mark", "\xFF\xFEr\0u\0"s, "t.yaml:1:1", "the file is UTF-16 text",
     "save it as UTF-8 in the editor, or convert it: iconv -f UTF-16 "},
    {"UTF-16 big end first", "\xFE\xFF\0r\0u"s, "t.yaml:1:1", "the file is UTF-16 text", "save it"},
    {"UTF-32", "\xFF\xFE\0\0r\0\0\0"s, "t.yaml:1:1", "the file is UTF-32 text", "save it"},
    {"UTF-16 without mark", "r\0u\0l\0e\0\n\0"s, "t.yaml:1:1", "the file is UTF-16LE text", "save it"},
    {"one NUL byte", "rule\n x\0y"s, "t.yaml:2:3", "the file holds a NUL byte at offset 7",
     "delete the byte"},
    {"binary", "x\0\0\1\2\3\0\0\0z"s, "t.yaml:1:2", "the file holds a NUL byte at offset 1",
     "this looks like a binary"},
    {"behind a mark",
     "\xEF\xBB\xBF"
     "ab\xE9",
     "t.yaml:1:3", "the file is not UTF-8 text: byte E9 at offset 5", ""},
};

}  // namespace

TEST_CASE("bytes that are not UTF-8 are named, placed and explained") {
  for (const Row& row : kBad) {
    CAPTURE(std::string(row.what));
    SourceMap sources;
    Diagnostics diagnostics;
    CHECK(addSource(sources, "t.yaml", row.bytes, diagnostics) == nullptr);
    REQUIRE(diagnostics.all().size() == 1);
    const Diagnostic& only = diagnostics.all().front();
    CHECK(only.code == "J0001");
    CHECK(sources.placeText(only.primary.span) == row.place);
    CHECK_MESSAGE(only.message.starts_with(row.message), only.message);
    CHECK_MESSAGE(only.help.starts_with(row.help), only.help);
    CHECK_FALSE(render(diagnostics.all(), sources, {}).empty());
  }
}

TEST_CASE("good text is taken as it is, without its byte order mark") {
  struct Good {
    std::string bytes;
    std::string text;
  };
  const std::vector<Good> rows = {{"", ""},
                                  {"abc\r\n", "abc\r\n"},
                                  {"\xEF\xBB\xBFrule", "rule"},
                                  {"\xEF\xBB\xBF", ""},
                                  {"§ 人工 😀", "§ 人工 😀"}};
  for (const Good& row : rows) {
    SourceMap sources;
    Diagnostics diagnostics;
    const SourceFile* file = addSource(sources, "good", row.bytes, diagnostics);
    REQUIRE(file != nullptr);
    CHECK(file->text == row.text);
    CHECK_FALSE(diagnostics.hasErrors());
  }
}

TEST_CASE("files that cannot be read are refused with the reason") {
  const Folder folder;
  const std::string good = folder.file("rules.jurat", "rule x");
  const std::string base = folder.path().string();
  CHECK(message(good) == "read: rule x");
  CHECK(message(good, 6) == "read: rule x");
  CHECK(message(good, 5) == "cannot read `" + good + "`: it is larger than 5 bytes, the most that is read");
  CHECK(message(base + "/rulse.jurat") ==
        "cannot read `" + base + "/rulse.jurat`: there is no such file | did you mean `" + good + "`?");
  CHECK(message(base + "/else/x") ==
        "cannot read `" + base + "/else/x`: the folder `" + base + "/else` does not exist");
  CHECK(message(base) == "cannot read `" + base + "`: it is a folder | name a file in it");
  CHECK(message(good + "/x") == "cannot read `" + good + "/x`: a part of the path is a file, not a folder");
  CHECK(message("") == "cannot read ``: an empty path names no file");
  CHECK(message("/dev/zero").starts_with("cannot read `/dev/zero`: it is a device"));
  REQUIRE(::mkfifo((base + "/pipe").c_str(), 0600) == 0);
  CHECK(message(base + "/pipe").find("it is a pipe, not a file | give the text as `-`") != std::string::npos);
  fs::create_symlink(base + "/loop", base + "/loop");
  CHECK(message(base + "/loop").find("go round in a circle") != std::string::npos);
  CHECK(message(std::string(5000, 'x')).find("longer than the system allows") != std::string::npos);
  CHECK(message(good + std::string("\0x", 2)).find("NUL") != std::string::npos);
}

TEST_CASE("the bound counts the text, not the mark, and a file that hides its size") {
  const Folder folder;
  CHECK(message(folder.file("mark",
                            "\xEF\xBB\xBF"
                            "12345"),
                5) == "read: 12345");
  CHECK(message(folder.file("four",
                            "\xEF\xBB\xBF"
                            "123456"),
                5)
            .find("larger than 5 bytes") != std::string::npos);
  CHECK(message("/proc/self/status", 10).find("larger than 10 bytes") != std::string::npos);
  CHECK(message(folder.file("big", std::string(2000, 'x')), 1u << 10).find("larger than 1024 bytes") !=
        std::string::npos);
}
