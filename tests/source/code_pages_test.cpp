#include "engine/source/code_pages.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace jurat;

namespace {

bool wellFormed(std::string_view code) {
  if (code.size() != 5 || code[0] != 'J') return false;
  for (const char digit : code.substr(1)) {
    if (digit < '0' || digit > '9') return false;
  }
  return true;
}

struct Room {
  std::span<const CodePage> pages;
  std::string_view first;  // the range of codes that belongs to it
  std::string_view last;
};

}  // namespace

TEST_CASE("pages are sorted, in their room's range, and complete") {
  const std::vector<Room> rooms = {{syntaxPages(), "J0000", "J0099"}, {checkPages(), "J0100", "J0599"},
                                   {lintPages(), "J0410", "J0499"},   {profilePages(), "J0600", "J0699"},
                                   {intakePages(), "J0650", "J0689"}, {runPages(), "J0700", "J0999"}};
  for (const Room& room : rooms) {
    std::string_view previous;
    for (const CodePage& page : room.pages) {
      CAPTURE(std::string(page.code));
      CHECK(wellFormed(page.code));
      CHECK(page.code > previous);
      CHECK(page.code >= room.first);
      CHECK(page.code <= room.last);
      CHECK_FALSE(page.title.empty());
      CHECK_FALSE(page.text.empty());
      CHECK_FALSE(page.wrong.empty());
      CHECK_FALSE(page.right.empty());
      CHECK(page.wrong != page.right);
      CHECK(codePage(page.code) == &page);
      previous = page.code;
    }
  }
}

TEST_CASE("an unknown code has no page") {
  for (const char* code : {"", "J", "J0000", "J9999", "j0001", "J00011", "x"})
    CHECK(codePage(code) == nullptr);
  REQUIRE(codePage("J0001") != nullptr);
  CHECK(codePage("J0002") != nullptr);
  CHECK(codePage("J0901") != nullptr);
}
