// `timeline`: the dates to come.
#include <algorithm>

#include "engine/advice/timeline/policy_over_time.h"
#include "engine/cli/check_run.h"
#include "engine/cli/commands/commands.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/gate_files.h"
#include "engine/cli/profiles.h"
#include "engine/gate/waivers.h"
#include "engine/reports/advice/timeline_report.h"
#include "engine/source/read.h"

namespace jurat {
namespace {

constexpr std::int32_t kMostDays = 73'050;  // two hundred years

struct Range {
  Date from, to;
};

std::optional<Date> dayOf(const std::string& text, const std::string& option) {
  const std::optional<Date> day = parseDate(text);
  if (!day) complain("`" + option + " " + text + "` is no day: write YYYY-MM-DD");
  return day;
}

// From the as-of day on, ten years unless something else is asked for.
std::optional<Range> rangeOf(const Arguments& arguments, const AsOf& as_of) {
  Range range{as_of.day, as_of.day};
  if (!arguments.first_day.empty()) {
    const std::optional<Date> from = dayOf(arguments.first_day, "--from");
    if (!from) return std::nullopt;
    range.from = *from;
  }
  range.to = comingUntil(range.from);
  if (!arguments.last_day.empty()) {
    const std::optional<Date> to = dayOf(arguments.last_day, "--to");
    if (!to) return std::nullopt;
    range.to = *to;
  }
  if (range.to < range.from) {
    complain("`--to " + toText(range.to) + "` lies before `--from " + toText(range.from) + "`");
    return std::nullopt;
  }
  if (range.to.days - range.from.days > kMostDays) {
    complain("a timeline spans at most 200 years");
    return std::nullopt;
  }
  return range;
}

// The calendar that was written before; nothing when it is none, or none is written now (said).
std::optional<std::string> formerOf(Session& session, const std::vector<Output>& outputs) {
  const std::string& path = session.arguments.former;
  if (path.empty()) return std::string();
  const bool calendar = std::any_of(outputs.begin(), outputs.end(),
                                    [](const Output& output) { return output.format == "ics"; });
  if (!calendar) {
    complain("--former is the calendar that another goes on from: write one with --format ics");
    return std::nullopt;
  }
  const SourceFile* file =
      readSource(session.sources, path, session.limits.profile_bytes, session.diagnostics);
  if (session.printDiagnostics() || !file) return std::nullopt;
  std::string text(file->text);
  const Result<bool> good = isCalendar(text);
  if (!good) {
    complain("`" + path + "` is no calendar to go on from: " + good.error().message);
    return std::nullopt;
  }
  return text;
}

// Whether it was written for the company that is looked at (said when not): else all of it would be
// cancelled.
bool isOfCompany(const std::string& former, const Timeline& timeline, const Session& session) {
  if (former.empty() || isCalendarOf(former, timeline, wordingOf(session))) return true;
  const Arguments& arguments = session.arguments;
  complain("`" + arguments.former + "` is not a calendar that was written for `" +
           (timeline.company.empty() ? arguments.profile : timeline.company) +
           "`: name the one that was, or leave --former out");
  return false;
}

std::string written(const std::string& format, const Timeline& timeline, const ReportOptions& options,
                    const Arguments& arguments, const std::string& former) {
  if (format == "json") return timelineJson(timeline, options);
  if (format == "svg") return timelineSvg(timeline, options);
  if (format == "ics") return timelineIcs(timeline, options, former);
  return timelineText(timeline, options, arguments.whole);
}

// With the waivers and the baseline of the project, or of the command line, held to the rules as a check
// holds them. Nothing when they do not fit (said).
std::optional<Timeline> judgedTimeline(Session& session, const GateFiles& files, const OneProfile& read,
                                       const TimelineOptions& options) {
  if (!files.waivers && !files.baseline) return timelineOf(read.rules, read.profile, options);
  Machine machine(read.rules, session.limits);
  std::vector<Assessment> assessments;
  assessments.push_back(evaluate(
      machine, read.profile,
      {.as_of = {.day = options.from, .moment = {}}, .named = options.named, .reasons = Reasons::None}));
  const std::vector<JudgedProfile> judged = judgedOf(session, files, assessments);
  if (files.waivers) {
    Diagnostics faults;
    checkWaivers(*files.waivers,
                 {.judged = judged, .rules = *read.rules, .known_packs = session.library().ids()}, faults);
    session.print(faults, session.sources);
    if (faults.hasErrors()) return std::nullopt;
  }
  return timelineOf(read.rules, read.profile, options, judged.front(), timelinePolicy(files));
}

ExitCode run(const Arguments& arguments) {
  Session session(arguments);
  const std::optional<AsOf> as_of = session.asOf();
  const std::optional<std::vector<Output>> outputs = outputsOf(arguments, {"text", "json", "ics", "svg"});
  if (!as_of || !outputs) return ExitCode::Usage;
  const std::optional<Range> range = rangeOf(arguments, *as_of);
  const std::optional<std::string> former = formerOf(session, *outputs);
  if (!range || !former) return ExitCode::Usage;
  const std::optional<GateFiles> files = readGateFiles(session);
  if (!files) return ExitCode::Usage;
  ExitCode code = ExitCode::Pass;
  const std::optional<OneProfile> read = loadOneProfile(session, "timeline", code);
  if (!read) return code;
  const std::optional<Timeline> timeline = judgedTimeline(
      session, *files, *read,
      {.from = range->from, .to = range->to, .named = session.namedPacks(), .limits = session.limits});
  if (!timeline || !isOfCompany(*former, *timeline, session)) return ExitCode::Usage;
  for (const Output& output : *outputs) {
    const std::string text =
        written(output.format, *timeline, wordingFor(session, output), arguments, *former);
    if (!write(output, text)) return ExitCode::NotWritten;
  }
  return ExitCode::Pass;
}

}  // namespace

Command timelineCommand() {
  const std::vector<CommandOption> what = {
      profileArgument(),
      {.name = "--from",
       .value = "DAY",
       .about = "the day to look from (YYYY-MM-DD); default: that of --as-of",
       .into = &Arguments::first_day},
      {.name = "--to",
       .value = "DAY",
       .about = "the last day to look at; default: ten years later",
       .into = &Arguments::last_day},
      asOfOption(),
      {.name = "--all",
       .value = "",
       .about = "show every change, also where nothing is asked for before or after",
       .into = &Arguments::whole},
      {.name = "--former",
       .value = "FILE",
       .about = "a calendar written before: what has changed since counts on, what is gone is cancelled",
       .into = &Arguments::former}};
  return {
      .name = "timeline",
      .about = "the dates on which something changes for a company, and why",
      .options = joined({what, sourceOptions(), projectOptions(),
                         reportOptions("text (default), json, ics or svg", {"text", "json", "ics", "svg"})}),
      .example = "jurat timeline examples/acme-robotics.yaml --as-of 2026-11-23 --to 2027-12-31",
      .run = run};
}

}  // namespace jurat
