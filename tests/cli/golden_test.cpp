// Reports and explanations as they are read, word for word; JURAT_ACCEPT=1 rewrites them, git shows the
// change.
#include "tests/support/golden.h"
#include "tests/cli/run.h"

using namespace jurat::test;

namespace {

void golden(const std::string& name, const std::vector<std::string>& words, int code) {
  INFO(name);
  const Ran ran = run(words);
  CHECK(ran.code == code);
  checkGolden("tests/cli/golden/" + name,
              ran.err.empty() ? ran.out : ran.out + "--- standard error ---\n" + ran.err);
}

// A text report in English and, as NAME_zh.txt, in Chinese.
void bothLanguages(const std::string& name, std::vector<std::string> words, int code) {
  golden(name + ".txt", words, code);
  words.insert(words.end(), {"--lang", "zh"});
  golden(name + "_zh.txt", words, code);
}

const std::string kAcme = "examples/acme-robotics.yaml";

}  // namespace

TEST_CASE("the example on the days on which something changes") {
  for (const std::string day : {"2026-11-23", "2026-12-02", "2027-12-02"}) {
    bothLanguages("acme_" + day, {"check", kAcme, "--as-of", day}, 1);
  }
}

TEST_CASE("six companies, before and after the rules on high-risk systems apply") {
  for (const std::string name : {"hanse-bank", "mercy-hospital", "city-of-varga", "saimaa-models",
                                 "lakeshore-machines", "talentbridge-recruiters"}) {
    const std::vector<std::string> check{"check", "examples/" + name + ".yaml", "--as-of"};
    const auto on = [&](const std::string& day, int code) {
      std::vector<std::string> words = check;
      words.push_back(day);
      golden(name + "_" + day + ".txt", words, code);
    };
    on("2026-11-23", name == "hanse-bank" ? 0 : 1);  // the bank has nothing to mend yet
    on("2028-08-02", 1);
  }
}

TEST_CASE(
    "a maker of models in China, and a grocery chain in the United States before and after Colorado's law") {
  bothLanguages("chuanyu-models_2026-11-23",
                {"check", "examples/chuanyu-models.yaml", "--as-of", "2026-11-23"}, 1);
  for (const std::string day : {"2026-11-23", "2027-01-04"})
    golden("harbor-foods_" + day + ".txt", {"check", "examples/harbor-foods.yaml", "--as-of", day}, 1);
}

TEST_CASE("explanations") {
  struct Row {
    std::string file, rule, subject;
  };
  const Row rows[] = {{"emotions", "eu.ai_act/emotion_recognition_at_work", "call-centre-mood"},
                      {"emotions_excepted", "eu.ai_act/emotion_recognition_at_work", "arm-guard"},
                      {"categorisation_unknown", "eu.ai_act/biometric_categorisation", "cv-ranker"},
                      {"manipulation_review", "eu.ai_act/manipulation", "helpdesk-chat"},
                      {"imagery_not_in_force", "eu.ai_act/non_consensual_intimate_imagery", "cv-ranker"},
                      {"request_pending", "eu.ai_act/information_request_answered", "ai-office-7b"}};
  for (const Row& row : rows) {
    bothLanguages("explain_" + row.file,
                  {"explain", kAcme, row.rule, "--subject", row.subject, "--as-of", "2026-11-23"}, 0);
  }
  bothLanguages("explain_ceiling", {"explain", kAcme, "fine_ceiling[prohibited]", "--as-of", "2026-11-23"},
                0);
  golden("explain_ceiling_operator.txt",
         {"explain", kAcme, "fine_ceiling[operator]", "--as-of", "2026-11-23"}, 0);
  golden("explain_emotions.json",
         {"explain", kAcme, "eu.ai_act/emotion_recognition_at_work", "--subject", "call-centre-mood",
          "--as-of", "2026-11-23", "--format", "json"},
         0);
}

TEST_CASE("every outcome, and what is said when a profile does not load") {
  bothLanguages("every_outcome", outcomesWords({"every_outcome"}), 1);
  golden("every_outcome.json", outcomesWords({"every_outcome"}, {"--format", "json"}), 1);
  for (const auto& [name, format] : {std::pair{"boilers.txt", "text"}, {"boilers.json", "json"}}) {
    golden(name,
           {"check", "tests/packs/profiles/boilers.yaml", "--rules-path", "tests/packs", "--rules", "cure",
            "--as-of", "2026-11-23", "--format", format},
           1);
  }
  golden("several.txt", outcomesWords({"quiet", "broken", "open"}), 4);
  for (const std::string name : {"conflict", "zero"}) {
    const std::vector<std::string> words = {"check",        "tests/packs/profiles/" + name + ".yaml",
                                            "--rules-path", "tests/packs",
                                            "--rules",      "faults",
                                            "--as-of",      "2026-11-23"};
    bothLanguages(name, words, 6);
    std::vector<std::string> json = words;
    json.insert(json.end(), {"--format", "json"});
    golden(name + ".json", json, 6);
  }
}

namespace {

std::vector<std::string> vouchersWords(const std::string& command, const std::string& profile,
                                       std::vector<std::string> more) {
  std::vector<std::string> words = {command, "tests/packs/profiles/" + profile + ".yaml"};
  words.insert(words.end(), more.begin(), more.end());
  words.insert(words.end(), {"--rules-path", "tests/packs", "--rules", "vouchers", "--as-of", "2026-11-24"});
  return words;
}

}  // namespace

TEST_CASE("benefits, the caps that set them, and rows of decision tables") {
  golden("vouchers.txt", vouchersWords("check", "vouchers", {}), 3);
  golden("vouchers_zh.txt", vouchersWords("check", "vouchers", {"--lang", "zh"}), 3);
  golden("vouchers.json", vouchersWords("check", "vouchers", {"--format", "json"}), 3);
  for (const std::string subject : {"training-run", "next-year", "planned"}) {
    golden("explain_voucher_" + subject + ".txt",
           vouchersWords("explain", "vouchers", {"compute_voucher", "--subject", subject}), 0);
  }
  golden(
      "explain_voucher.json",
      vouchersWords("explain", "vouchers", {"compute_voucher", "--subject", "inference", "--format", "json"}),
      0);
  golden("explain_grant.txt", vouchersWords("explain", "vouchers", {"training_grant[general]"}), 0);
}

TEST_CASE("benefits that are not determined decide no exit code") {
  golden("vouchers_open.txt", vouchersWords("check", "vouchers_open", {}), 0);
}
