// Reading below a folder and nowhere else, whatever the path says.
#include "engine/evidence/below.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/crypto/sha256.h"
#include "tests/sqlite/folder.h"

using namespace jurat;
namespace fs = std::filesystem;

namespace {

// A profile's folder with all that may lie in one, in a folder with a secret beside it.
struct Scene {
  Scene() {
    fs::create_directories(folder / "profile/evidence/deep");
    writeFile(folder / "secret.pdf", "secret");
    writeFile(folder / "profile/evidence/manual.pdf", "manual");
    writeFile(folder / "profile/evidence/large.pdf", std::string(2'000, 'x'));
    writeFile(folder / "profile/evidence/empty.pdf", "");
    link("manual.pdf", "evidence/same.pdf");
    link("../evidence/./manual.pdf", "evidence/around.pdf");
    link("../manual.pdf", "evidence/deep/up.pdf");
    link("evidence", "folder");
    link("../secret.pdf", "out.pdf");
    link("../../secret.pdf", "evidence/out.pdf");
    link(folder / "profile/evidence/manual.pdf", "absolute.pdf");
    link("..", "parent");
    link("loop.pdf", "loop.pdf");
    link("/dev/zero", "zero.pdf");
    link("nothing.pdf", "dangling.pdf");
    REQUIRE(::mkfifo((folder / "profile/pipe.pdf").c_str(), 0600) == 0);
  }
  void link(const std::string& target, const std::string& name) {
    REQUIRE(::symlink(target.c_str(), (folder / ("profile/" + name)).c_str()) == 0);
  }
  Folder folder;
};

}  // namespace

TEST_CASE("a file below the folder is digested, by whatever path that stays inside") {
  const Scene scene;
  FolderReader reader(scene.folder / "profile", 1'000);
  for (const char* path :
       {"evidence/manual.pdf", "./evidence//manual.pdf", "evidence/same.pdf", "evidence/around.pdf",
        "evidence/deep/up.pdf", "folder/manual.pdf", "folder/deep/up.pdf"}) {
    CAPTURE(path);
    const FileLook look = reader.look(path);
    CHECK(look.found);
    CHECK(look.digest == sha256Hex("manual"));
    CHECK(look.reason == "");
  }
  CHECK(reader.look("evidence/empty.pdf").digest == sha256Hex(""));
}

TEST_CASE("what leads out, is no file or is too large is refused with the reason") {
  const Scene scene;
  FolderReader reader(scene.folder / "profile", 1'000);
  const std::string out = "it leads out of the profile's folder";
  const struct {
    std::string path;
    std::string_view reason;
  } rows[] = {
      {"../secret.pdf", out},
      {"evidence/../../secret.pdf", out},
      {"folder/../../secret.pdf", out},
      {"parent/secret.pdf", out},
      {"out.pdf", out},
      {"evidence/out.pdf", out},
      {"absolute.pdf", out},
      {"zero.pdf", out},
      {scene.folder / "secret.pdf", out},
      {"/dev/zero", out},
      {"", out},
      {"loop.pdf", "go round in a circle"},
      {"pipe.pdf", "it is a device, a pipe or a socket"},
      {"evidence", "it is a folder"},
      {"folder", "it is a folder"},
      {".", "it is a folder"},
      {"evidence/large.pdf", "it is larger than 1000 bytes"},
      {std::string("evidence/manual.pdf\0.txt", 24), "NUL"},
      {std::string(300, 'x'), "the system says"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.path);
    const FileLook look = reader.look(row.path);
    CAPTURE(look.reason);
    CHECK_FALSE(look.found);
    CHECK(look.digest == "");
    CHECK(look.reason.find(row.reason) != std::string::npos);
  }
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "a/";
  CHECK(reader.look(deep + "x").reason == "its path is too long");
}

TEST_CASE("what is not there is missing, not refused") {
  const Scene scene;
  FolderReader reader(scene.folder / "profile", 1'000);
  for (const char* path : {"none.pdf", "none/manual.pdf", "evidence/manual.pdf/x", "dangling.pdf"}) {
    CAPTURE(path);
    CHECK_FALSE(reader.look(path).found);
    CHECK(reader.look(path).reason == "");
  }
  FolderReader nowhere(scene.folder / "nowhere", 1'000);
  CHECK(nowhere.look("manual.pdf").reason.find("its folder cannot be opened") == 0);
}

TEST_CASE("a file that may not be read says so") {
  const Scene scene;
  REQUIRE(::chmod((scene.folder / "profile/evidence/manual.pdf").c_str(), 0) == 0);
  const AsOrdinaryUser user(scene.folder);
  FolderReader reader(scene.folder / "profile", 1'000);
  CHECK(reader.look("evidence/manual.pdf").reason == "you have no permission to read it");
}
