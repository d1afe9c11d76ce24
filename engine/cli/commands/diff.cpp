// `diff`: what changes between two days, two versions of rules, two profiles, folders or portfolios.
#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/diff_portfolio.h"
#include "engine/cli/comparison.h"
#include "engine/cli/project.h"
#include "engine/values/date.h"

namespace jurat {
namespace {

struct Kinds {
  bool days = false, rules = false, git = false;
  bool profiles() const { return !days && !rules && !git; }  // two of them, against each other
};

Kinds kindsOf(const Arguments& arguments) {
  return {!arguments.to.empty(), !arguments.against.empty(), !arguments.rules_from_git.empty()};
}

// The first side where its rules are others than those of the second; nothing when the commit cannot be read.
std::optional<Arguments> otherRules(const Arguments& arguments) {
  Arguments out = arguments;
  if (arguments.rules_from_git.empty()) return out;
  std::error_code failed;
  Result<GitCommit> commit =
      GitCommit::open(std::filesystem::current_path(failed).string(), arguments.rules_from_git);
  if (!commit) {
    complain("--rules-from-git " + arguments.rules_from_git + ": " + commit.error().message);
    return std::nullopt;
  }
  auto project =
      arguments.project ? std::make_shared<Project>(*arguments.project) : std::make_shared<Project>();
  project->commit = *std::move(commit);
  out.project = std::move(project);
  return out;
}

Message listedRules(const std::vector<std::string>& rules) {
  std::vector<Message> names;
  for (const std::string& name : rules) names.push_back(verbatim(name));
  return {Phrase::RulesFromFiles, {{Phrase::Enumeration, std::move(names)}}};
}

// An option that single profiles have no use for; empty: none was given.
std::string ofPortfoliosOnly(const Arguments& arguments) {
  const std::pair<bool, const char*> given[] = {{!arguments.mapping.empty(), "--mapping"},
                                                {!arguments.input_format.empty(), "--input-format"},
                                                {!arguments.table.empty(), "--table"},
                                                {!arguments.query.empty(), "--query"},
                                                {arguments.max_rejects != 0, "--max-rejects"},
                                                {arguments.threads != 0, "--threads"},
                                                {arguments.all, "--all"}};
  for (const auto& [is_given, name] : given) {
    if (is_given) return name;
  }
  return {};
}

class Run {
 public:
  explicit Run(const Arguments& arguments) : arguments_(arguments), kinds_(kindsOf(arguments)) {}

  ExitCode run() {
    const std::optional<std::vector<Output>> outputs = outputsOf(arguments_, differenceFormats());
    if (!outputs || !isMeant() || !makeSessions() || !days()) return ExitCode::Usage;
    if (portfolios_) return portfolio(*outputs);
    ExitCode code = ExitCode::Pass;
    if (!read(code)) return worse(code, ExitCode::Usage);
    if (before_.texts.empty() && only_before_.empty() && only_after_.empty()) {
      const bool faults = said();
      return faults ? worse(code, ExitCode::NotLoaded) : code;
    }
    if (!before_.texts.empty()) {
      if (!loadRules()) return worse(code, ExitCode::NotLoaded);
      knowEachOther(before_, after_);
      before_.evaluateAll();
      after_.evaluateAll();
    }
    if (said()) code = worse(code, ExitCode::NotLoaded);
    DifferenceReport report = compared(before_, after_);
    report.not_read += not_read_;
    if (report.not_read > 0) code = worse(code, ExitCode::NotLoaded);
    report.only_before = std::move(only_before_);
    report.only_after = std::move(only_after_);
    name(report);
    const ChangeTotals totals = totalsOf(report);
    return writeDifference(*after_.session, report, *outputs,
                           judged(code, totals.violated, totals.worse, totals.differing));
  }

 private:
  ExitCode portfolio(const std::vector<Output>& outputs) {
    PortfolioReport report;
    name(report);
    if (kinds_.profiles()) report.title = Phrase::PortfoliosChange;
    const ExitCode code = diffPortfolio(arguments_, before_, after_, outputs, report);
    const PortfolioTurns turns = turnsOf(report.difference);
    return judged(code, turns.violated, turns.worse, report.difference.differs() ? 1 : 0);
  }

  // Whether the change fails, as --fail-on has it.
  ExitCode judged(ExitCode code, std::uint64_t violated, std::uint64_t gets_worse, std::uint64_t any) const {
    const auto counts = [&](const std::string& word) {
      return (word == "violated" ? violated : word == "worse" ? gets_worse : any) > 0;
    };
    const bool fails = std::any_of(arguments_.fail_on.begin(), arguments_.fail_on.end(), counts);
    return fails ? worse(code, ExitCode::Fail) : code;
  }

