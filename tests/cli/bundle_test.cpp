// `jurat build`, checks from bundles, signatures, releases and the cache, as the user runs them.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>

#include "tests/cli/run.h"
#include "tests/support/golden.h"

namespace jurat::test {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kOutcomes = {"--rules-path", "tests/packs"};

std::vector<std::string> joined(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

Ran build(const std::string& file, const std::vector<std::string>& more = {}) {
  return run(joined(joined({"build", "outcomes", "--output", file}, kOutcomes), more));
}

Ran check(const std::string& rules, const std::vector<std::string>& more = {}, const Setting& setting = {}) {
  return run(
      joined({"check", "tests/packs/profiles/every_outcome.yaml", "--as-of", "2026-11-23", "--rules", rules},
             more),
      setting);
}

std::vector<std::string> entriesIn(const std::string& cache) {
  std::vector<std::string> entries;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(cache + "/jurat/rules", none))
    entries.push_back(entry.path().string());
  std::sort(entries.begin(), entries.end());
  return entries;
}

Setting cachedIn(const std::string& folder) {
  return {.input = {}, .environment = {{"XDG_CACHE_HOME", folder}}};
}

// One run for all formats that show every reason, and all that it wrote.
std::string everyFormat(const Scratch& scratch, const std::vector<std::string>& words,
                        const Setting& setting = {}) {
  std::string out;
  std::vector<std::string> files, formats;
  for (const char* format : {"json", "html", "sarif"}) {
    files.push_back(scratch / format);
    formats.insert(formats.end(), {"--format", std::string(format) + "=" + files.back()});
  }
  run(joined(words, formats), setting);
  for (const std::string& file : files) {
    out += textOf(file);
    fs::remove(file);
  }
  CHECK(!out.empty());
  return out;
}

// A company that no pack of China or the United States is called for by, with these lines among its answers.
std::string startUpWith(const std::string& lines) {
  std::string text = textOf("examples/spotless-startup.yaml");
  const std::string before = "  ai_systems:\n";
  text.insert(text.find(before), lines);
  return text;
}

}  // namespace

TEST_CASE("a check from a bundle says what the packs say, in every format and language") {
  const Scratch scratch;
  const Setting cached = cachedIn(scratch / "cache");
  const std::string all = scratch / "all.jbundle";
  REQUIRE(run({"build", "--output", all}).code == 0);
  std::vector<std::string> profiles;
  for (const auto& entry : fs::directory_iterator(projectPath("examples"))) {
    if (entry.is_regular_file()) profiles.push_back(entry.path().string());
  }
  std::sort(profiles.begin(), profiles.end());
  // Shortened runs look at each profile in one of the languages.
  const char* wish = std::getenv("JURAT_CASE_PERCENT");
  const bool shortened = wish && std::strtol(wish, nullptr, 10) < 100;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const std::vector<const char*> languages = {"en", "zh"};
    for (std::size_t k = shortened ? i % 2 : 0; k < languages.size(); k += shortened ? 2 : 1) {
      const std::vector<std::string> words = {"check",      profiles[i], "--as-of",
                                              "2026-11-23", "--lang",    languages[k]};
      const Ran from_source = run(words), from_bundle = run(joined(words, {"--rules", all}));
      CHECK_MESSAGE((from_source.out == from_bundle.out), profiles[i] << " " << languages[k]);
      CHECK(from_source.code == from_bundle.code);
      CHECK(from_source.err == from_bundle.err);
      const std::string said = everyFormat(scratch, words);
      CHECK_MESSAGE((said == everyFormat(scratch, joined(words, {"--rules", all}))), profiles[i]);
      // The first run keeps what the others find.
      CHECK_MESSAGE((said == everyFormat(scratch, words, cached)), profiles[i] << " cached");
    }
  }
}

