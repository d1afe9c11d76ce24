// Which packs a check reads, and what becomes of answers that only other packs ask for.
#include <nlohmann/json.hpp>

#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

using Json = nlohmann::json;

std::string company(const std::string& facts) { return "jurat: 1\ncompany:\n  name: A\n" + facts; }

Ran check(const std::string& text, std::vector<std::string> more = {}) {
  const Scratch scratch;
  std::vector<std::string> words = {"check", scratch.write("p.yaml", text), "--as-of", "2026-11-23"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

std::vector<std::string> unread(const Ran& ran) {
  const Json report = Json::parse(ran.out, nullptr, false);
  if (report.is_discarded()) return {};
  return report["profiles"][0]["unread_facts"].get<std::vector<std::string>>();
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const std::string kGerman = "  established_in: [DE]\n  markets: [DE]\n  output_used_in: [DE]\n";

}  // namespace

TEST_CASE("a check narrowed by --rules takes what other packs ask for as unread") {
  for (const std::string example :
       {"acme-robotics", "hanse-bank", "chuanyu-models", "harbor-foods", "city-of-varga"}) {
    for (const std::string pack :
         {"eu.sme", "eu.ai_act", "us.texas", "cn.labelling", "eu.ai_act_2021", "iso_42001"}) {
      const Ran ran = run({"check", "examples/" + example + ".yaml", "--as-of", "2026-11-23", "--rules", pack,
                           "--format", "json"});
      INFO(example, " ", pack, "\n", ran.err);
      CHECK(ran.code != 4);
      CHECK_FALSE(contains(ran.err, "J06"));
    }
  }
  const Ran acme = run({"check", "examples/acme-robotics.yaml", "--as-of", "2026-11-23", "--rules",
                        "eu.ai_act", "--format", "json"});
  CHECK(has(unread(acme), "company.us_places"));
  const Ran explained =
      run({"explain", "examples/acme-robotics.yaml", "emotion_recognition_at_work", "--subject",
           "call-centre-mood", "--as-of", "2026-11-23", "--rules", "eu.ai_act"});
  CHECK(explained.code == 0);
}

TEST_CASE("a slip of the pen is refused whatever packs are read, with what was meant") {
  const Ran typo = check(company(kGerman + "  us_placs: [texas]\n"), {"--rules", "eu.ai_act"});
  CHECK(typo.code == 4);
  CHECK(contains(typo.err, "error[J0611]"));
  CHECK(contains(typo.err, "did you mean `us_places`?"));
  const Ran loaded = check(company(kGerman + "  marketss: [DE]\n"), {"--rules", "eu.ai_act"});
  CHECK(contains(loaded.err, "did you mean `markets`?"));
  const Ran nobody = check(company(kGerman + "  wholly_unheard_of: yes\n"));
  CHECK(nobody.code == 4);
  CHECK(contains(nobody.err, "no pack asks for it"));
  const Ran misplaced = check(company(kGerman + "  us_persons_in: [texas]\n"), {"--rules", "eu.ai_act"});
  CHECK(misplaced.code == 4);
  CHECK(contains(misplaced.err, "error[J0612]"));
  CHECK(contains(misplaced.err, "belongs in `ai_systems`"));
}

TEST_CASE("lists and rates of packs that are not read are left alone, too") {
  const std::string text =
      "jurat: 1\nrates:\n  ecb_reference:\n    - {day: 2026-01-05, CHF: 0.9, source: bank}\n"
      "company:\n  name: A\n  established_in: [US]\n  us_places: [texas]\n"
      "  compute_contracts:\n    - {id: c, contract_price: CNY 5, no_such_fact: 1}\n";
  const Ran ran = check(text, {"--rules", "us.texas", "--format", "json"});
  INFO(ran.err);
  CHECK(ran.code != 4);
  CHECK((unread(ran) == std::vector<std::string>{"company.compute_contracts", "company.established_in"}));
}

TEST_CASE("packs that a company does not call for are named, and read no further than their heads") {
  const Ran ran = check(company(kGerman), {"--format", "json", "--log-level", "info"});
  INFO(ran.err);
  std::size_t not_called = 0;
  const Json report = Json::parse(ran.out);
  for (const Json& pack : report["profiles"][0]["packs"])
    not_called += pack["why"] == "not called for by this profile" ? 1 : 0;
  CHECK(not_called > 15);
  CHECK(contains(ran.err, "loaded 3 packs from"));
  // As the whole of a Chinese company's packs is.
  const Ran chinese = check(company("  established_in: [CN]\n  markets: [CN]\n"), {"--log-level", "info"});
  CHECK_FALSE(contains(chinese.err, "loaded 3 packs from"));
  // One profile more that calls for them changes nothing in what is said of the other.
  const Scratch scratch;
  const std::string german = scratch.write("german.yaml", company(kGerman + "  us_places: []\n"));
  const std::string chengdu =
      scratch.write("chengdu.yaml", company("  established_in: [CN]\n  markets: [US]\n"));
  const auto german_part = [&](const Ran& of, const std::string& part) {
    const Json all = Json::parse(of.out);
    for (const Json& each : all["profiles"]) {
      if (each["profile"] == german) return each[part];
    }
    return Json();
  };
  const Ran alone = run({"check", german, "--as-of", "2026-11-23", "--format", "json"});
  const Ran both = run({"check", german, chengdu, "--as-of", "2026-11-23", "--format", "json"});
  CHECK(german_part(alone, "packs").size() > 15);
  CHECK(german_part(alone, "packs") == german_part(both, "packs"));
  CHECK(german_part(alone, "unread_facts") == german_part(both, "unread_facts"));
}

TEST_CASE("a pack that nobody calls for may be broken below its head; one that is called for may not") {
  const Scratch scratch;
  scratch.write("rules/far/pack.jurat",
                "pack far {\n    title \"Far\"\n    source act \"Act\"\n    version \"1\"\n"
                "    language 1\n    status in_force\n    called for when markets includes JP\n}\n"
                "use common\nrule broken {\n");
  const std::string german = scratch.write("german.yaml", company(kGerman));
  const std::string japanese =
      scratch.write("japanese.yaml", company("  established_in: [DE]\n  markets: [JP]\n"));
  const std::vector<std::string> rest = {"--as-of", "2026-11-23", "--rules-path", scratch / "rules"};
  const auto code = [&](const std::string& profile) {
    std::vector<std::string> words = {"check", profile};
    words.insert(words.end(), rest.begin(), rest.end());
    return run(words).code;
  };
  CHECK(code(german) != 4);
  CHECK(code(japanese) == 4);
}

TEST_CASE("a vocabulary that nothing used is no rule that was used") {
  const Ran unused =
      check(company("  established_in: [DE]\n  markets: [DE, US]\n  us_places: [elsewhere_in_us]\n"));
  CHECK_FALSE(contains(unused.out, "us.vocabulary"));
  CHECK(contains(unused.out, "eu.ai_act"));
  const Ran used = check(company("  established_in: [US]\n  markets: [US]\n  us_places: [texas]\n"));
  CHECK(contains(used.out, "us.vocabulary"));
  CHECK(contains(used.out, "us.texas"));
  const Ran named = check(company(kGerman), {"--rules", "us.vocabulary"});
  CHECK(contains(named.out, "us.vocabulary"));
}

TEST_CASE("a run is replayed with the packs that it left alone and the answers that it did not read") {
  const Scratch scratch;
  const std::string file = scratch / "a.sqlite";
  const std::string profile = scratch.write("p.yaml", company(kGerman + "  chinese_offices: [chengdu]\n"));
  const Ran made = run({"check", profile, "--as-of", "2026-11-23", "--format", "json", "--ledger", file,
                        "--ledger-keep", "inputs"});
  INFO(made.err);
  REQUIRE(made.code != 4);
  CHECK((unread(made) == std::vector<std::string>{"company.chinese_offices"}));
  const Ran replayed = run({"ledger", "replay", "1", "--ledger", file});
  INFO(replayed.out, replayed.err);
  CHECK(replayed.code == 0);
}

TEST_CASE("packs that are named by their folders are read wherever these lie, before others of their ids") {
  const Scratch scratch;
  const auto head = [](const std::string& id) {
    return "pack " + id + " {\n    title \"" + id +
           "\"\n    version \"1\"\n    status voluntary\n    source act \"A\"\n}\n";
  };
  const auto rule = [](const std::string& name) {
    return "rule " + name + " for company {\n    cites \"1\"\n    requires said\n}\n";
  };
  scratch.write("one/words/pack.jurat", head("words") + "entity company { fact said : yes_no }\n");
  scratch.write("one/duties/pack.jurat", head("duties") + "use words\n" + rule("not_this"));
  scratch.write("two/duties/pack.jurat", head("duties") + "use words\n" + rule("this_one"));
  const std::string profile = scratch.write("p.yaml", "jurat: 1\ncompany:\n  name: A\n  said: yes\n");
  const std::string words = scratch.path() + "/one/words", duties = scratch.path() + "/two/duties";
  for (const bool words_first : {true, false}) {
    const Ran ran = run({"check", profile, "--as-of", "2026-11-23", "--format", "json", "--rules",
                         words_first ? words : duties, "--rules", words_first ? duties : words});
    INFO(ran.err);
    CHECK(ran.code == 0);
    CHECK(contains(ran.out, "duties/this_one"));
    CHECK_FALSE(contains(ran.out, "not_this"));
  }
  const Ran both = run({"check", profile, "--as-of", "2026-11-23", "--rules", duties, "--rules",
                        scratch.path() + "/one/duties"});
  CHECK(both.code == 4);
  CHECK(contains(both.err, "error[J0190]"));
  CHECK(contains(both.err, "both hold the pack `duties`"));
  CHECK(run({"check", profile, "--as-of", "2026-11-23", "--rules", duties, "--rules", duties + "/../duties",
             "--rules", words})
            .code == 0);
}
