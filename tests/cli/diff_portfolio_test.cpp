// `diff` of portfolios by two sets of rules, with records that have no partner, and with mappings.
#include "tests/cli/gated.h"
#include "tests/support/json_schema.h"

using namespace jurat::test;

namespace {

using Json = nlohmann::json;

std::vector<std::string> with(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

const std::string kHousePack = R"(pack house {
    title     "House rules"
    source    act "House Act"
    version   "1.0.0"
    language  1
    status    in_force
    deadlines as counted
    time_zone "UTC"
}
entity company {
    fact name    : text
    fact is_tidy : yes_no
    @FACT
}
amount penalty for company : money EUR {
    cites   "Sec. 1"
    at most EUR @MOST
}
rule tidy for company {
    title    "Tidy"
    cites    "@LAW"
    severity low
    requires is_tidy@AND
    exposes company to penalty
}
)";

std::string pack(const std::string& most, const std::string& law, bool plan = false) {
  std::string out = kHousePack;
  const auto put = [&](const std::string& mark, const std::string& text) {
    out.replace(out.find(mark), mark.size(), text);
  };
  put("@FACT", plan ? "fact has_plan : yes_no" : "");
  put("@MOST", most);
  put("@LAW", law);
  put("@AND", plan ? " and has_plan" : "");
  return out;
}

std::string house(const std::string& name, const std::string& answers) {
  return R"({"jurat":1,"company":{"name":")" + name + "\"" + answers + "}}\n";
}

std::vector<std::string> against(const std::string& input, const std::string& other) {
  return {"diff", input, "--rules", "one/house", "--against", other, "--as-of", "2026-11-23"};
}

}  // namespace

TEST_CASE("what is at stake and what is cited differ too, and nothing else need to") {
  const House here;
  here.write("one/house/pack.jurat", pack("100", "Sec. 1"));
  here.write("dear/house/pack.jurat", pack("500", "Sec. 1"));
  here.write("cited/house/pack.jurat", pack("100", "Sec. 2"));
  here.write("c.ndjson", house("A", R"(,"is_tidy":false)") + house("B", R"(,"is_tidy":true)"));
  struct Row {
    std::string rules;
    std::size_t differing;
    std::string says;
  };
  const Row rows[] = {{"dear/house", 1, "EUR 500"}, {"cited/house", 2, "Sec. 1 -> Sec. 2"}};
  for (const Row& row : rows) {
    INFO(row.rules);
    const std::vector<std::string> words = against("c.ndjson", row.rules);
    const Ran text = here.run(words);
    INFO(text.out, text.err);
    CHECK(text.code == 0);
    CHECK(contains(text.out, row.says));
    CHECK(!contains(text.out, "Nothing"));
    CHECK(!contains(here.run(with(words, {"--format", "markdown"})).out, "Nothing"));
    CHECK(here.run(with(words, {"--fail-on", "any"})).code == 1);
    CHECK(here.run(with(words, {"--fail-on", "worse"})).code == 0);
    const Json report = Json::parse(here.run(with(words, {"--format", "json"})).out, nullptr, false);
    CHECK(report["counts"]["companies_differing"] == row.differing);
  }
  CHECK(contains(here.run(against("c.ndjson", "one/house")).out, "Nothing"));
}

TEST_CASE("a new fact of the other rules is no fault of a record or of a profile") {
  const House here;
  here.write("one/house/pack.jurat", pack("100", "Sec. 1"));
  here.write("new/house/pack.jurat", pack("100", "Sec. 1", true));
  std::string records;
  for (int i = 0; i < 50; ++i)
    records += house("House " + std::to_string(i),
                     R"(,"is_tidy":true,"has_plan":)" + std::string(i % 5 == 0 ? "false" : "true"));
  here.write("c.ndjson", records);
  const Ran ran = here.run(with(against("c.ndjson", "new/house"), {"--threads", "4"}));
  INFO(ran.out, ran.err);
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "10 findings of 10 companies"));
  const Ran back = here.run({"diff", "c.ndjson", "--rules", "new/house", "--against", "one/house", "--as-of",
                             "2026-11-23", "--threads", "4"});
  CHECK(back.code == 0);
  here.write("a.json", house("A", R"(,"is_tidy":true,"has_plan":false)"));
  const Ran single = here.run(against("a.json", "new/house"));
  INFO(single.out, single.err);
  CHECK(single.code == 0);
  CHECK(contains(single.out, "satisfied -> violated"));
  // What neither side asks is one.
  here.write("odd.ndjson", house("A", R"(,"is_tidi":true)"));
  CHECK(here.run(against("odd.ndjson", "new/house")).code == 4);
}

