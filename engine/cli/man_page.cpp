#include "engine/cli/man_page.h"

#include <algorithm>
#include <array>

#include "engine/cli/command_help.h"
#include "engine/reports/layout.h"
#include "jurat_version.h"

namespace jurat {
namespace {

constexpr std::size_t kWidth = 79;  // of the pages' own lines; whoever prints them sets the text anew

struct CodeMeaning {
  ExitCode code;
  std::string_view meaning;
};

// docs/exit-codes.md says the same at length.
constexpr std::array kCodes = {
    CodeMeaning{ExitCode::Pass, "The gate passes."},
    CodeMeaning{ExitCode::Fail,
                "The gate fails: a finding stands that nothing covers. Elsewhere: a test "
                "fails, a file would change, something does not verify."},
    CodeMeaning{ExitCode::Usage, "Wrong usage or configuration."},
    CodeMeaning{ExitCode::Undecided, "Nothing for 1, but somebody has to answer or to judge."},
    CodeMeaning{ExitCode::NotLoaded, "A profile or a rule file does not load."},
    CodeMeaning{ExitCode::Nothing, "Nothing was evaluated."},
    CodeMeaning{ExitCode::RuleError, "A rule ended in an error."},
    CodeMeaning{ExitCode::Internal, "An internal fault."},
    CodeMeaning{ExitCode::NotWritten, "A report or another output could not be written."},
};

// Text as roff takes it for text: no escape, no request at the beginning of a line, hyphens that can be
// copied.
std::string plain(std::string_view text) {
  std::string out;
  bool begins = true;
  for (const char c : text) {
    if (begins && (c == '.' || c == '\'')) out += "\\&";
    begins = c == '\n';
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string paragraph(const std::string& text) { return plain(wrapped("", text, kWidth)); }

std::string bold(const std::string& text) { return "\\fB" + plain(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + plain(text) + "\\fR"; }

std::string term(const std::string& head, const std::string& about) {
  return ".TP\n" + head + "\n" + paragraph(about);
}

std::string head(const std::string& page, const std::string& about) {
  std::string title = page;
  std::transform(title.begin(), title.end(), title.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return ".TH " + plain(title) + " 1 " + std::string(kReleaseDate) + " \"jurat " + std::string(kVersion) +
         "\" \"Jurat\"\n.SH NAME\n" + plain(page) + " \\- " + plain(about) + "\n";
}

std::string pageOf(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  return "jurat-" + name;
}

// "--format NAME[=FILE]" as a term: what is typed in bold, what stands for a value in italics.
std::string optionTerm(const CommandOption& option) {
  const std::string term = optionTermText(option);
  if (option.name.rfind("--", 0) != 0) return italic(term);
  return bold(option.name) + italic(term.substr(option.name.size()));
}

std::string example(const std::string& line) { return ".EX\n" + plain(line) + "\n.EE\n"; }

std::string seeAlso(const std::vector<std::string>& pages) {
  std::string out = ".SH SEE ALSO\n";
  for (std::size_t i = 0; i < pages.size(); ++i)
    out += ".BR " + plain(pages[i]) + " (1)" + (i + 1 < pages.size() ? "," : "") + "\n";
  return out;
}

// The pages of commands that share the first word, then the program's.
std::vector<std::string> neighbours(const Command& command) {
  std::vector<std::string> pages = {"jurat"};
  const std::size_t blank = command.name.find(' ');
  if (blank == std::string::npos) return pages;
  for (const Command& each : commands()) {
    if (each.name != command.name && each.name.rfind(command.name.substr(0, blank + 1), 0) == 0)
      pages.push_back(pageOf(each.name));
  }
  return pages;
}

std::string commandPage(const Command& command) {
  const std::string page = pageOf(command.name);
  std::string out = head(page, command.about);
  out += ".SH SYNOPSIS\n" + bold("jurat " + command.name);
  std::string arguments, options;
  for (const CommandOption& option : joined({command.options, commonOptions()})) {
    if (option.name.rfind("--", 0) == 0) {
      options += term(optionTerm(option), option.about + (option.required ? " (required)" : ""));
    } else {
      out += option.required ? " " + optionTerm(option) : " [" + optionTerm(option) + "]";
      arguments += term(optionTerm(option), option.about);
    }
  }
  out += " [" + italic("options") + "]\n";
  if (!arguments.empty()) out += ".SH ARGUMENTS\n" + arguments;
  out += ".SH OPTIONS\n" + options + term(bold("--help"), "this page, shorter");
  out += ".SH EXIT STATUS\nThe codes are those of\n.BR jurat (1).\n";
  out += ".SH EXAMPLES\n" + example(command.example);
  return out + seeAlso(neighbours(command));
}

std::string programPage() {
  std::string out = head("jurat", "a rules engine for regulatory compliance");
  out += ".SH SYNOPSIS\n" + bold("jurat") + " " + italic("COMMAND") + " [" + italic("options") + "]\n.br\n" +
         bold("jurat --version") + " [" + bold("--json") + "]\n";
  out += ".SH DESCRIPTION\n" +
         paragraph(
             "Law goes in as readable rule files, a company profile goes in as a data file, and out "
             "comes a verdict for each rule: what applies, what is breached, what is not known yet, "
             "what it may cost and by when, each with the paragraph it rests on.") +
         ".PP\nNot legal advice.\n";
  out += ".SH COMMANDS\n";
  std::vector<std::string> pages;
  for (const Command& command : commands()) {
    out += term(bold(command.name), command.about);
    pages.push_back(pageOf(command.name));
  }
  out += ".SH OPTIONS\n";
  for (const ProgramOption& option : programOptions()) out += term(bold(option.name), option.about);
  out += ".SH EXIT STATUS\n" + paragraph("When several apply, the first of 70, 74, 2, 4, 5, 6, 1, 3 wins.");
  for (const CodeMeaning& row : kCodes)
    out += term(bold(std::to_string(static_cast<int>(row.code))), std::string(row.meaning));
  out += ".SH ENVIRONMENT\n" +
         term(bold("JURAT_RULES_PATH"),
              "folders in which packs are looked for, between colons; after those "
              "of --rules-path and before the shipped ones") +
         term(bold("NO_COLOR"), "when set and not empty: no colours");
  out += ".SH EXAMPLES\n";
  const std::vector<std::string> lines = programExamples();
  for (std::size_t i = 0; i < lines.size(); ++i) out += (i == 0 ? "" : ".PP\n") + example(lines[i]);
  return out + seeAlso(pages);
}

}  // namespace

std::vector<ManPage> manPages() {
  std::vector<ManPage> pages = {{"jurat", programPage()}};
  for (const Command& command : commands()) pages.push_back({pageOf(command.name), commandPage(command)});
  return pages;
}

}  // namespace jurat
