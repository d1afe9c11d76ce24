#include "engine/cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "engine/base/nearest.h"
#include "jurat_version.h"

namespace jurat {
namespace {

constexpr const char* kFooter = "Not legal advice. `jurat COMMAND --help` tells more about one command.";

// Lists that the gate reads, kept as words until all are parsed.
struct Words {
  std::vector<std::string> fail_on, strength;
  std::string min_severity;
  std::string profile;  // explain takes one
};

std::string listed(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

std::string noneOf(const std::string& option, const std::string& word,
                   const std::vector<std::string>& known) {
  return "`" + word + "` is none of the values of " + option + " (" + listed(known, ", ") + ")" +
         didYouMean(word, known);
}

// An option with a closed list of values, refused in our own words.
void addChoice(CLI::App* app, const std::string& name, std::string& out,
               const std::vector<std::string>& known, const std::string& about) {
  app->add_option(name, out, about)
      ->type_name(listed(known, "|"))
      ->check(CLI::Validator(
          [name, known](const std::string& word) {
            return std::find(known.begin(), known.end(), word) == known.end() ? noneOf(name, word, known)
                                                                              : std::string();
          },
          ""));
}

void addLanguage(CLI::App* app, Arguments& out, const char* about) {
  addChoice(app, "--lang", out.language, {"en", "zh"}, about);
}

void addWidth(CLI::App* app, Arguments& out) {
  constexpr std::size_t kLeast = 40, kMost = 400;
  const auto good = [](const std::string& word) {
    const bool digits =
        !word.empty() && word.size() <= 3 && word.find_first_not_of("0123456789") == std::string::npos;
    const std::size_t width = digits ? std::stoul(word) : 0;
    return width >= kLeast && width <= kMost
               ? std::string()
               : "`" + word + "` is no value of --width: it is a number from 40 to 400";
  };
  app->add_option("--width", out.width, "columns of the text report, 40 to 400; default: 80")
      ->type_name("N")
      ->check(CLI::Validator(good, ""));
}

void addRules(CLI::App* app, Arguments& out) {
  app->add_option("--rules", out.rules,
                  "run only these packs, whatever their status: an id or a folder (repeatable)")
      ->type_name("PACK");
  app->add_option("--rules-path", out.rules_path,
                  "a folder in which packs are looked for, before the usual ones")
      ->type_name("DIR");
}

void addAsOf(CLI::App* app, Arguments& out) {
  app->add_option("--as-of", out.as_of,
                  "the day the check is about (YYYY-MM-DD) or a moment; default: today, UTC")
      ->type_name("DAY");
}

void addOutput(CLI::App* app, Arguments& out, const char* formats) {
  app->add_option("--format", out.formats, formats)->type_name("NAME[=FILE]");
  addLanguage(app, out, "language of titles, questions and remedies");
  addWidth(app, out);
}

// `--as-of "$DAY"` in a script that forgot to set DAY must not mean today. To be called when all options are
// there.
void refuseEmpty(CLI::App* app) {
  for (CLI::Option* option : app->get_options()) {
    if (option->get_expected_max() == 0) continue;
    const std::string name = option->get_positional() ? option->get_type_name() : option->get_name();
    option->check(CLI::Validator(
        [name](const std::string& word) {
          return word.empty() ? name + " is given an empty value" : std::string();
        },
        ""));
  }
}

void addCommon(CLI::App* app, Arguments& out) {
  addChoice(app, "--color", out.color, {"auto", "always", "never"},
            "when to use colours (NO_COLOR is honoured)");
  addChoice(app, "--diagnostics", out.diagnostics, {"human", "plain", "json"}, "form of complaints");
  addChoice(app, "--log-level", out.log_level, {"info", "debug"}, "tell of the work on standard error");
  refuseEmpty(app);
}

void addCheck(CLI::App& app, Arguments& out, Words& words) {
  CLI::App* check =
      app.add_subcommand("check", "evaluate company profiles and report; the exit code is the verdict");
  check->add_option("profiles", out.profiles, "profile files, folders of profiles, or - for standard input")
      ->required()
      ->type_name("PROFILE");
  addRules(check, out);
  addAsOf(check, out);
  addOutput(check, out, "text (default) or json; NAME=FILE writes to a file (repeatable)");
  addChoice(check, "--input", out.input, {"yaml", "json"}, "syntax of standard input");
  check
      ->add_option("--fail-on", words.fail_on,
                   "outcomes that fail the gate: violated,undetermined,review,pending")
      ->delimiter(',')
      ->type_name("OUTCOME");
  check
      ->add_option("--min-severity", words.min_severity,
                   "leave out findings below: low, medium, high, critical")
      ->type_name("SEVERITY");
  check->add_option("--strength", words.strength, "strengths that count: must,should,voluntary,aspirational")
      ->delimiter(',')
      ->type_name("STRENGTH");
  check->add_option("--ledger", out.ledger, "append the run to this ledger")->type_name("FILE");
  check->add_flag("--record", out.record, "append the run to the ledger of this user");
  addChoice(check, "--ledger-keep", out.keep, {"digests", "inputs"},
            "what the ledger keeps: digests alone, or the files too");
  addCommon(check, out);
  check->footer(
      "Example\n  jurat check examples/acme-robotics.yaml --as-of 2026-11-23 --format text --format "
      "json=report.json");
}

void addReading(CLI::App& app, Arguments& out, Words& words) {
  CLI::App* explain = app.add_subcommand("explain", "the full reasoning for one rule and subject");
  explain->add_option("profile", words.profile, "a profile file")->required()->type_name("PROFILE");
  explain->add_option("rule", out.rule, "a rule or amount: pack/name, or its name alone when only one has it")
      ->required()
      ->type_name("RULE");
  explain
      ->add_option("--subject", out.subject, "the id of the subject; may be left out when there is only one")
      ->type_name("ID");
  addRules(explain, out);
  addAsOf(explain, out);
  addOutput(explain, out, "text (default) or json");
  addCommon(explain, out);
  explain->footer(
      "Example\n  jurat explain examples/acme-robotics.yaml eu.ai_act/emotion_recognition_at_work --subject "
      "call-centre-mood");

  CLI::App* schema = app.add_subcommand("schema", "JSON Schema (draft-07) of a profile for the loaded packs");
  addRules(schema, out);
  addLanguage(schema, out, "language of descriptions");
  addCommon(schema, out);
  schema->footer("Example\n  jurat schema > profile.schema.json");

  CLI::App* rules = app.add_subcommand("rules", "the rule packs")->require_subcommand(1);
  CLI::App* list = rules->add_subcommand(
      "list", "packs with version, status and origin, and why each is or is not loaded");
  addRules(list, out);
  addAsOf(list, out);
  addCommon(list, out);
  list->footer("Example\n  jurat rules list --as-of 2026-11-23");
  rules->footer("Example\n  jurat rules list");

  CLI::App* code =
      app.add_subcommand("explain-code", "what a diagnostic code means, with a wrong and a right example");
  code->add_option("code", out.code, "a code such as J0201")->required()->type_name("CODE");
  addCommon(code, out);
  code->footer("Example\n  jurat explain-code J0201");
}

void addAuthoring(CLI::App& app, Arguments& out) {
  CLI::App* test = app.add_subcommand("test", "run the tests in rule files");
  test->add_option("paths", out.paths, "packs, folders or files; default: the shipped rules")
      ->type_name("PATH");
  test->add_option("--rules-path", out.rules_path, "a folder in which used packs are looked for")
      ->type_name("DIR");
  addCommon(test, out);
  test->footer("Example\n  jurat test rules/eu/ai_act");

  CLI::App* format = app.add_subcommand("fmt", "rewrite rule files in their one canonical form");
  format->add_option("paths", out.paths, "files or folders; - formats standard input to standard output")
      ->required()
      ->type_name("PATH");
  format->add_flag("--check", out.check_only, "change nothing; exit 1 when a file would change");
  addCommon(format, out);
  format->footer("Example\n  jurat fmt --check rules/");
}

void addLedger(CLI::App& app, Arguments& out) {
  CLI::App* ledger = app.add_subcommand("ledger", "the record of past checks")->require_subcommand(1);
  const auto common = [&](CLI::App* command) {
    command->add_option("--ledger", out.ledger, "the ledger file; default: the one of this user")
        ->type_name("FILE");
    addCommon(command, out);
  };
  CLI::App* list = ledger->add_subcommand("list", "one line a run");
  common(list);
  list->footer("Example\n  jurat ledger list --ledger checks.sqlite");
  CLI::App* show = ledger->add_subcommand("show", "one run, whole");
  show->add_option("entry", out.entry, "the number of the run")->required()->type_name("N");
  common(show);
  show->footer("Example\n  jurat ledger show 3 --ledger checks.sqlite");
  CLI::App* verify =
      ledger->add_subcommand("verify", "check the chain of digests; exit 1 when something does not match");
  verify->add_option("--head", out.head, "the hash the last row must have")->type_name("HASH");
  common(verify);
  verify->footer("Example\n  jurat ledger verify --ledger checks.sqlite");
  CLI::App* forget = ledger->add_subcommand("forget", "drop kept contents; the chain still verifies");
  forget->add_option("--blobs-before", out.before, "drop contents of runs recorded before this day")
      ->required()
      ->type_name("DAY");
  common(forget);
  forget->footer("Example\n  jurat ledger forget --blobs-before 2026-01-01 --ledger checks.sqlite");
  ledger->footer("Example\n  jurat ledger list");
}

std::vector<std::string> optionNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string> commandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

// The command the words got to, for suggestions: the deepest one that was recognised.
const CLI::App& reached(const CLI::App& app) {
  const std::vector<CLI::App*> used = app.get_subcommands();
  return used.empty() ? app : reached(*used.front());
}

// The option that the parser complains about by its name, or null.
const CLI::Option* optionNamed(const CLI::App& app, const std::string& name) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_name() == name) return option;
  }
  return nullptr;
}

