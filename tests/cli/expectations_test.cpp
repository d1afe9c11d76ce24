// What tests of rule files can expect beyond outcomes and values, each held and not held; and what
// explanations show of the same rules.
#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

const std::string kPack = R"(pack gates {
    title "Gates" source act "An Act" version "1" language 1 status in_force deadlines as counted time_zone "UTC"
}
entity company {
    fact name : text
    fact large : yes_no
    fact old : yes_no
    fact listed : yes_no
    fact shut : yes_no
    fact warned_on : event
}
amount fine for company : money EUR {
    cites "Art. 1"
    at most EUR 10
    except big when large { at most EUR 20 note "Doubled." }
}
amount other_fine for company : money EUR { cites "Art. 2" at most EUR 5 }
define heavy for company : yes_no {
    title "Heavy gates" zh "重门"
    cites "Art. 3"
    equals large and old
    note "Old gates count as heavy." zh "旧门视为重门。" when old
    note "Always said."
}
rule closed for company {
    title "The gate is shut"
    cites "Art. 4"
    requires shut or heavy
    except spared when old { permits }
    except exempt overrides spared when listed {
        requires shut
        except grand when large { permits }
    }
    exposes company to fine when warned_on is given from warned_on + 10 days
}
test "gates" {
    given company { name: "A", large: LARGE, old: OLD, listed: LISTED, shut: no, warned_on: WARNED }
    as of 2026-06-10
        expect closed EXPECTED
}
)";

Ran expects(std::string expected, std::string large, std::string old, std::string listed,
            std::string warned = "none") {
  std::string text = kPack;
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"LARGE", std::move(large)},
                                 {"OLD", std::move(old)},
                                 {"LISTED", std::move(listed)},
                                 {"WARNED", std::move(warned)},
                                 {"EXPECTED", std::move(expected)}})
    text.replace(text.find(from), from.size(), to);
  const Scratch scratch;
  scratch.write("gates/pack.jurat", text);
  return run({"test", scratch.path()});
}

}  // namespace

TEST_CASE("by names the exception that decided, not one that is overridden or gives way to one inside it") {
  CHECK(expects("is not_applicable by spared", "no", "yes", "no").code == 0);
  CHECK(expects("is violated by exempt", "no", "yes", "yes").code == 0);
  CHECK(expects("is not_applicable by grand", "yes", "yes", "yes").code == 0);
  const Ran overridden = expects("is violated by spared", "no", "yes", "yes");
  INFO(overridden.out, overridden.err);
  CHECK(overridden.code == 1);
  CHECK(contains(overridden.out, "got      violated by exempt"));
  CHECK(expects("is not_applicable by exempt", "yes", "yes", "yes").code == 1);
  CHECK(expects("is not_applicable by spared", "yes", "yes", "yes").code == 1);
  CHECK(expects("is violated by exempt", "no", "no", "no").code == 1);
}

TEST_CASE("an exposure is expected with its party, its amount and how it stands") {
  struct Row {
    const char* expected;
    const char* warned;
    int code;
  };
  for (const Row& row : {Row{"exposes company to fine", "2026-05-31", 0},
                         {"exposes company to fine", "2026-06-01", 1},
                         {"exposes company to fine from 2026-06-11", "2026-06-01", 0},
                         {"exposes company to fine from 2026-06-12", "2026-06-01", 1},
                         {"exposes company to fine conditional", "unknown", 0},
                         {"exposes company to fine possible", "unknown", 1},
                         {"exposes company to other_fine", "2026-05-31", 1},
                         {"exposes \"company\" to fine", "2026-05-31", 1},
                         {"exposes none", "none", 0},
                         {"exposes none", "2026-05-31", 1},
                         {"exposes none to other_fine", "2026-05-31", 0},
                         {"exposes none to fine", "2026-05-31", 1},
                         {"exposes company to heavy", "2026-05-31", 4},
                         {"exposes compony to fine", "2026-05-31", 4},
                         {"exposes company to fine likely", "2026-05-31", 4}}) {
    const Ran ran = expects(row.expected, "no", "no", "no", row.warned);
    INFO(row.expected, " ", row.warned, "\n", ran.out, ran.err);
    CHECK(ran.code == row.code);
    if (row.code == 4) CHECK(contains(ran.err, "error[J0533]"));
  }
  const Ran failed = expects("exposes none", "no", "no", "no", "2026-06-01");
  CHECK(contains(failed.out, "expected closed for company exposes none"));
  CHECK(contains(failed.out, "got      violated, exposes company to fine from 2026-06-11"));
}

TEST_CASE("notes of definitions are shown where they hold, and amounts are explained in JSON too") {
  std::string text = kPack.substr(0, kPack.find("test \"gates\""));
  const Scratch scratch;
  scratch.write("gates/pack.jurat", text);
  const auto explained = [&](const std::string& old, const std::vector<std::string>& more) {
    const std::string profile = scratch.write(
        "p.yaml", "jurat: 1\ncompany: {name: A, large: yes, old: " + old + ", listed: no, shut: no}\n");
    std::vector<std::string> words = {more.front(), profile, "--rules-path", scratch.path(),
                                      "--rules",    "gates", "--as-of",      "2026-06-10"};
    words.insert(words.end(), more.begin() + 1, more.end());
    return run(words);
  };
  const Ran holds = explained("yes", {"check"});
  INFO(holds.out, holds.err);
  CHECK(contains(holds.out, "note: Old gates count as heavy."));
  CHECK(contains(holds.out, "note: Always said."));
  CHECK_FALSE(contains(explained("no", {"check"}).out, "Old gates"));
  CHECK(contains(explained("yes", {"check", "--lang", "zh"}).out, "说明：旧门视为重门。"));
  const Ran why = explained("no", {"explain", "closed"});
  INFO(why.out, why.err);
  CHECK(contains(why.out, "note: Always said."));
  CHECK_FALSE(contains(why.out, "Old gates"));
  const Ran json = explained("yes", {"explain", "fine", "--format", "json"});
  INFO(json.out, json.err);
  CHECK(json.code == 0);
  for (const char* part :
       {"\"id\": \"gates/fine\"", "\"text\": \"EUR 20\"", "\"because\": [", "\"en\": \"Doubled.\""})
    CHECK(contains(json.out, part));
  CHECK(contains(explained("yes", {"explain", "fine"}).out, "EUR 20"));
}