  bool isMeant() const {
    if (portfolios_ && !isPortfolioPair(arguments_.profiles, !kinds_.profiles())) return false;
    if (!portfolios_) {
      const std::string option = ofPortfoliosOnly(arguments_);
      if (!option.empty()) {
        complain("`" + option + "` is for portfolios, and none is named");
        return false;
      }
    }
    if (kinds_.rules && kinds_.git) {
      complain("--against and --rules-from-git both name the other rules: write one of them");
      return false;
    }
    if (kinds_.rules && arguments_.rules.empty()) {
      complain("--against is held against --rules: write --rules OLD --against NEW");
      return false;
    }
    return true;
  }

  bool makeSessions() {
    Session& now = kept<Session>(kept<Arguments>(second()));
    after_.session = before_.session = &now;
    if (!kinds_.rules && !kinds_.git) return true;
    const std::optional<Arguments> other = otherRules(arguments_);
    if (!other) return false;
    before_.session = &kept<Session>(kept<Arguments>(*other));
    return true;
  }

  Arguments second() const {
    Arguments out = arguments_;
    if (kinds_.rules) out.rules = arguments_.against;
    return out;
  }

  bool days() {
    const std::optional<AsOf> first = before_.session->asOf();
    if (!first) return false;
    before_.as_of = after_.as_of = *first;
    if (!kinds_.days) return true;
    if (!parseDate(arguments_.to) && !parseMoment(arguments_.to)) {
      complain("`" + arguments_.to + "` is no day of the calendar: write --to YYYY-MM-DD");
      return false;
    }
    Arguments& later = kept<Arguments>(arguments_);
    later.as_of = arguments_.to;
    const std::optional<AsOf> last = kept<Session>(later).asOf();
    if (!last) return false;
    after_.as_of = *last;
    return true;
  }

  // The texts of both sides. False: they are not what was asked for (said).
  bool read(ExitCode& code) {
    const std::vector<std::string>& paths = arguments_.profiles;
    if (kinds_.profiles()) return readTwo(code);
    const bool twice = before_.session != after_.session;
    for (const std::string& path : paths) {
      if (path == "-" && twice) {
        complain("standard input can be read once: name the profile's file");
        return false;
      }
    }
    before_.texts = texts(*before_.session, paths, code);
    after_.texts = twice ? texts(*after_.session, paths, code) : before_.texts;
    return true;
  }

  std::vector<ProfileText> texts(Session& session, const std::vector<std::string>& paths, ExitCode& code) {
    ExitCode own = ExitCode::Pass;
    const std::vector<std::string> files = profileFiles(paths, own);
    std::vector<ProfileText> out = readProfiles(session, files, own);
    if (&session == after_.session) not_read_ += files.size() - out.size();
    code = worse(code, own);
    return out;
  }

  bool readTwo(ExitCode& code) {
    if (arguments_.profiles.size() != 2) {
      complain("name two profiles, or what differs: --to DAY, --against PACK or --rules-from-git REF");
      return false;
    }
    Session& session = *after_.session;
    if (folders()) return readFolders(code);
    before_.texts = texts(session, {arguments_.profiles[0]}, code);
    after_.texts = texts(session, {arguments_.profiles[1]}, code);
    if (before_.texts.size() <= 1 && after_.texts.size() <= 1) {
      // One of them did not load: there is nothing to hold the other against.
      if (before_.texts.size() != after_.texts.size()) before_.texts.clear();
      return true;
    }
    complain("two profiles are held against each other, and a folder holds several: name what differs");
    return false;
  }

  bool folders() const {
    std::error_code failed;
    return std::filesystem::is_directory(arguments_.profiles[0], failed) &&
           std::filesystem::is_directory(arguments_.profiles[1], failed);
  }

  // Profiles of the same file name are those of one company.
  bool readFolders(ExitCode& code) {
    std::map<std::string, std::pair<std::string, std::string>> files;
    const auto list = [&](const std::string& folder, std::string std::pair<std::string, std::string>::*side) {
      for (const std::string& path : profileFiles({folder}, code))
        files[std::filesystem::path(path).filename().string()].*side = path;
    };
    list(arguments_.profiles[0], &std::pair<std::string, std::string>::first);
    list(arguments_.profiles[1], &std::pair<std::string, std::string>::second);
    for (const auto& [name, paths] : files) {
      if (paths.first.empty() || paths.second.empty()) {
        (paths.first.empty() ? only_after_ : only_before_).push_back(name);
        continue;
      }
      std::vector<ProfileText> one = readProfiles(*after_.session, {paths.first}, code);
      std::vector<ProfileText> two = readProfiles(*after_.session, {paths.second}, code);
      if (one.empty() || two.empty()) {
        ++not_read_;
        continue;
      }
      before_.texts.push_back(std::move(one.front()));
      after_.texts.push_back(std::move(two.front()));
    }
    return true;
  }