TEST_CASE("what no pack that runs asks for is the same from rule files, the cache and a bundle") {
  const Scratch scratch;
  const std::string all = scratch / "all.jbundle";
  REQUIRE(run({"build", "--output", all}).code == 0);
  const std::map<std::string, std::string> profiles = {
      {"others.yaml", startUpWith("  federal_agency: yes\n  intelligence_community_element: no\n")},
      {"outside.yaml",
       startUpWith(
           "  chengdu_data_partner_rank: 3\n  aedt_violations: [{id: x, violated_on: 2026-05-01}]\n")},
      {"unknown.yaml", startUpWith("  ai_literacy_mesures: implemented\n  zzz: 3\n  federal_agency: no\n")},
      // Of packs that are not called for nobody asks what type an answer has, or whether it is one.
      {"others_wrong.yaml", startUpWith("  federal_agency: perhaps\n  us_states: [atlantis]\n")},
      {"bare.yaml", "jurat: 1\ncompany: {}\n"},
      {"asked.yaml", "jurat: 1\nframeworks: [us.nist_ai_rmf, g7.hiroshima]\ncompany: {}\n"},
  };
  for (const auto& each : profiles) {
    const std::string& name = each.first;
    const std::string profile = scratch.write(name, each.second);
    for (const char* format : {"text", "json"}) {
      const std::vector<std::string> words = {"check", profile, "--as-of", "2026-11-23", "--format", format};
      const Ran from_source = run(words);
      const Setting cached = cachedIn(scratch / "cache");
      for (const Ran& other :
           {run(joined(words, {"--rules", all})), run(words, cached), run(words, cached)}) {
        CHECK_MESSAGE((from_source.out == other.out), name << " " << format);
        CHECK_MESSAGE(from_source.err == other.err, name);
        CHECK(from_source.code == other.code);
      }
    }
  }
  const std::string wrong =
      scratch.write("wrong.yaml", "jurat: 1\nframeworks: [us.nist_ai_rmff]\ncompany: {}\n");
  const Ran from_source = run({"check", wrong}), from_bundle = run({"check", wrong, "--rules", all});
  for (const Ran& ran : {from_source, from_bundle}) {
    CHECK(ran.code == 4);
    CHECK(contains(ran.err, "did you mean `us.nist_ai_rmf`?"));
  }
}

TEST_CASE("an entry of the cache serves every profile that calls for the same packs") {
  const Scratch scratch;
  const std::string cache = scratch / "cache";
  const auto checked = [&](const std::string& text) {
    return run({"check", scratch.write("profile.yaml", text), "--as-of", "2026-11-23", "--log-level", "info"},
               cachedIn(cache));
  };
  checked(startUpWith(""));
  REQUIRE(entriesIn(cache).size() == 1);
  const std::string other = startUpWith("  zero_answers_here: 4\n");
  CHECK(contains(checked(other).err, "in the cache"));
  std::string american = startUpWith("");
  const std::string markets = "  markets: [EE, FI, SE]\n";
  american.replace(american.find(markets), markets.size(), "  markets: [EE, US]\n");
  const Ran ran = checked(american);
  CHECK(contains(ran.err, "loaded"));
  CHECK(entriesIn(cache).size() == 2);
}

TEST_CASE("runs that keep the same entry at once disturb neither each other nor the cache") {
  const Scratch scratch;
  const std::string cache = scratch / "cache";
  const auto once = [&] {
    return std::async(std::launch::async, [&] {
      return check("outcomes", {"--rules-path", "tests/packs"}, cachedIn(cache)).out;
    });
  };
  const std::string said = check("outcomes", {"--rules-path", "tests/packs"}).out;
  for (int round = 0; round < 3; ++round) {
    fs::remove_all(cache);
    std::vector<std::future<std::string>> runs;
    for (int i = 0; i < 4; ++i) runs.push_back(once());
    for (std::future<std::string>& each : runs) CHECK((each.get() == said));
    CHECK(entriesIn(cache).size() == 1);
  }
}

TEST_CASE("where nothing can be kept, runs go on without a cache") {
  const Scratch scratch;
  const std::string said = check("outcomes", {"--rules-path", "tests/packs"}).out;
  const Ran ran =
      check("outcomes", {"--rules-path", "tests/packs"}, cachedIn(scratch.write("no_folder", "a file")));
  CHECK((ran.out == said));
  CHECK(ran.err.empty());
}

TEST_CASE("explain says the same from a bundle") {
  const Scratch scratch;
  const std::string file = scratch / "acts.jbundle";
  REQUIRE(run({"build", "eu.ai_act", "--output", file}).code == 0);
  for (const char* format : {"text", "json"}) {
    const std::vector<std::string> words = {"explain",
                                            "examples/talentbridge-recruiters.yaml",
                                            "eu.ai_act/ai_literacy",
                                            "--as-of",
                                            "2026-11-23",
                                            "--format",
                                            format};
    const Ran from_source = run(joined(words, {"--rules", "eu.ai_act"}));
    CHECK(from_source.code == 0);
    CHECK((from_source.out == run(joined(words, {"--rules", file})).out));
  }
}