// A word that is no option or command here, with the one that was most likely meant.
std::optional<std::string> unknownWord(const CLI::App& app, const CLI::App& at,
                                       const std::vector<std::string>& words) {
  const std::vector<std::string> options = optionNames(at), commands = commandNames(at);
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    if (name.rfind("--", 0) == 0 && name.size() > 2 &&
        std::find(options.begin(), options.end(), name) == options.end()) {
      return "there is no option `" + name + "`" + (&at == &app ? "" : " of `" + at.get_name() + "`") +
             didYouMean(name, options);
    }
  }
  if (commands.empty()) return std::nullopt;
  const auto own = std::find(words.begin(), words.end(), at.get_name());
  for (auto word = own == words.end() ? words.begin() : own + 1; word != words.end(); ++word) {
    if (word->empty() || word->front() == '-') continue;
    if (std::find(commands.begin(), commands.end(), *word) != commands.end()) break;
    return "there is no command `" + *word + "`" + didYouMean(*word, commands);
  }
  return std::nullopt;
}

// The parser's own sentence, made ours: it begins with the option's name, and shouts.
std::string complaint(const CLI::App& app, const CLI::ParseError& error,
                      const std::vector<std::string>& words) {
  const CLI::App& at = reached(app);
  std::string text = error.what();
  const std::string name =
      text.substr(0, text.find(text.find(": ") == std::string::npos ? " is required" : ": "));
  if (dynamic_cast<const CLI::ValidationError*>(&error) && name.size() + 2 <= text.size())
    return text.substr(name.size() + 2);
  if (std::optional<std::string> unknown = unknownWord(app, at, words)) return std::move(*unknown);
  if (dynamic_cast<const CLI::RequiredError*>(&error)) {
    const CLI::Option* option = optionNamed(at, name);
    if (!option) return "a command is missing: one of " + listed(commandNames(at), ", ");
    return (option->get_positional() ? option->get_type_name() : name) + " is missing; `jurat " +
           at.get_name() + " --help` shows an example";
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) && optionNamed(at, name)) {
    return name + (text.find("At Most") != std::string::npos
                       ? " is given more than once"
                       : " needs a value: " + optionNamed(at, name)->get_type_name());
  }
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a')
    text[0] = static_cast<char>(text[0] + 32);
  return text;
}

