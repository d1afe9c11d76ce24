#include <algorithm>
#include <utility>

#include "engine/reports/advice/ask_report.h"
#include "engine/reports/advice/settled_text.h"
#include "engine/reports/layout.h"
#include "engine/reports/paths.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

constexpr std::size_t kDecidedShown = 4;  // answers named under one fact
constexpr std::size_t kCasesShown = 4;    // values named under one set

class AskPage : TextPage {
 public:
  AskPage(const Assessment& of, const Vocabulary& vocabulary, const SourceMap& texts,
          const ReportOptions& how)
      : TextPage(of, texts, how), vocabulary_(vocabulary) {}

  std::string all(const Inquiry& inquiry, bool every) {
    head();
    counts(inquiry);
    const std::size_t shown = every ? inquiry.facts.size() : std::min(inquiry.facts.size(), kFactsAsked);
    for (std::size_t i = 0; i < shown; ++i) {
      question(i + 1, inquiry.facts[i]);
      stakes(inquiry.facts[i]);
    }
    if (shown < inquiry.facts.size())
      out +=
          "\n" + wrapped("", words({Phrase::AskMore, {number(inquiry.facts.size() - shown)}}), options.width);
    return std::move(out);
  }

  // As the interview asks it: with what helps to answer it, and with all that hangs on it where that is
  // wanted.
  std::string asked(std::size_t place, const AskedFact& fact, const std::vector<Message>& help, bool every) {
    question(place, fact);
    for (const Message& line : help) out += wrapped(kIndent, words(line), options.width);
    stakes(fact, every);
    return std::move(out);
  }

  // With the subject before each that has one.
  std::string decidedOf(const std::vector<Decides>& decides, std::size_t shown) {
    for (std::size_t i = 0; i < std::min(decides.size(), shown); ++i) {
      const bool finding = decides[i].kind == Decides::Kind::Finding;
      const std::string& subject = finding ? assessment.findings[decides[i].index].subject_id
                                           : assessment.benefits[decides[i].index].amount.subject_id;
      const Message text = decided(decides[i]);
      out += wrapped("  - ",
                     words(subject.empty() ? text : Message(Phrase::Labelled, {verbatim(subject), text})),
                     options.width);
    }
    if (decides.size() > shown)
      out +=
          wrapped("  - ", words({Phrase::AskMoreDecided, {number(decides.size() - shown)}}), options.width);
    return std::move(out);
  }

  std::string one(const AnswerInquiry& inquiry, const Decides& answer, bool every) {
    answerHead(answer);
    if (!inquiry.complete) out += wrapped("", words(Phrase::AskIncomplete), options.width);
    if (inquiry.facts.empty()) {
      out += "\n" + wrapped("", words(Phrase::AskSettled), options.width);
      return std::move(out);
    }
    heading(words(Phrase::HeadingAskFacts));
    for (std::size_t i = 0; i < inquiry.facts.size(); ++i) question(i + 1, inquiry.facts[i]);
    out += '\n';
    heading(words(Phrase::HeadingAskSettling));
    if (inquiry.settling.empty()) out += wrapped("  ", words(Phrase::AskNoSettling), options.width);
    for (const Settling& set : inquiry.settling) settling(set, inquiry, answer.kind, every);
    return std::move(out);
  }

 private:
  static std::string citesOf(const std::vector<std::string>& cites) {
    std::string text;
    for (const std::string& cite : cites) text += (text.empty() ? "" : "; ") + cite;
    return text;
  }

  void head() {
    const std::string company = assessment.company.empty() ? assessment.profile_name : assessment.company;
    const Message day(options.today ? Phrase::AsOfToday : Phrase::AsOf,
                      {verbatim(asOfText(assessment.as_of))});
    out += paint(spread(headline(company, options.width), words(day), options.width), kBold);
    origin();
    out += '\n';
  }

  // What it was made from, by what, and what it is not.
  void origin() {
    out += wrapped("",
                   words({Phrase::ReportHead,
                          {verbatim(pathFrom(assessment.profile_name, options.directory)),
                           verbatim(options.engine_version)}}),
                   options.width);
  }