  bool loadRules() {
    std::vector<ProfileText> all = before_.texts;
    all.insert(all.end(), after_.texts.begin(), after_.texts.end());
    const bool apart = before_.session != after_.session;
    after_.rules = loadRulesFor(*after_.session, apart ? after_.texts : all);
    before_.rules = apart ? loadRulesFor(*before_.session, before_.texts) : after_.rules;
    said();
    return before_.rules && after_.rules;
  }

  bool said() {
    const bool one = before_.session->printDiagnostics();
    return after_.session->printDiagnostics() || one;
  }

  template <typename Report>
  void name(Report& report) const {
    Message one = dayText(before_.as_of), two = dayText(after_.as_of);
    report.title = Phrase::DaysChange;
    if (kinds_.profiles()) {
      report.title = folders() ? Phrase::FoldersChange : Phrase::ProfilesChange;
      const auto shown = [](const std::string& path) { return verbatim(path == "-" ? "<stdin>" : path); };
      one = {Phrase::SideRules, {shown(arguments_.profiles[0]), one}};
      two = {Phrase::SideRules, {shown(arguments_.profiles[1]), two}};
    } else if (kinds_.git) {
      report.title = Phrase::RulesChange;
      one = {Phrase::SideRules, {{Phrase::RulesFromCommit, {verbatim(arguments_.rules_from_git)}}, one}};
      two = {Phrase::SideRules, {Phrase::RulesFromTree, two}};
    } else if (kinds_.rules) {
      report.title = Phrase::RulesChange;
      one = {Phrase::SideRules, {listedRules(arguments_.rules), one}};
      two = {Phrase::SideRules, {listedRules(arguments_.against), two}};
    }
    report.before = std::move(one);
    report.after = std::move(two);
  }

  const Arguments& arguments_;
  Kinds kinds_;
  ComparedSide before_, after_;
  bool portfolios_ = namesPortfolio(arguments_.profiles);
  std::size_t not_read_ = 0;
  std::vector<std::string> only_before_, only_after_;  // file names
};

ExitCode run(const Arguments& arguments) { return kept<Run>(arguments).run(); }

}  // namespace

Command diffCommand() {
  const std::vector<CommandOption> what = {
      {.name = "profiles",
       .value = "PROFILE",
       .about = "profile files, folders of profiles, portfolios, or - for standard input",
       .into = &Arguments::profiles,
       .required = true},
      {.name = "--as-of",
       .value = "DAY",
       .about = "the day (YYYY-MM-DD) or moment of both sides, with --to of the first; default: today, UTC",
       .into = &Arguments::as_of},
      {.name = "--to",
       .value = "DAY",
       .about = "the day or moment of the second side",
       .into = &Arguments::to},
      {.name = "--against",
       .value = "PACK",
       .about = "the rules of the second side, as --rules names those of the first (repeatable)",
       .into = &Arguments::against},
      {.name = "--rules-from-git",
       .value = "REF",
       .about =
           "read the rules of the first side from this commit, those of the second from the working tree",
       .into = &Arguments::rules_from_git},
      {.name = "--fail-on",
       .value = "CHANGE",
       .about = "end with 1 when something is newly violated or gets worse for a company on both sides, or "
                "when anything differs; default: never",
       .into = &Arguments::fail_on,
       .choices = {"violated", "worse", "any"},
       .commas = true}};
  const std::vector<CommandOption> many = {
      {.name = "--input-format",
       .value = "",
       .about = "of portfolios: what they are; default: recognised",
       .into = &Arguments::input_format,
       .choices = {"ndjson", "csv", "sqlite"}},
      {.name = "--table",
       .value = "NAME",
       .about = "of portfolios: the table of an SQLite file",
       .into = &Arguments::table},
      {.name = "--query",
       .value = "SELECT",
       .about = "of portfolios: the query that an SQLite file is asked",
       .into = &Arguments::query},
      {.name = "--mapping",
       .value = "FILE",
       .about = "of a table of companies: which column answers which fact",
       .into = &Arguments::mapping},
      {.name = "--max-rejects",
       .value = "N",
       .about = "so many records of a portfolio that are refused do not make exit code 4",
       .into = &Arguments::max_rejects,
       .most = 999'999'999},
      {.name = "--threads",
       .value = "N",
       .about = "how many records of a portfolio are worked on at once; default: the number of cores",
       .into = &Arguments::threads,
       .least = 1,
       .most = 256},
      {.name = "--all", .value = "", .about = "of a portfolio: show every change", .into = &Arguments::all}};
  return {.name = "diff",
          .about = "what changes between two days, versions of rules, profiles, folders or portfolios",
          .options = joined({what,
                             many,
                             {inputOption()},
                             sourceOptions(),
                             reportOptions("text (default), json or markdown", differenceFormats())}),
          .example = "jurat diff examples/acme-robotics.yaml --as-of 2026-11-23 --to 2028-01-01",
          .run = run};
}

}  // namespace jurat
