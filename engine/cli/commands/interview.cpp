#include "engine/cli/commands/interview.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <utility>

#include "engine/advice/interview/interview.h"
#include "engine/advice/interview/words.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/low_level.h"
#include "engine/cli/profile_file.h"
#include "engine/cli/profiles.h"
#include "engine/reports/advice/interview_report.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::string_view kPrompt = "> ";
constexpr std::string_view kSource = "interview";

// A line of standard input without its end.
struct Said {
  std::string text;
  bool ended = false;  // there is none
  bool long_one = false;
};

Said nextLine(std::size_t at_most) {
  Said out;
  std::streambuf& in = *std::cin.rdbuf();
  constexpr int kEnd = std::streambuf::traits_type::eof();
  int c = in.sbumpc();
  out.ended = c == kEnd;
  for (; c != kEnd && c != '\n'; c = in.sbumpc()) {
    if (out.text.size() < at_most) {
      out.text += static_cast<char>(c);
    } else {
      out.long_one = true;
    }
  }
  return out;
}

// A profile with its rules, its text and its file.
struct Loaded {
  std::shared_ptr<const RuleSet> rules;
  EditedText text;
  Profile profile;
  std::string path;
};

std::optional<Loaded> load(Session& session, ExitCode& code) {
  std::vector<ProfileText> texts = readProfiles(session, {session.arguments.profile}, code);
  std::shared_ptr<const RuleSet> rules = loadRulesFor(session, texts);
  if (session.printDiagnostics() || !rules) {
    code = ExitCode::NotLoaded;
    return std::nullopt;
  }
  if (!isOneProfile(session, texts, "ask", code)) return std::nullopt;
  std::optional<Profile> profile = bindProfile(texts.front().document, rules->vocabulary(), session.limits,
                                               session.diagnostics, session.otherKeys());
  if (session.printDiagnostics() || !profile) {
    code = ExitCode::NotLoaded;
    return std::nullopt;
  }
  const SourceFile* source = texts.front().source;
  profile->name = source->name;
  // The session outlives the interview, and with it the text.
  EditedText text{std::shared_ptr<SourceMap>(), source, std::move(texts.front().document)};
  return Loaded{std::move(rules), std::move(text), *std::move(profile), source->name};
}

enum class Ending { Done, Stopped, Changed, NotWritten };

class Conversation {
 public:
  Conversation(Interview& interview, ProfileFile& file, const InterviewText& words, std::size_t longest)
      : interview_(interview), file_(file), words_(words), longest_(longest) {}

  Ending hold() {
    while (true) {
      std::optional<Ending> ending;
      if (interview_.question() == nullptr) {
        if (!interview_.hasPast()) return Ending::Done;
        ending = askWhetherDone();
      } else {
        if (interview_.question() != shown_ && !show()) return Ending::NotWritten;
        const std::optional<std::string> line = read();
        ending = line ? take(*line) : Ending::Stopped;
      }
      if (ending) return *ending;
    }
  }

 private:
  // Behind the last answer too there is a way back.
  std::optional<Ending> askWhetherDone() {
    if (!writeOut("\n" + words_.line(Phrase::InterviewLast))) return Ending::NotWritten;
    const std::optional<std::string> line = read();
    if (line && commandOf(*line) == InterviewCommand::Back) return goBack();
    const bool ends = !line || trimmedLine(*line).empty() || commandOf(*line) == InterviewCommand::Quit;
    return ends ? std::optional<Ending>(Ending::Done) : std::nullopt;
  }
  bool show() {
    shown_ = interview_.question();
    return writeOut(words_.question(interview_, ++place_));
  }
  void tell(const Message& message) { writeOut(words_.line(message)); }
  void leave() {
    interview_.skip();
    shown_ = nullptr;
  }