  // What is asked about, and what it is so far.
  void answerHead(const Decides& answer) {
    const AmountResult* amount = amountOf(answer);
    const Finding* finding = amount ? nullptr : &assessment.findings[answer.index];
    const std::string& id = amount ? amount->id : finding->id;
    const std::string& subject = amount ? amount->subject_id : finding->subject_id;
    const Message title = amount ? verbatim(in(amount->title)) : titleOf(*finding);
    out += wrapped("", words(title.empty() ? verbatim(id) : title), options.width);
    out += wrapped(
        "",
        words({Phrase::ExplainHead, {verbatim(id), verbatim(subject), verbatim(asOfText(assessment.as_of))}}),
        options.width);
    const std::string cites = citesOf(amount ? amount->cites : finding->cites);
    if (!cites.empty()) out += wrapped("", words(verbatim(cites)), options.width);
    origin();
    out += '\n';
    if (finding) {
      Message verdict = phraseOf(finding->outcome);
      if (!finding->could_be.empty()) verdict = {Phrase::CouldBe, {verdict, couldBeText(*finding)}};
      out += wrapped(std::string(signOf(finding->outcome)) + " ", words(verdict), options.width);
    } else {
      const bool benefit = answer.kind == Decides::Kind::Benefit;
      out += wrapped("", words(benefit ? verdictOf(assessment.benefits[answer.index]) : upTo(*amount)),
                     options.width);
    }
  }

  // Null for a finding.
  const AmountResult* amountOf(const Decides& answer) const {
    if (answer.kind == Decides::Kind::Benefit) return &assessment.benefits[answer.index].amount;
    return answer.kind == Decides::Kind::Amount ? &assessment.amounts[answer.index] : nullptr;
  }

  static Message verdictOf(const BenefitResult& benefit) {
    Message text = phraseOf(benefit.outcome);
    if (!benefit.could_be.empty()) text = {Phrase::CouldBe, {text, couldBeText(benefit)}};
    return {Phrase::Apposition, {std::move(text), upTo(benefit.amount)}};
  }

  void counts(const Inquiry& inquiry) {
    if (inquiry.facts.empty()) {
      out += wrapped("", words(Phrase::AskNothing), options.width);
    }
    std::vector<Message> lines;
    const auto add = [&](Phrase phrase, std::size_t count) {
      if (count > 0) lines.push_back({phrase, {number(count)}});
    };
    add(Phrase::AskOpen, inquiry.open);
    add(Phrase::AskCount, inquiry.facts.size() - inquiry.perhaps);
    add(Phrase::AskPerhaps, inquiry.perhaps);
    add(Phrase::AskIdle, inquiry.idle);
    add(Phrase::AskGivenUp, inquiry.given_up);
    for (const Message& line : lines) out += wrapped("  ", words(line), options.width);
  }

  void question(std::size_t place, const AskedFact& fact) {
    const std::string number = std::to_string(place) + ". ";
    const std::string& ask = in(fact.what.question);
    Message text = verbatim(ask);
    if (fact.list) text = fact.what.said_unknown ? Phrase::AskMoreInList : Phrase::AskListQuestion;
    if (text.empty()) text = verbatim(fact.what.name);
    if (!fact.certain) text = {Phrase::AskMay, {text}};
    out += "\n" + wrapped(paint(number, kBold), words(text), options.width + (options.color ? 8 : 0));
    Message type(Phrase::Labelled, {nameOf(fact.what), expectedOf(fact, vocabulary_, options.language)});
    if (fact.what.said_unknown && !fact.list) type = openAnswer(type, fact.type, options.language);
    out += wrapped(kIndent, words(type), options.width);
    if (!fact.what.lapsed.empty()) out += wrapped(kIndent, words(fact.what.lapsed), options.width);
  }

  void stakes(const AskedFact& fact, bool every = false) {
    Phrase phrase = fact.certain ? Phrase::AskDecides : Phrase::AskMayDecide;
    std::vector<Message> counts = {number(fact.outcomes)};
    if (fact.outcomes == 0) {
      phrase = fact.certain ? Phrase::AskDecidesAmounts : Phrase::AskMayDecideAmounts;
      counts = {number(fact.amounts)};
    } else if (fact.amounts > 0) {
      phrase = fact.certain ? Phrase::AskDecidesBoth : Phrase::AskMayDecideBoth;
      counts.push_back(number(fact.amounts));
    }
    Message text(phrase, std::move(counts));
    if (fact.exposure) text = {Phrase::AskAtStake, {text, upTo(assessment.amounts[*fact.exposure])}};
    out += wrapped(kIndent, words(text), options.width);
    const std::size_t shown = every ? fact.decides.size() : std::min(fact.decides.size(), kDecidedShown);
    for (std::size_t i = 0; i < shown; ++i)
      out += wrapped("     - ", words(decided(fact.decides[i])), options.width);
    if (shown < fact.decides.size())
      out += wrapped("     - ", words({Phrase::AskMoreDecided, {number(fact.decides.size() - shown)}}),
                     options.width);
  }

