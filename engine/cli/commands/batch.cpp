// `batch`: many records through the fast engine; rows and a summary out; the exit code as for `check`.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <system_error>
#include <thread>

#include "engine/bundle/file.h"
#include "engine/cli/check_run.h"
#include "engine/cli/commands/batch_progress.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/gate_files.h"
#include "engine/cli/portfolio_inputs.h"
#include "engine/crypto/sha256.h"
#include "engine/portfolio/run.h"
#include "jurat_version.h"

namespace jurat {
namespace {

using portfolio::RowKind;

const std::vector<std::string> kFormats = {"ndjson", "csv", "sqlite"};

// ---- what is asked for

portfolio::Format formatOf(const Arguments& arguments) {
  const std::string& path = arguments.output;
  const auto ends = [&](const char* end) { return path.ends_with(end); };
  const std::string& word = arguments.output_format;
  if (word == "csv" || (word.empty() && ends(".csv"))) return portfolio::Format::Csv;
  if (word == "sqlite" || (word.empty() && (ends(".sqlite") || ends(".db") || ends(".sqlite3"))))
    return portfolio::Format::Sqlite;
  return portfolio::Format::Ndjson;
}

bool setFields(const Arguments& arguments, portfolio::Options& options) {
  for (const std::string& name : arguments.columns) {
    std::string meant;
    const std::optional<portfolio::Field> field = portfolio::fieldOf(options.rows, name, meant);
    if (!field) {
      complain("rows of " + (options.rows == RowKind::Company ? std::string("companies") : "findings") +
               " have no column `" + name + "`" + (meant.empty() ? "" : "; did you mean `" + meant + "`?"));
      return false;
    }
    if (std::find(options.fields.begin(), options.fields.end(), *field) != options.fields.end()) {
      complain("--columns names `" + name + "` twice");
      return false;
    }
    options.fields.push_back(*field);
  }
  if (options.fields.empty()) options.fields = portfolio::defaultFields(options.rows);
  return true;
}

void setOutcomes(const Arguments& arguments, portfolio::Options& options) {
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    const auto named = [&](std::string_view word) {
      return std::find(arguments.outcomes.begin(), arguments.outcomes.end(), word) !=
             arguments.outcomes.end();
    };
    options.outcomes[i] =
        arguments.outcomes.empty() ? asksForAction(outcome) : named("all") || named(outcomeWord(outcome));
  }
}

std::optional<portfolio::Options> optionsOf(Session& session) {
  const Arguments& arguments = session.arguments;
  const std::optional<AsOf> as_of = session.asOf();
  portfolio::Options options;
  options.rows = arguments.rows == "finding" ? RowKind::Finding : RowKind::Company;
  options.format = formatOf(arguments);
  if (!as_of || !setFields(arguments, options)) return std::nullopt;
  setOutcomes(arguments, options);
  if (!arguments.outcomes.empty() && options.rows == RowKind::Company) {
    complain("--outcomes chooses rows of findings: it goes with --rows finding");
    return std::nullopt;
  }
  if (options.format == portfolio::Format::Sqlite && arguments.output.empty()) {
    complain("say where the database is to be written: --output FILE.sqlite");
    return std::nullopt;
  }
  if (arguments.resume && arguments.output.empty()) {
    complain("only a file can be continued: --resume goes with --output FILE");
    return std::nullopt;
  }
  if (arguments.resume && arguments.portfolio == "-") {
    complain("standard input cannot be read again: --resume goes with a file");
    return std::nullopt;
  }
  options.evaluate.as_of = *as_of;
  options.gate = gateOptionsOf(arguments);
  options.limits = session.limits;
  options.language = languageOf(arguments);
  options.exposures = !arguments.quiet || !arguments.summary.empty();
  options.strict = arguments.strict;
  options.threads =
      arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  return options;
}

// ---- what a run that goes on must agree in

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + '\n';
  return text;
}

std::string rulesDigest(Session& session) {
  Sha256 digest;
  for (const SourceFile* file : session.ruleFiles()) digest.add(file->name + "\n" + file->text + "\n");
  for (const std::string& name : session.arguments.rules) {
    if (!name.ends_with(".jbundle")) continue;
    const Result<std::string> bytes = bundle::bytesOf(name, session.limits.bundle_bytes);
    digest.add(bytes ? *bytes : bytes.error().message);
  }
  return digest.finish().hex();
}