  // Nothing at the end of input.
  std::optional<std::string> read() {
    writeOut(std::string(kPrompt));
    Said said = nextLine(longest_);
    if (said.ended) {
      writeOut("\n");
      return std::nullopt;
    }
    // What a script says is to be read in what it gets back.
    if (::isatty(STDIN_FILENO) == 0) writeOut(printable(trimmedLine(said.text)) + "\n");
    if (!said.long_one) return std::move(said.text);
    tell({Phrase::InterviewLong, {number(longest_)}});
    return std::string();
  }

  // Nothing: it goes on.
  std::optional<Ending> take(const std::string& line) {
    switch (commandOf(line)) {
      case InterviewCommand::Quit:
        return Ending::Stopped;
      case InterviewCommand::Why:
        writeOut(words_.why(interview_, place_));
        return std::nullopt;
      case InterviewCommand::Skip:
        tell({Phrase::InterviewSkipped, {verbatim(interview_.question()->what.path)}});
        leave();
        return std::nullopt;
      case InterviewCommand::Back:
        return goBack();
      case InterviewCommand::Unknown:
        return takeUnknown();
      case InterviewCommand::Answer:
        break;
    }
    if (!trimmedLine(line).empty()) return answer(line);
    tell(Phrase::InterviewEmpty);
    return std::nullopt;
  }

  std::optional<Ending> takeUnknown() {
    if (interview_.saysUnknown()) {
      tell({Phrase::InterviewStays, {verbatim(interview_.question()->what.path)}});
      leave();
      return std::nullopt;
    }
    Diagnostics faults;
    return settle(interview_.proposeUnknown(faults), faults);
  }

  std::optional<Ending> answer(const std::string& line) {
    while (interview_.needsJudge(line)) {
      tell(Phrase::InterviewJudge);
      const std::optional<std::string> said = read();
      const InterviewCommand command = said ? commandOf(*said) : InterviewCommand::Quit;
      if (command != InterviewCommand::Answer) {
        tell(Phrase::InterviewNoName);
        return command == InterviewCommand::Quit ? std::optional<Ending>(Ending::Stopped) : std::nullopt;
      }
      const std::string name = unquotedName(*said);
      if (isName(name)) {
        interview_.setJudge(name);
      } else {
        tell(Phrase::InterviewBadName);
      }
    }
    Diagnostics faults;
    return settle(interview_.propose(line, faults), faults);
  }

  // The question on the screen has a number of its own; behind the last answer there is none.
  void numberBack() { place_ -= shown_ == nullptr ? 1 : 2; }

  std::optional<Ending> goBack() {
    std::string reopened;
    std::optional<InterviewStep> step = interview_.back(reopened);
    if (!step) {
      tell(reopened.empty() ? Message(Phrase::InterviewNoBack)
                            : Message(Phrase::InterviewTakenBack, {verbatim(reopened)}));
      if (reopened.empty()) return std::nullopt;
      numberBack();
      shown_ = nullptr;
      return std::nullopt;
    }
    numberBack();
    return settle(std::move(step), {});
  }

  std::optional<Ending> settle(std::optional<InterviewStep> step, const Diagnostics& faults) {
    if (!step) {
      const std::vector<Diagnostic>& all = faults.all();
      writeOut(words_.refusal(interview_, all));
      const bool no_place =
          std::any_of(all.begin(), all.end(), [](const Diagnostic& fault) { return fault.code == "J0644"; });
      if (no_place) leave();
      return std::nullopt;
    }
    switch (file_.write(step->text.source->text)) {
      case ProfileFile::Written::Changed:
        return Ending::Changed;
      case ProfileFile::Written::Failed:
        return Ending::NotWritten;
      case ProfileFile::Written::Yes:
        break;
    }
    accept(*std::move(step));
    return std::nullopt;
  }

  void accept(InterviewStep step) {
    const Message done = step.back
                             ? Message(Phrase::InterviewTakenBack, {verbatim(step.path)})
                             : Message(Phrase::InterviewTaken, {verbatim(step.path), verbatim(step.said)});
    tell(done);
    const bool back = step.back;
    const std::size_t settled = interview_.accept(std::move(step));
    if (!back && settled > 0) tell({Phrase::InterviewSettles, {number(settled)}});
    shown_ = nullptr;
  }

