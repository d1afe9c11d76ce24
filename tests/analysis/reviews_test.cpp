// A review silences its finding until the declaration changes, and nothing else.
#include <doctest/doctest.h>

#include "tests/analysis/examples.h"

namespace jurat::test {
namespace {

const std::string kFee =
    "define fee for company : money EUR {\n"
    "    cites  \"Art. 1\"\n"
    "    equals EUR 100\n"
    "    except small when headcount < 250 {\n"
    "        equals EUR 50\n"
    "    }\n"
    "    except public when public_body {\n"
    "        equals EUR 0\n"
    "    }\n";

std::string with(const std::string& clause, const std::string& from = "", const std::string& to = "") {
  std::string text = kFee + "    " + clause + "\n}\n";
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  return text;
}

// ` as "..."`, for the declaration as it stands.
std::string sealOf(const std::string& clause) { return linted(with(clause)).only("J0420").fix->replacement; }

}  // namespace

TEST_CASE("without a review the finding is shown") { CHECK(linted(kFee + "}").finds("J0412")); }

TEST_CASE("a review without a seal silences, and asks for one") {
  const std::string review = "reviewed J0412 \"never both\" on 2026-11-24";
  const Linted found = linted(with(review));
  CHECK_FALSE(found.finds("J0412"));
  CHECK(found.only("J0420").fix->replacement.size() == std::string(" as \"0123456789abcdef\"").size());
}

TEST_CASE("a sealed review silences until the declaration changes") {
  const std::string review = "reviewed J0412 \"never both\" on 2026-11-24";
  const std::string sealed = review + sealOf(review);
  for (const Linted& silent :
       {linted(with(sealed)), linted(with(sealed, "equals EUR 100", "equals    EUR 100   # a comment")),
        linted(with(sealed, "never both", "never at the same time"))}) {
    CHECK_FALSE(silent.finds("J0412"));
    CHECK_FALSE(silent.finds("J0420"));
    CHECK_FALSE(silent.finds("J0421"));
  }
  const std::pair<std::string, std::string> changes[] = {{"< 250", "< 251"},
                                                         {"EUR 50", "EUR 51"},
                                                         {"except public", "except public_one"},
                                                         {"EUR 100", "EUR 1_00"}};
  for (const auto& change : changes) {
    const Linted lapsed = linted(with(sealed, change.first, change.second));
    CAPTURE(change.first);
    const Diagnostic& finding = lapsed.only("J0412");
    CHECK(finding.secondary.back().text.find("lapsed") != std::string::npos);
    CHECK_FALSE(lapsed.finds("J0420"));  // a lapsed review is not sealed anew by itself
  }
}

TEST_CASE("a review is about one code and one declaration") {
  CHECK(linted(with("reviewed J0413 \"never both\" on 2026-11-24")).finds("J0412"));
  CHECK(linted(with("reviewed J0413 \"never both\" on 2026-11-24")).finds("J0421"));
  const std::string other =
      "define free for company : yes_no { cites \"Art. 2\" equals tested reviewed J0412 \"elsewhere\" on "
      "2026-11-24 }\n";
  CHECK(linted(kFee + "}\n" + other).finds("J0412"));
  CHECK(linted(kFee + "}\n" + other).finds("J0421"));
}

TEST_CASE("a review in an exception is about that exception") {
  const std::string clause = "        reviewed J0412 \"never both\" on 2026-11-24\n";
  std::string inside = kFee + "}\n", beside = inside;
  inside.insert(inside.find("        equals EUR 0"), clause);
  beside.insert(beside.find("        equals EUR 50"), clause);
  CHECK_FALSE(linted(inside).finds("J0412"));
  CHECK(linted(beside).finds("J0412"));
  CHECK(linted(beside).finds("J0421"));
}

TEST_CASE("a section's review holds for all in it, and lapses with any of it") {
  const std::string review = "reviewed J0412 \"never both\" on 2026-11-24";
  const auto section = [&](const std::string& clause, const std::string& fee) {
    return "section fees for company {\n    " + clause + "\n" + fee + "}\n}\n";
  };
  const std::string seal = linted(section(review, kFee)).only("J0420").fix->replacement;
  CHECK_FALSE(linted(section(review + seal, kFee)).finds("J0412"));
  std::string changed = kFee;
  changed.replace(changed.find("250"), 3, "249");
  CHECK(linted(section(review + seal, changed)).finds("J0412"));
}

TEST_CASE("a pack switches lints off, or gives them another level") {
  const auto pack = [](const std::string& clause, const std::string& name) {
    return "pack demo.own {\n    title   \"Own\"\n    source  act \"Act\"\n    version \"1.0.0\"\n    " +
           clause + "\n}\nentity company { fact headcount : decimal ask \"How many?\" }\ndefine " + name +
           " for company : yes_no { cites \"Art. 1\" equals headcount > 50 }\n";
  };
  CHECK(linted(pack("", "isBig")).only("J0450").level == DiagnosticLevel::Note);
  const Linted off = linted(pack("lint J0450 off \"their names\"", "isBig"));
  CHECK_FALSE(off.finds("J0450"));
  CHECK_FALSE(off.finds("J0422"));
  CHECK(linted(pack("lint J0450 error", "isBig")).only("J0450").level == DiagnosticLevel::Error);
  CHECK(linted(pack("lint J0450 off \"their names\"", "is_big")).finds("J0422"));
  CHECK_FALSE(linted(pack("lint J0450 error", "is_big")).finds("J0422"));
}

}  // namespace jurat::test