TEST_CASE("a pack that is among the rules of one side alone is new or gone, and no side has nothing more") {
  const House here;
  here.write("one/house/pack.jurat", pack("100", "Sec. 1"));
  std::string garden = pack("100", "Sec. 1");
  garden.replace(garden.find("pack house"), 10, "pack garden");
  const std::size_t entity = garden.find("entity company");
  garden.replace(entity, garden.find("amount penalty") - entity, "use house\n");
  garden.replace(garden.find("1.0.0"), 5, "2.1.0");
  garden.erase(garden.find("    exposes company"), 31);
  here.write("two/house/pack.jurat", pack("100", "Sec. 1"));
  here.write("two/garden/pack.jurat", garden);
  here.write("c.ndjson", house("A", R"(,"is_tidy":true)") + house("B", R"(,"is_tidy":true)"));
  const auto said = [&](const std::vector<std::string>& rules, const std::string& language) {
    return here.run(with({"diff", "c.ndjson", "--as-of", "2026-11-23", "--lang", language}, rules)).out;
  };
  const std::vector<std::string> came = {"--rules",   "one/house", "--against",
                                         "two/house", "--against", "two/garden"},
                                 went = {"--rules",    "two/house", "--rules",
                                         "two/garden", "--against", "one/house"};
  const std::string more = said(came, "en"), fewer = said(went, "en");
  CHECK_MESSAGE(contains(more, "garden: new, version 2.1.0\n"), more);
  CHECK_MESSAGE(contains(more, "garden: runs for 2 more companies\n"), more);
  CHECK_MESSAGE(contains(fewer, "garden: gone, was version 2.1.0\n"), fewer);
  CHECK_MESSAGE(contains(fewer, "garden: runs for 2 companies fewer\n"), fewer);
  CHECK(contains(said(came, "zh"), "garden：新增，版本 2.1.0\n"));
  CHECK(contains(said(came, "zh"), "garden：新增适用 2 家企业\n"));
  CHECK(contains(said(went, "zh"), "garden：已删除，原版本 2.1.0\n"));
  CHECK(contains(said(went, "zh"), "garden：不再适用 2 家企业\n"));
}