  Interview& interview_;
  ProfileFile& file_;
  const InterviewText& words_;
  std::size_t longest_;
  const AskedFact* shown_ = nullptr;
  std::size_t place_ = 0;
};

bool isPossible(const Arguments& arguments) {
  const auto refuse = [](const std::string& why) {
    complain(why);
    return false;
  };
  if (arguments.profile == "-")
    return refuse("--interactive writes answers into the profile: name its file, not standard input");
  if (!arguments.rule.empty()) return refuse("--interactive asks about all rules: leave --rule out");
  if (!arguments.subject.empty()) return refuse("--interactive asks about all subjects: leave --subject out");
  if (!arguments.judge.empty() && !isName(arguments.judge))
    return refuse("--by says who judges: write a name, in UTF-8 and without control characters");
  if (!arguments.answer_source.empty() && !isName(arguments.answer_source))
    return refuse(
        "--source stands beside each answer: write a text, in UTF-8 and without control characters");
  const bool other = std::any_of(arguments.formats.begin(), arguments.formats.end(),
                                 [](const std::string& format) { return format != "text"; });
  if (other)
    return refuse("--interactive speaks text; other programs read `ask --format json` and write the answers");
  return true;
}

InterviewSettings settingsOf(Session& session, const AsOf& as_of, const std::string& path) {
  const Arguments& arguments = session.arguments;
  InterviewSettings out;
  out.as_of = as_of;
  out.named = session.namedPacks();
  out.source = arguments.answer_source.empty() ? std::string(kSource) : arguments.answer_source;
  out.by = arguments.judge;
  out.today = todayUtc();
  out.again = arguments.all;
  out.syntax = path.ends_with(".json") ? ProfileSyntax::Json : ProfileSyntax::Yaml;
  out.limits = session.limits;
  out.others = session.otherKeys();
  out.leave_out = [&session](Assessment& assessment) { session.leaveOutOthers({&assessment}); };
  return out;
}

}  // namespace

ExitCode holdInterview(const Arguments& arguments) {
  if (!isPossible(arguments)) return ExitCode::Usage;
  InterviewMemory memory;
  for (bool first = true;; first = false) {
    // Rules too are read anew when the profile has changed: it may call for others.
    Session& session = kept<Session>(arguments);
    const std::optional<AsOf> as_of = session.asOf();
    if (!as_of) return ExitCode::Usage;
    ExitCode code = ExitCode::Pass;
    std::optional<Loaded> loaded = load(session, code);
    if (!loaded && !first) {
      const ReportOptions plain = wordingFor(session, {"text", ""});
      const std::string lost = InterviewText(session.sources, plain)
                                   .line({Phrase::InterviewNotLoaded, {verbatim(arguments.profile)}});
      if (!writeOut(lost)) return ExitCode::NotWritten;
    }
    if (!loaded) return code;
    ProfileFile file(loaded->path, loaded->text.source->text);
    if (!file.isWritable()) return ExitCode::NotWritten;
    const InterviewSettings settings = settingsOf(session, *as_of, loaded->path);
    const ReportOptions options = wordingFor(session, {"text", ""});
    const InterviewText words(session.sources, options);
    Interview interview(loaded->rules, std::move(loaded->text), std::move(loaded->profile), settings,
                        std::move(memory));
    if (first && !writeOut(words.opening(interview, settings))) return ExitCode::NotWritten;
    const Ending ending = Conversation(interview, file, words, kInterviewLine).hold();
    if (ending == Ending::NotWritten) return ExitCode::NotWritten;
    if (ending != Ending::Changed)
      return writeOut(words.ending(interview, ending == Ending::Stopped)) ? ExitCode::Pass
                                                                          : ExitCode::NotWritten;
    if (!writeOut(words.line({Phrase::InterviewChanged, {verbatim(loaded->path)}})))
      return ExitCode::NotWritten;
    memory = interview.memory();
  }
}

}  // namespace jurat
