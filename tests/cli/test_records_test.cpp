// What tests of rule files say of several records, of definitions per choice, and of amounts with
// alternatives.
#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

const std::string kPack = R"(pack yard {
    title "Yards" source act "An Act" version "1" language 1 status in_force deadlines as counted time_zone "UTC"
}
choice item { one "1" cites "Sec. 1" two "2" cites "Sec. 2" }
entity company {
    fact turnover : money EUR
    fact sound : yes_no
}
entity robot within company as robots { fact mass : integer }
entity site within company as sites { fact area : integer }
entity arm within robot as arms { fact reach : integer }
controls care for robot {
    per item
    fact current : practice
    met when current
}
define twice per item for robot : integer { cites "Sec. 3" equals mass * 2 }
define thrice for robot : integer { cites "Sec. 3" equals mass * 3 }
rule light per item for robot { cites "Sec. 4" requires twice[item] < 10 }
rule short for arm { cites "Sec. 5" requires reach < 10 }
rule sound_company for company { cites "Sec. 6" requires sound exposes company to fine }
amount fine for company : money EUR {
    cites "Sec. 7"
    alternatives {
        fixed: at most EUR 500,
        share: at most 10% of turnover
    }
    except small when turnover < EUR 100 { alternatives { flat: equals EUR 5, least: at least EUR 1 } }
}
)";

Ran tested(const std::string& test) {
  const Scratch scratch;
  scratch.write("yard/pack.jurat", kPack + "test \"t\" {\n" + test + "}\n");
  return run({"test", scratch.path()});
}

void holds(const std::string& test) {
  const Ran ran = tested(test);
  INFO(test, "\n", ran.out, ran.err);
  CHECK(ran.code == 0);
}

void fails(const std::string& test, const std::string& got) {
  const Ran ran = tested(test);
  INFO(test, "\n", ran.out, ran.err);
  CHECK(ran.code == 1);
  CHECK(contains(ran.out, got));
}

const std::string kTwoRobots = R"(given robot "a" { care: { one: { current: implemented } } }
given robot "b" { care: { one: { current: planned }, two: { current: implemented } } }
as of 2026-11-23
)";

}  // namespace

TEST_CASE("the controls of a record are its own, whichever was given last") {
  holds(kTwoRobots + R"(expect care[one] for "a" is satisfied
expect care[one] for "b" is violated
expect care[one] is violated
expect care[two] for "b" is satisfied
expect care[two] for "a" is undetermined
)");
  fails(kTwoRobots + "expect care[one] for \"a\" is violated\n", "got      satisfied");
}

TEST_CASE("a definition per choice is assumed as a record, one option after the other") {
  holds(R"(given robot "a" { twice: { one: 1, two: 20 } }
as of 2026-11-23
expect light[one] for "a" is satisfied
expect light[two] for "a" is violated
given robot "b" like "a" { twice: { two: unknown } }
as of 2026-11-23
expect light[one] for "b" is satisfied
expect light[two] for "b" is undetermined
)");
  const Ran deep = tested(
      "given robot \"a\" { twice: { one: { two: 1 } } }\nas of 2026-11-23\nexpect light[one] is satisfied\n");
  INFO(deep.err);
  CHECK(deep.code == 4);
  CHECK(contains(deep.err, "error[J0530]"));
  CHECK(contains(deep.err, "`twice` is a definition, and its value is no record"));
  CHECK_FALSE(contains(deep.err, "J0525"));
  const Ran option =
      tested("given robot \"a\" { twice: { three: 1 } }\nas of 2026-11-23\nexpect light[one] is satisfied\n");
  CHECK(option.code == 4);
  CHECK_FALSE(contains(option.err, "J0525"));
  const Ran single =
      tested("given robot \"a\" { thrice: { one: 1 } }\nas of 2026-11-23\nexpect light[one] is satisfied\n");
  CHECK(single.code == 4);
  CHECK(contains(single.err, "error[J0217]"));
}

TEST_CASE("an id that two entities use means the one that can be asked") {
  holds(R"(given robot "x" { mass: 1, arms: [ { id: "left", reach: 20 } ] }
given robot "y" { mass: 1, arms: [ { id: "left", reach: 2 } ] }
given site "x" { area: 1 }
as of 2026-11-23
expect short for "x" is violated
expect short for "y" is satisfied
expect light[one] for "x" is satisfied
expect area for "x" = 1
)");
  const Ran none = tested(R"(given robot "x" { mass: 1 }
given site "z" { area: 1 }
as of 2026-11-23
expect short for "z" is satisfied
)");
  CHECK(none.code == 4);
  CHECK(contains(none.err, "error[J0528]"));
}

TEST_CASE("of an amount with alternatives each is expected by its name, or all of them at once") {
  const std::string given = "given company { sound: no, turnover: EUR 20_000 }\nas of 2026-11-23\n";
  holds(given + R"(expect fine.fixed = EUR 500
expect fine.share = EUR 2_000
expect fine <= EUR 2_000
expect fine >= EUR 500
expect sound_company exposes company to fine
)");
  fails(given + "expect fine.share = EUR 500\n", "got      EUR 2 000");
  fails(given + "expect fine = EUR 500\n", "fine.share");
  fails(given + "expect fine <= EUR 500\n", "fine.share");
  holds("given company { turnover: EUR 50 }\nas of 2026-11-23\nexpect fine.flat = EUR 5\n");
  fails("given company { turnover: EUR 50 }\nas of 2026-11-23\nexpect fine.fixed = EUR 500\n", "not known");
  const Ran unknown = tested(given + "expect fine.half = EUR 500\n");
  CHECK(unknown.code == 4);
  CHECK(contains(unknown.err, "error[J0501]"));
}