TEST_CASE("a record without a partner is read, and an input that breaks off has no report") {
  const House here;
  here.write("one/house/pack.jurat", pack("100", "Sec. 1"));
  const std::vector<std::string> how = {"--rules", "one/house", "--as-of", "2026-11-23"};
  here.write("then.ndjson", house("A", R"(,"is_tidy":true)"));
  here.write("now.ndjson", house("A", R"(,"is_tidy":true)") + house("New", R"(,"is_tidy":"maybe")") +
                               "{\"jurat\":1,\"company\":{\"name\":\"Trunc\",\n{\"jurat\":\n");
  const Ran bad = here.run(with({"diff", "then.ndjson", "now.ndjson"}, how));
  INFO(bad.out, bad.err);
  CHECK(bad.code == 4);
  CHECK(contains(bad.err, "now.ndjson:2:"));
  CHECK(contains(bad.err, "now.ndjson:4:"));
  CHECK(!contains(bad.err, "J0675"));
  CHECK(!contains(bad.out, "Trunc"));
  CHECK(contains(bad.out, "3 records were refused"));
  CHECK(here.run(with({"diff", "then.ndjson", "now.ndjson", "--max-rejects", "3"}, how)).code == 0);
  std::string many;
  for (int i = 0; i < 5'000; ++i)
    many += house("House " + std::to_string(i * 7919 % 5'000), R"(,"is_tidy":true)");
  here.write("many.ndjson", many);
  REQUIRE(here.shell("gzip -kc many.ndjson | head -c 9000 > cut.ndjson.gz") == 0);
  for (const std::string format : {"text", "markdown", "json"}) {
    const Ran cut = here.run(
        with(with({"diff", "many.ndjson", "cut.ndjson.gz", "--format", format}, how), {"--fail-on", "any"}));
    CHECK(cut.code == 4);
    CHECK(cut.out == "");
    CHECK(contains(cut.err, "cut.ndjson.gz"));
  }
  // JSON has all that one side alone has.
  const Json report = Json::parse(
      here.run(with({"diff", "then.ndjson", "many.ndjson", "--format", "json"}, how)).out, nullptr, false);
  CHECK(report["only_after"].size() == 5'000);
  CHECK(report["counts"]["companies_only_after"] == 5'000);
}

TEST_CASE("with a mapping companies are paired by id and called by name, everywhere") {
  const House here;
  here.write("one/house/pack.jurat", pack("100", "Sec. 1"));
  here.write("map.yaml",
             "mapping: 1\ncompany:\n  id: \"{1}\"\n  facts:\n    name: {column: 2, header: title}\n"
             "    is_tidy: {column: 3, header: tidy, values: {\"yes\": yes, \"no\": no}}\n");
  here.write("then.csv", "nr,title,tidy\n1,Anna,yes\n2,Bert,yes\n");
  here.write("now.csv", "nr,title,tidy\n3,Carl,yes\n1,Anne,no\n");
  const std::vector<std::string> how = {"--rules",    "one/house", "--as-of",
                                        "2026-11-23", "--mapping", "map.yaml"};
  const Ran ran = here.run(with({"diff", "then.csv", "now.csv"}, how));
  INFO(ran.out, ran.err);
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "Bert (line 3)"));
  CHECK(contains(ran.out, "Carl (line 2)"));
  CHECK(contains(ran.out, "Anne (line 3)"));
  here.write("THEN.CSV", here.text("then.csv"));
  CHECK(contains(here.run(with({"diff", "THEN.CSV", "now.csv"}, how)).out, "Anne (line 3)"));
}

TEST_CASE("a database of several tables is read by its table or by a query") {
  const House here;
  here.write("one/house/pack.jurat", pack("100", "Sec. 1"));
  here.write("map.yaml",
             "mapping: 1\ncompany:\n  id: \"{nr}\"\n  facts:\n    name: {column: title}\n"
             "    is_tidy: {column: tidy, values: {\"yes\": yes, \"no\": no}}\n");
  here.write("make.py",
             "import sqlite3\nbase = sqlite3.connect('all.DB')\n"
             "for table, tidy in (('a', 'yes'), ('b', 'no')):\n"
             "    base.execute(f'create table {table} (nr text, title text, tidy text)')\n"
             "    base.execute(f'insert into {table} values (1, ?, ?)', (table.upper(), tidy))\n"
             "base.commit()\n");
  REQUIRE(here.shell("python3 make.py") == 0);
  const std::vector<std::string> words = {"diff",       "all.DB", "--rules",    "one/house", "--as-of",
                                          "2026-11-23", "--to",   "2027-01-01", "--mapping", "map.yaml"};
  const Ran none = here.run(words);
  CHECK(none.code == 4);
  CHECK(contains(none.err, "several tables"));
  for (const std::vector<std::string>& how : {std::vector<std::string>{"--table", "a"},
                                              {"--query", "select * from b"},
                                              {"--table", "b", "--input-format", "sqlite"}}) {
    const Ran ran = here.run(with(words, how));
    INFO(ran.out, ran.err);
    CHECK(ran.code == 0);
    CHECK(contains(ran.out, "0 of 1 differs"));
  }
}

TEST_CASE("options of portfolios are refused where no portfolio is named") {
  for (const std::vector<std::string>& option : {std::vector<std::string>{"--mapping", "m.yaml"},
                                                 {"--max-rejects", "2"},
                                                 {"--threads", "2"},
                                                 {"--table", "t"},
                                                 {"--query", "select 1"},
                                                 {"--input-format", "csv"},
                                                 {"--all"}}) {
    const Ran ran = run(with({"diff", "examples/acme-robotics.yaml", "--to", "2027-12-03"}, option));
    CHECK(ran.code == 2);
    CHECK(contains(ran.err, "`" + option.front() + "` is for portfolios"));
  }
}