TEST_CASE("the same packs are the same bundle, wherever they lie and whoever builds it") {
  const Scratch scratch;
  scratch.write("elsewhere/deep/rules/outcomes/pack.jurat", textOf("tests/packs/outcomes/pack.jurat"));
  REQUIRE(build(scratch / "one.jbundle").code == 0);
  REQUIRE(run({"build", "outcomes", "--rules-path", "rules", "--output", scratch / "other.jbundle"},
              {.input = {},
               .environment = {{"LC_ALL", "tr_TR.UTF-8"}, {"TZ", "Asia/Shanghai"}},
               .folder = scratch / "elsewhere/deep"})
              .code == 0);
  CHECK((textOf(scratch / "one.jbundle") == textOf(scratch / "other.jbundle")));
}

// The seed of the fuzzer, too. Where it changes and the pack has not, so has what bundles mean: a bundle of
// before would be read wrongly, and kBundleVersion has to be raised.
TEST_CASE("a version of the format means the same bytes") {
  const Scratch scratch;
  const std::string file = scratch / "faults.jbundle";
  REQUIRE(run({"build", "faults", "--rules-path", "tests/packs", "--output", file}).code == 0);
  constexpr std::size_t kHead = 352;
  checkGolden("tests/fuzz/bundle/faults", textOf(file).substr(kHead));
}

TEST_CASE("a bundle that cannot be used is refused, and decides nothing") {
  const Scratch scratch;
  const std::string file = scratch / "rules.jbundle";
  REQUIRE(build(file).code == 0);
  const std::string whole = textOf(file);
  const auto refused = [&](const std::string& bytes, const char* why) {
    const Ran ran = check(scratch.write("bad.jbundle", bytes));
    CHECK(ran.code == 4);
    CHECK(ran.out.empty());
    CHECK(contains(ran.err, "J0910"));
    CHECK_MESSAGE(contains(ran.err, why), ran.err);
  };
  refused("", "it is no bundle");
  refused("pack outcomes { }\n", "it is no bundle");
  refused(whole.substr(0, whole.size() / 2), "it is cut short");
  std::string changed = whole;
  changed[whole.size() - 100] = static_cast<char>(changed[whole.size() - 100] ^ 1);
  refused(changed, "it is damaged");
  CHECK(contains(check(scratch / "none.jbundle").err, "there is no such file"));
  CHECK(check(scratch / "none.jbundle").code == 4);
}

TEST_CASE("a bundle stands alone, and is no rule files") {
  const Scratch scratch;
  const std::string file = scratch / "rules.jbundle";
  REQUIRE(build(file).code == 0);
  const Ran two = check(file, {"--rules", "eu.ai_act"});
  CHECK(two.code == 4);
  CHECK(contains(two.err, "J0912"));
  const Ran show = run({"rules", "show", "outcomes/met", "--rules", file});
  CHECK(show.code == 4);
  CHECK(contains(show.err, "J0912"));
  const Ran root = check("outcomes", {"--rules-path", file});
  CHECK(root.code == 4);
  CHECK(contains(root.err, "is a bundle, and no folder of rules"));
  CHECK(contains(run({"test", file}).err, "a bundle holds no rule files"));
  CHECK(contains(run({"lint", file}).err, "a bundle holds no rule files"));
  const std::string profile =
      scratch.write("asks.yaml", "jurat: 1\nframeworks: [us.nist_ai_rmf]\ncompany: {}\n");
  const Ran asks = run({"check", profile, "--rules", file});
  CHECK(asks.code == 4);
  CHECK(contains(asks.err, "there is no pack `us.nist_ai_rmf` in it"));
}

TEST_CASE("what build is told wrongly is said") {
  const Scratch scratch;
  CHECK(run({"build", "outcomes"}).code == 2);
  CHECK(run({"build", "outcomes", "--output", scratch / "x.bin"}).code == 2);
  CHECK(run({"build", "eu.ai_akt", "--output", scratch / "x.jbundle"}).code == 4);
  CHECK(build(scratch / "x.jbundle", {"--release", "3"}).code == 2);
  CHECK(build(scratch / "none/x.jbundle").code == 74);
}