// "violated,undetermined" and the like; answers the word that is none, or nothing.
std::optional<std::string> readGate(const Words& words, GateOptions& gate) {
  if (!words.fail_on.empty()) gate.fail_on.clear();
  for (const std::string& word : words.fail_on) {
    const std::vector<std::string> known = {"violated", "undetermined", "review", "pending"};
    if (std::find(known.begin(), known.end(), word) == known.end()) return noneOf("--fail-on", word, known);
    gate.fail_on.push_back(*outcomeFromWord(word));
  }
  if (!words.min_severity.empty()) {
    const std::optional<checked::Severity> severity = severityFromWord(words.min_severity);
    if (!severity) return noneOf("--min-severity", words.min_severity, {"low", "medium", "high", "critical"});
    gate.min_severity = *severity;
  }
  if (!words.strength.empty()) gate.strengths.clear();
  for (const std::string& word : words.strength) {
    const std::optional<checked::Strength> strength = strengthFromWord(word);
    if (!strength) return noneOf("--strength", word, {"must", "should", "voluntary", "aspirational"});
    gate.strengths.push_back(*strength);
  }
  return std::nullopt;
}

Command commandOf(const CLI::App& app) {
  if (app.got_subcommand("explain")) return Command::Explain;
  if (app.got_subcommand("test")) return Command::Test;
  if (app.got_subcommand("fmt")) return Command::Format;
  if (app.got_subcommand("schema")) return Command::Schema;
  if (app.got_subcommand("rules")) return Command::RulesList;
  if (app.got_subcommand("explain-code")) return Command::ExplainCode;
  if (app.got_subcommand("ledger")) {
    const CLI::App* ledger = app.get_subcommand("ledger");
    if (ledger->got_subcommand("show")) return Command::LedgerShow;
    if (ledger->got_subcommand("verify")) return Command::LedgerVerify;
    if (ledger->got_subcommand("forget")) return Command::LedgerForget;
    return Command::LedgerList;
  }
  return Command::Check;
}

}  // namespace

