// Options that several commands share.
#include "engine/cli/command.h"

namespace jurat {

CommandOption rulesOption() {
  return {.name = "--rules",
          .value = "PACK",
          .about = "run only these packs, whatever their status: an id or a folder (repeatable), or a bundle",
          .into = &Arguments::rules};
}

CommandOption rulesPathOption() {
  return {.name = "--rules-path",
          .value = "DIR",
          .about = "a folder in which packs are looked for, before the usual ones",
          .into = &Arguments::rules_path};
}

std::vector<CommandOption> sourceOptions() {
  return {rulesOption(),
          rulesPathOption(),
          {.name = "--require-signed",
           .value = "KEY",
           .about = "take the rules only from a bundle that this public key signed, and never from an older "
                    "release than was seen before",
           .into = &Arguments::require_signed},
          {.name = "--no-cache",
           .value = "",
           .about = "compile rule files anew, and keep nothing of it",
           .into = &Arguments::no_cache}};
}

CommandOption asOfOption() {
  return {.name = "--as-of",
          .value = "DAY",
          .about = "the day the check is about (YYYY-MM-DD) or a moment; default: today, UTC",
          .into = &Arguments::as_of};
}

CommandOption languageOption(const std::string& of_what) {
  return {.name = "--lang",
          .value = "",
          .about = "language of " + of_what,
          .into = &Arguments::language,
          .choices = {"en", "zh"}};
}

CommandOption widthOption() {
  return {.name = "--width",
          .value = "N",
          .about = "columns of the text report, 40 to 400; default: 80",
          .into = &Arguments::width,
          .least = 40,
          .most = 400};
}

CommandOption formatOption(const std::string& about, const std::vector<std::string>& names) {
  return {.name = "--format",
          .value = "NAME[=FILE]",
          .about = about,
          .into = &Arguments::formats,
          .names = names};
}

std::vector<CommandOption> reportOptions(const std::string& about, const std::vector<std::string>& names) {
  return {formatOption(about, names),
          languageOption("the report; ids, citations and JSON keys stay as they are"), widthOption()};
}

std::vector<CommandOption> commonOptions() {
  return {{.name = "--color",
           .value = "",
           .about = "when to use colours (NO_COLOR is honoured)",
           .into = &Arguments::color,
           .choices = {"auto", "always", "never"}},
          {.name = "--diagnostics",
           .value = "",
           .about = "form of complaints",
           .into = &Arguments::diagnostics,
           .choices = {"human", "plain", "json"}},
          {.name = "--log-level",
           .value = "",
           .about = "tell of the work on standard error",
           .into = &Arguments::log_level,
           .choices = {"info", "debug"}}};
}

std::vector<CommandOption> joined(std::initializer_list<std::vector<CommandOption>> parts) {
  std::vector<CommandOption> out;
  for (const std::vector<CommandOption>& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

}  // namespace jurat