TEST_CASE("only the bundle of the right key and of no lower release is taken") {
  const Scratch scratch;
  REQUIRE(run({"ledger", "keygen", scratch / "own.key"}).code == 0);
  REQUIRE(run({"ledger", "keygen", scratch / "other.key"}).code == 0);
  const auto signed_bundle = [&](const char* name, const char* key, const char* release) {
    const std::string file = scratch / name;
    REQUIRE(build(file, {"--sign", scratch / key, "--release", release}).code == 0);
    return file;
  };
  const std::string third = signed_bundle("third.jbundle", "own.key", "3");
  const std::string fourth = signed_bundle("fourth.jbundle", "own.key", "4");
  const std::string foreign = signed_bundle("foreign.jbundle", "other.key", "9");
  REQUIRE(build(scratch / "bare.jbundle").code == 0);
  const Setting cached{.input = {}, .environment = {{"XDG_CACHE_HOME", scratch / "cache"}}};
  const auto code = [&](const std::string& file) {
    return check(file, {"--require-signed", scratch / "own.key.pub"}, cached);
  };
  const int passes = check(third).code;
  CHECK(code(third).code == passes);
  CHECK(code(fourth).code == passes);
  CHECK(code(fourth).code == passes);
  const Ran older = code(third);
  CHECK(older.code == 4);
  CHECK(contains(older.err, "it is release 3, and release 4 was seen before"));
  CHECK(contains(code(foreign).err, "it is signed by another key"));
  CHECK(contains(code(scratch / "bare.jbundle").err, "it is not signed"));
  CHECK(contains(
      check("outcomes", {"--rules-path", "tests/packs", "--require-signed", scratch / "own.key.pub"}).err,
      "J0911"));
  // Nowhere to keep the release: said, and no reason to stop.
  const Ran homeless = check(third, {"--require-signed", scratch / "own.key.pub"});
  CHECK(homeless.code == passes);
  CHECK(contains(homeless.err, "could be kept"));
}

TEST_CASE("rules that were compiled before are found in the cache, whatever is in it") {
  const Scratch scratch;
  const std::string cache = scratch / "cache";
  const Setting setting{.input = {}, .environment = {{"XDG_CACHE_HOME", cache}}};
  const auto checked = [&](const std::vector<std::string>& more = {}) {
    return check("outcomes", joined({"--rules-path", "tests/packs", "--log-level", "info"}, more), setting);
  };
  const Ran first = checked();
  CHECK(contains(first.err, "loaded"));
  REQUIRE(entriesIn(cache).size() == 1);
  const std::string entry = entriesIn(cache).front(), whole = textOf(entry);
  const auto found = [](const Ran& ran) { return contains(ran.err, "in the cache"); };
  const Ran second = checked();
  CHECK(found(second));
  CHECK((second.out == first.out));
  CHECK(!found(checked({"--no-cache"})));

  const auto spoilt = [&](const std::string& bytes) {
    std::ofstream(entry, std::ios::binary) << bytes;
    const Ran ran = checked();
    CHECK(!found(ran));
    CHECK((ran.out == first.out));
    CHECK((textOf(entry) == whole));
  };
  spoilt("");
  spoilt(whole.substr(0, whole.size() / 2));
  std::string changed = whole;
  changed[whole.size() - 50] = static_cast<char>(changed[whole.size() - 50] ^ 1);
  spoilt(changed);
  // Somebody else could have written it.
  fs::permissions(entry, fs::perms::group_write, fs::perm_options::add);
  CHECK(!found(checked()));

  Setting off = setting;
  off.environment["JURAT_CACHE"] = "off";
  CHECK(!found(check("outcomes", {"--rules-path", "tests/packs", "--log-level", "info"}, off)));
}

TEST_CASE("an entry of the cache is for the very bytes it was made of") {
  const Scratch scratch;
  scratch.write("rules/outcomes/pack.jurat", textOf("tests/packs/outcomes/pack.jurat"));
  const Setting setting{.input = {}, .environment = {{"XDG_CACHE_HOME", scratch / "cache"}}};
  const auto checked = [&] {
    return check("outcomes", {"--rules-path", scratch / "rules", "--log-level", "info"}, setting);
  };
  checked();
  const std::string cache = scratch / "cache";
  REQUIRE(entriesIn(cache).size() == 1);
  const std::string file = scratch / "rules/outcomes/pack.jurat";
  std::ofstream(file, std::ios::app) << "# a line more\n";
  CHECK(contains(checked().err, "loaded"));
  REQUIRE(entriesIn(cache).size() == 2);
  // One that is copied over the other is not the other.
  const std::vector<std::string> entries = entriesIn(cache);
  fs::copy_file(entries[0], scratch / "kept");
  fs::copy_file(entries[1], entries[0], fs::copy_options::overwrite_existing);
  fs::copy_file(scratch / "kept", entries[1], fs::copy_options::overwrite_existing);
  CHECK(contains(checked().err, "loaded"));
}

TEST_CASE("a recorded run is compiled from rule files, and one from a bundle keeps its texts") {
  const Scratch scratch;
  const std::string file = scratch / "rules.jbundle", ledger = scratch / "ledger.sqlite";
  REQUIRE(build(file).code == 0);
  check(file, {"--ledger", ledger, "--ledger-keep", "inputs"});
  const Ran replay = run({"ledger", "replay", "1", "--ledger", ledger});
  CHECK(replay.code == 0);
  CHECK(contains(replay.out, "the same report"));
}

}  // namespace jurat::test