portfolio::Identity identityOf(Session& session, const portfolio::Options& options,
                               const intake::Source& source) {
  const Arguments& arguments = session.arguments;
  std::string mapping;
  if (!arguments.mapping.empty()) {
    const Result<std::string> bytes = bundle::bytesOf(arguments.mapping, session.limits.source_bytes);
    mapping = bytes ? *bytes : bytes.error().message;
  }
  std::string how = std::to_string(static_cast<int>(options.format)) + "\n" + arguments.rows + "\n" +
                    codeOf(options.language).data() + "\n" + std::to_string(arguments.strict) + "\n";
  for (const portfolio::Field field : options.fields)
    how += std::string(portfolio::nameOf(field).name) + "\n";
  how += joined(arguments.outcomes) + "\n" + joined(arguments.fail_on) + "\n" + arguments.min_severity +
         "\n" + joined(arguments.strength) + "\n" + arguments.rejects + "\n" +
         std::to_string(options.exposures);
  return {{"engine", std::string(kVersion)},
          {"input", sha256Hex(arguments.portfolio) + " " + std::to_string(source.bytesInAll())},
          {"way of reading the input", sha256Hex(arguments.input_format + "\n" + arguments.table + "\n" +
                                                 arguments.query + "\n" + mapping)},
          {"set of rules", rulesDigest(session) + " " + sha256Hex(joined(arguments.rules))},
          {"day", asOfText(options.evaluate.as_of)},
          {"set of options", sha256Hex(how)}};
}

// ---- the run

bool writeSummary(const Arguments& arguments, const portfolio::Plan& plan, const portfolio::Tally& tally) {
  if (arguments.summary.empty()) return true;
  const bool json = arguments.summary.ends_with(".json");
  return writeFile(arguments.summary, json ? portfolio::summaryJson(tally, plan, kVersion)
                                           : portfolio::summaryText(tally, plan));
}

ExitCode codeOf(const Arguments& arguments, const portfolio::Ended& ended) {
  const portfolio::Tally& tally = ended.tally;
  ExitCode code = tally.code;
  // Looking at nothing is no pass.
  if (tally.nothing == tally.evaluated()) code = worse(code, ExitCode::Nothing);
  if (tally.refused > arguments.max_rejects || ended.stopped || ended.not_read)
    code = worse(code, ExitCode::NotLoaded);
  if (ended.not_written || ended.summary_failed) code = worse(code, ExitCode::NotWritten);
  return code;
}

void tell(const Arguments& arguments, const portfolio::Plan& plan, const portfolio::Ended& ended,
          const BatchProgress& progress, const intake::Source& source) {
  for (const std::string& note : source.notes()) complain(source.name() + ": " + note);
  if (ended.not_read) complain(ended.not_read->message);
  if (ended.not_written) complain(ended.not_written->message);
  if (ended.stopped) complain("stopped at the first record that was refused, as --strict says");
  if (arguments.quiet || ended.tally.records == 0) return;
  const double seconds = progress.seconds();
  std::cerr << portfolio::summaryText(ended.tally, plan)
            << rateText(ended.tally.records - ended.resumed_at, seconds) << "\n"
            << std::flush;
}

ExitCode runPlan(Session& session, const portfolio::Plan& plan, intake::Source& source) {
  const Arguments& arguments = session.arguments;
  portfolio::Files files{
      .output = arguments.output, .rejects = arguments.rejects, .resume = arguments.resume, .identity = {}};
  if (files.resume) files.identity = identityOf(session, plan.options, source);
  BatchProgress progress(source, !arguments.quiet && ::isatty(STDERR_FILENO) != 0);
  std::size_t said = 0;
  portfolio::Watch watch;
  watch.refused = [&](const std::string& complaint) {
    if (said++ >= session.limits.errors) return;
    progress.clear();
    std::cerr << complaint << std::flush;
  };
  watch.progress = [&](const portfolio::Tally& tally) { progress.tell(tally.records); };
  watch.summary = [&](const portfolio::Tally& tally) { return writeSummary(arguments, plan, tally); };
  const portfolio::Ended ended = portfolio::run(plan, source, files, watch);
  progress.clear();
  if (!ended.cannot_resume.empty()) {
    complain("cannot go on with `" + arguments.output + "`: " + ended.cannot_resume +
             "; run it as it was, or without --resume to start over");
    return ExitCode::Usage;
  }
  if (said > session.limits.errors) complain("further complaints about records are left out; see --rejects");
  tell(arguments, plan, ended, progress, source);
  return codeOf(arguments, ended);
}