ParsedArguments parseArguments(int count, const char* const* words) {
  Arguments out;
  Words gate_words;
  CLI::App app(
      "Jurat: a rules engine for regulatory compliance.\nLaw as readable rule files, a company profile in, a "
      "verdict to the paragraph out.",
      "jurat");
  const std::string version =
      "jurat " + std::string(kVersion) + "\nlanguage 1, profile 1, report 1\nNot legal advice.";
  app.set_version_flag("--version", version);
  app.require_subcommand(1);
  app.footer(
      "Examples\n  jurat check company.yaml\n  jurat explain company.yaml eu.ai_act/social_scoring --subject "
      "scorer\n  jurat test rules/\n\n" +
      std::string(kFooter));
  addCheck(app, out, gate_words);
  addReading(app, out, gate_words);
  addAuthoring(app, out);
  addLedger(app, out);
  const std::vector<std::string> given(words + 1, words + count);
  if (given.empty()) return {std::nullopt, app.help(), false, ExitCode::Usage};
  try {
    app.parse(count, words);
  } catch (const CLI::CallForHelp&) {
    return {std::nullopt, app.help(), false, ExitCode::Pass};
  } catch (const CLI::CallForAllHelp&) {
    return {std::nullopt, app.help("", CLI::AppFormatMode::All), false, ExitCode::Pass};
  } catch (const CLI::CallForVersion&) {
    return {std::nullopt, version + "\n", false, ExitCode::Pass};
  } catch (const CLI::ParseError& error) {
    return {std::nullopt, complaint(app, error, given), true, ExitCode::Usage};
  }
  if (const std::optional<std::string> bad = readGate(gate_words, out.gate))
    return {std::nullopt, *bad, true, ExitCode::Usage};
  out.command = commandOf(app);
  if (!gate_words.profile.empty()) out.profiles = {gate_words.profile};
  return {std::move(out), "", false, ExitCode::Pass};
}

}  // namespace jurat