  Message cited(const std::string& title, const std::vector<std::string>& cites) const {
    return cites.empty() ? verbatim(title)
                         : Message(Phrase::Aside, {verbatim(title), verbatim(cites.front())});
  }

  Message decided(const Decides& decides) const {
    Message text;
    if (const AmountResult* amount = amountOf(decides)) {
      const std::string& title = in(amount->title);
      text = cited(title.empty() ? amount->id : title, amount->cites);
      const bool open =
          decides.kind == Decides::Kind::Benefit && !assessment.benefits[decides.index].could_be.empty();
      text = {Phrase::Labelled,
              {text, open ? couldBeText(assessment.benefits[decides.index]) : upTo(*amount)}};
    } else {
      const Finding& finding = assessment.findings[decides.index];
      text = cited(say(titleOf(finding), options.language), finding.cites);
      text = {Phrase::Labelled,
              {text, finding.could_be.empty() ? Message(phraseOf(finding.outcome)) : couldBeText(finding)}};
    }
    return decides.certain ? text : Message(Phrase::AskMay, {text});
  }

  // The name of a fact of the set; where another one of the set has it too, its path.
  static Message shortName(const Settling& set, const AnswerInquiry& inquiry, std::size_t which) {
    const Missing& what = inquiry.facts[set.facts[which]].what;
    const auto named_so = std::count_if(set.facts.begin(), set.facts.end(), [&](std::size_t fact) {
      return inquiry.facts[fact].what.name == what.name;
    });
    return verbatim(named_so > 1 ? what.path : what.name);
  }

  void settling(const Settling& set, const AnswerInquiry& inquiry, Decides::Kind kind, bool every) {
    std::vector<Message> names;
    for (const std::size_t fact : set.facts) names.push_back(nameOf(inquiry.facts[fact].what));
    const Message when = set.always ? Message(Phrase::AskAlways)
                                    : Message(Phrase::AskSometimes, {number(set.settled), number(set.of)});
    out += wrapped("  - ", words({Phrase::Aside, {Message(Phrase::Enumeration, std::move(names)), when}}),
                   options.width);
    const std::size_t shown = every ? set.cases.size() : std::min(set.cases.size(), kCasesShown);
    for (std::size_t i = 0; i < shown; ++i) {
      std::vector<Message> values;
      for (std::size_t j = 0; j < set.facts.size(); ++j)
        values.push_back({Phrase::AskValue, {shortName(set, inquiry, j), set.cases[i].values[j]}});
      const Message outcome = settledText(set.cases[i], kind, options.language);
      out += wrapped("      ",
                     words({Phrase::AskCase, {Message(Phrase::Enumeration, std::move(values)), outcome}}),
                     options.width);
    }
    if (set.own > shown)
      out += wrapped("      ", words({Phrase::AskMoreDecided, {number(set.own - shown)}}), options.width);
  }

  static constexpr const char* kIndent = "     ";
  const Vocabulary& vocabulary_;
};

}  // namespace

std::string askText(const Inquiry& inquiry, const Assessment& assessment, const Vocabulary& vocabulary,
                    const SourceMap& sources, const ReportOptions& options, bool all) {
  return AskPage(assessment, vocabulary, sources, options).all(inquiry, all);
}

std::string askText(const AnswerInquiry& inquiry, const Decides& answer, const Assessment& assessment,
                    const Vocabulary& vocabulary, const SourceMap& sources, const ReportOptions& options,
                    bool all) {
  return AskPage(assessment, vocabulary, sources, options).one(inquiry, answer, all);
}

std::string questionText(std::size_t place, const AskedFact& fact, const std::vector<Message>& help,
                         bool every, const Assessment& assessment, const Vocabulary& vocabulary,
                         const SourceMap& sources, const ReportOptions& options) {
  return AskPage(assessment, vocabulary, sources, options).asked(place, fact, help, every);
}

std::string decidedText(const std::vector<Decides>& decides, std::size_t shown, const Assessment& assessment,
                        const Vocabulary& vocabulary, const SourceMap& sources,
                        const ReportOptions& options) {
  return AskPage(assessment, vocabulary, sources, options).decidedOf(decides, shown);
}

}  // namespace jurat