ExitCode run(const Arguments& given) {
  Arguments arguments = given;
  // What a run depends on is told by the rule files, which are not read when the cache has them.
  arguments.no_cache = arguments.no_cache || arguments.resume;
  Session session(arguments);
  std::optional<portfolio::Options> options = optionsOf(session);
  if (!options) return ExitCode::Usage;
  const std::shared_ptr<const RuleSet> rules = portfolioRules(session);
  if (!rules) return ExitCode::NotLoaded;
  options->evaluate.named = session.namedPacks();
  options->others = othersForThreads(session);
  const std::unique_ptr<intake::Source> source = openPortfolio(session, arguments.portfolio, *rules);
  if (!source) return ExitCode::NotLoaded;
  return runPlan(session, portfolio::Plan(rules, std::move(*options)), *source);
}

std::vector<CommandOption> inputOptions() {
  return {
      {.name = "input",
       .value = "INPUT",
       .about = "lines of JSON, CSV, or an SQLite file; .gz and .zst too; - for standard input",
       .into = &Arguments::portfolio,
       .required = true},
      {.name = "--input-format",
       .value = "",
       .about = "what the input is; default: recognised",
       .into = &Arguments::input_format,
       .choices = kFormats},
      {.name = "--mapping",
       .value = "FILE",
       .about = "which column of the input answers which fact",
       .into = &Arguments::mapping},
      {.name = "--table", .value = "NAME", .about = "the table of an SQLite file", .into = &Arguments::table},
      {.name = "--query",
       .value = "SELECT",
       .about = "the query that an SQLite file is asked",
       .into = &Arguments::query}};
}

std::vector<CommandOption> outputOptions() {
  return {{.name = "--output",
           .value = "FILE",
           .about = "where the rows go; default: standard output",
           .into = &Arguments::output},
          {.name = "--format",
           .value = "",
           .about = "of the rows; default: by the name of the output, else ndjson",
           .into = &Arguments::output_format,
           .choices = kFormats},
          {.name = "--rows",
           .value = "",
           .about = "one for each company (default) or for each finding",
           .into = &Arguments::rows,
           .choices = {"company", "finding"}},
          {.name = "--columns",
           .value = "NAME",
           .about = "what a row says, in this order",
           .into = &Arguments::columns,
           .commas = true},
          {.name = "--outcomes",
           .value = "OUTCOME",
           .about = "findings that have a row, or all; default: those that ask for something",
           .into = &Arguments::outcomes,
           .choices = {"satisfied", "violated", "pending", "undetermined", "review", "not_applicable",
                       "not_in_force", "error", "all"},
           .commas = true},
          {.name = "--summary",
           .value = "FILE",
           .about = "write the summary, as JSON when the name ends in .json",
           .into = &Arguments::summary},
          {.name = "--rejects",
           .value = "FILE",
           .about = "write records that are refused, as they came",
           .into = &Arguments::rejects}};
}

std::vector<CommandOption> runOptions() {
  return {{.name = "--strict",
           .value = "",
           .about = "stop at the first record that is refused",
           .into = &Arguments::strict},
          {.name = "--max-rejects",
           .value = "N",
           .about = "so many refused records do not make exit code 4",
           .into = &Arguments::max_rejects,
           .most = 999'999'999},
          {.name = "--resume",
           .value = "",
           .about = "keep where the run is, and go on where an earlier one was interrupted",
           .into = &Arguments::resume},
          {.name = "--threads",
           .value = "N",
           .about = "how many records are worked on at once; default: the number of cores",
           .into = &Arguments::threads,
           .least = 1,
           .most = 256},
          {.name = "--quiet",
           .value = "",
           .about = "neither progress nor summary on standard error",
           .into = &Arguments::quiet}};
}

}  // namespace

Command batchCommand() {
  return {.name = "batch",
          .about = "evaluate many companies, a record each; rows and a summary out",
          .options = joined({inputOptions(),
                             outputOptions(),
                             runOptions(),
                             whatOptions(),
                             {languageOption("titles of rules")},
                             gateOptions()}),
          .example = "jurat batch examples/portfolio/companies.ndjson --as-of 2026-11-23 --output rows.csv",
          .run = run};
}

}  // namespace jurat
