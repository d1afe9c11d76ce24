#include <algorithm>
#include <utility>

#include "engine/reports/advice/ask_report.h"
#include "engine/reports/advice/interview_report.h"
#include "engine/reports/advice/refusal_words.h"
#include "engine/reports/layout.h"
#include "engine/reports/paths.h"
#include "engine/reports/text_page.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::size_t kSettledShown = 15;
constexpr std::size_t kLeftShown = 5;

// What helps to answer: what the fact means, and how a list is written.
std::vector<Message> helpOf(const Interview& interview, Language language) {
  std::vector<Message> help;
  if (const Fact* fact = interview.fact()) {
    const std::string& about = fact->about.in(language);
    if (!about.empty()) help.push_back(verbatim(about));
  }
  const Entity* entries = interview.entries();
  if (entries == nullptr) return help;
  if (interview.question()->what.said_unknown) {
    help.emplace_back(Phrase::InterviewListMore);
  } else if (entries->ordered_by != FactId{kNoId}) {
    const std::string& day = interview.vocabulary().facts[entries->ordered_by].name;
    help.push_back({Phrase::InterviewListDays, {verbatim("`" + day + "`")}});
  } else {
    help.emplace_back(Phrase::InterviewListIds);
  }
  return help;
}

}  // namespace

std::string InterviewText::line(const Message& message) const {
  return wrapped("", printable(say(message, options_.language)), options_.width);
}

std::string InterviewText::indented(const Message& message) const {
  return wrapped("     ", printable(say(message, options_.language)), options_.width);
}

std::string InterviewText::opening(const Interview& interview, const InterviewSettings& settings) const {
  const Assessment& assessment = interview.assessment();
  const TextPage page(assessment, sources_, options_);
  const std::string& company = assessment.company.empty() ? assessment.profile_name : assessment.company;
  const Message day(options_.today ? Phrase::AsOfToday : Phrase::AsOf,
                    {verbatim(asOfText(assessment.as_of))});
  const std::string file = pathFrom(assessment.profile_name, options_.directory);
  std::string out =
      page.paint(spread(headline(company, options_.width), page.words(day), options_.width), kBold);
  out += line({Phrase::ReportHead, {verbatim(file), verbatim(options_.engine_version)}});
  out += "\n";
  out +=
      line({Phrase::InterviewOpening,
            {verbatim(file), verbatim("`" + settings.source + "`"), verbatim(toText(settings.as_of.day))}});
  return out + line(Phrase::InterviewKeys);
}

std::string InterviewText::question(const Interview& interview, std::size_t place) const {
  const Phrase to_go =
      interview.inquiry().postponed > 0 ? Phrase::InterviewToGoAtMost : Phrase::InterviewToGo;
  return "\n" + line({to_go, {number(interview.toGo()), number(interview.inquiry().open)}}) +
         questionText(place, *interview.question(), helpOf(interview, options_.language), false,
                      interview.assessment(), interview.vocabulary(), sources_, options_);
}

std::string InterviewText::why(const Interview& interview, std::size_t place) const {
  return "\n" + line(Phrase::InterviewWhy) +
         questionText(place, *interview.question(), helpOf(interview, options_.language), true,
                      interview.assessment(), interview.vocabulary(), sources_, options_);
}

std::string InterviewText::refusal(const Interview& interview, const std::vector<Diagnostic>& faults) const {
  // Where there is no place for it, the answer is not what is wrong.
  const auto no_place =
      std::find_if(faults.begin(), faults.end(), [](const Diagnostic& each) { return each.code == "J0644"; });
  if (no_place != faults.end()) {
    const SourceMap& texts = interview.sources() != nullptr ? *interview.sources() : sources_;
    std::string out = line(Phrase::InterviewNoPlace);
    const std::string place = texts.placeText(no_place->primary.span);
    if (options_.language != Language::English) return out + indented(verbatim(place));
    out += indented(verbatim(place + ": " + no_place->message));
    return no_place->help.empty() ? out : out + indented(verbatim(no_place->help));
  }
  std::string out = line({Phrase::InterviewNotThat,
                          {expectedOf(*interview.question(), interview.vocabulary(), options_.language)}});
  std::vector<Message> said;  // two parts of an answer may be wrong alike
  const auto tell = [&](Message reason) {
    if (std::find(said.begin(), said.end(), reason) != said.end()) return;
    out += indented(reason);
    said.push_back(std::move(reason));
  };
  for (const Diagnostic& fault : faults) {
    if (fault.level != DiagnosticLevel::Error) continue;
    // Complaints are English; elsewhere there are fewer words for them.
    if (options_.language != Language::English) {
      tell(refusalText(fault, interview.fact(), interview.vocabulary()));
      continue;
    }
    tell(verbatim(fault.message));
    if (!fault.help.empty()) tell(verbatim(fault.help));
  }
  return out;
}

std::string InterviewText::ending(const Interview& interview, bool stopped) const {
  std::string out = "\n";
  if (stopped) {
    const bool at_most = interview.inquiry().postponed > 0;
    out += line(
        {at_most ? Phrase::InterviewStoppedAtMost : Phrase::InterviewStopped, {number(interview.toGo())}});
  } else {
    out += line(interview.inquiry().facts.empty() ? Phrase::AskNothing : Phrase::InterviewDone);
  }
  const std::vector<std::string> left = interview.leftOver();
  if (!left.empty()) {
    std::vector<Message> names;
    for (std::size_t i = 0; i < std::min(left.size(), kLeftShown); ++i) names.push_back(verbatim(left[i]));
    if (left.size() > kLeftShown)
      names.push_back({Phrase::InterviewMoreSettled, {number(left.size() - kLeftShown)}});
    out += line({Phrase::InterviewLeft, {number(left.size()), {Phrase::Enumeration, std::move(names)}}});
  }
  const std::string file = pathFrom(interview.assessment().profile_name, options_.directory);
  out += line({Phrase::InterviewWritten, {number(interview.memory().written.size()), verbatim(file)}});
  const std::vector<Decides> settled = interview.settled();
  if (settled.empty()) return out;
  TextPage page(interview.assessment(), sources_, options_);
  page.heading(page.words(Phrase::HeadingInterviewSettled));
  return out + page.out +
         decidedText(settled, kSettledShown, interview.assessment(), interview.vocabulary(), sources_,
                     options_);
}

}  // namespace jurat
