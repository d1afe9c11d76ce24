#include <algorithm>
#include <utility>

#include "engine/evaluate/verdict.h"
#include "engine/reports/advice/ask_report.h"
#include "engine/reports/layout.h"
#include "engine/reports/paths.h"
#include "engine/reports/text_page.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

constexpr std::size_t kDecidedShown = 4;  // answers named under one fact
constexpr std::size_t kCasesShown = 4;    // values named under one set
constexpr std::size_t kOptionsShown = 8;  // of a choice

// What kind of answer is wanted, where its values are not named.
Texts kindOf(const Type& type) {
  switch (type.kind) {
    case TypeKind::Integer:
      return {"whole number", "整数"};
    case TypeKind::Decimal:
      return {"number", "数字"};
    case TypeKind::Percentage:
      return {"percentage", "百分比"};
    case TypeKind::Money:
      return {"amount", "金额"};
    case TypeKind::Quantity:
      return {"quantity", "数量"};
    case TypeKind::Date:
      return {"day", "日期"};
    case TypeKind::Moment:
      return {"day and time", "日期和时间"};
    case TypeKind::Period:
      return {"period", "期间"};
    case TypeKind::Choice:
      return type.set ? Texts{"any of", "多选"} : Texts{"one of", "单选"};
    case TypeKind::Evidence:
      return {"file of evidence", "证据文件"};
    case TypeKind::Ref:
      return {"the id of", "标识"};
    case TypeKind::Text:
    case TypeKind::Currency:
    case TypeKind::YesNo:
    case TypeKind::Judgement:
    case TypeKind::Practice:
    case TypeKind::None:
    case TypeKind::Error:
      break;
  }
  return {"text", "文本"};
}

// What stands behind the kind: a currency, a unit, a choice or an entity.
std::string unitOf(const Type& type, const Vocabulary& vocabulary) {
  switch (type.kind) {
    case TypeKind::Money:
      return type.id == 0 ? "" : currencyCode(type.id);
    case TypeKind::Quantity:
      return vocabulary.units[UnitId{type.id}].name;
    case TypeKind::Choice:
      return vocabulary.choices[ChoiceId{type.id}].name;
    case TypeKind::Ref:
      return vocabulary.entities[EntityId{type.id}].name;
    default:
      return "";
  }
}

std::vector<Message> optionsOf(const Type& type, const Vocabulary& vocabulary) {
  std::vector<Message> names;
  if (type.kind == TypeKind::YesNo || type.kind == TypeKind::Judgement) return {Phrase::Yes, Phrase::No};
  if (type.kind == TypeKind::Practice) {
    for (const std::string_view state : kPracticeStates) names.push_back(verbatim(std::string(state)));
  }
  if (type.kind != TypeKind::Choice) return names;
  const Choice& choice = vocabulary.choices[ChoiceId{type.id}];
  if (choice.lowest.size() > kOptionsShown) return names;
  for (const std::uint32_t option : choice.lowest) names.push_back(verbatim(choice.options[option].name));
  return names;
}

// "yes or no", "deployed, pilot or retired", "any of role: importer, provider", "amount EUR, or none"
Message typeOf(const AskedFact& fact, const Vocabulary& vocabulary, Language language) {
  if (fact.list) return Phrase::AskListType;
  const Type& type = fact.type;
  std::vector<Message> options = optionsOf(type, vocabulary);
  Message out;
  if (!options.empty() && !type.set) {
    out = {Phrase::Alternatives, std::move(options)};
  } else {
    const std::string unit = unitOf(type, vocabulary);
    out = verbatim(kindOf(type).in(language) + (unit.empty() ? "" : " " + unit));
    if (!options.empty()) out = {Phrase::Labelled, {out, {Phrase::Enumeration, std::move(options)}}};
  }
  const bool has_none = type.or_none || type.event;
  return has_none ? Message(Phrase::OrNone, {std::move(out)}) : out;
}

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

  std::string one(const AnswerInquiry& inquiry, const Decides& answer) {
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
    for (const Settling& set : inquiry.settling) settling(set, inquiry, answer.kind);
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
    out += wrapped("", words(verbatim(citesOf(amount ? amount->cites : finding->cites))), options.width);
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

  // What the answer is in a case that settles it.
  static Message settledText(const SettlingCase& settled, Decides::Kind kind) {
    const std::uint8_t bits = settled.outcomes;
    if (!settled.amount) {
      const bool single = (bits & (bits - 1)) == 0;
      return phraseOf(single ? outcomeOf(bits) : Outcome::Review);
    }
    Message sum = upTo(*settled.amount);
    if (kind == Decides::Kind::Amount) return sum;
    const BenefitOutcome outcome = benefitOf(settled);
    Message text = phraseOf(outcome);
    return outcome == BenefitOutcome::Eligible
               ? Message(Phrase::Apposition, {std::move(text), std::move(sum)})
               : text;
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
    Message type(Phrase::Labelled, {nameOf(fact.what), typeOf(fact, vocabulary_, options.language)});
    if (fact.what.said_unknown && !fact.list) type = {Phrase::AskSaidUnknown, {type}};
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

  void settling(const Settling& set, const AnswerInquiry& inquiry, Decides::Kind kind) {
    std::vector<Message> names;
    for (const std::size_t fact : set.facts) names.push_back(nameOf(inquiry.facts[fact].what));
    const Message when = set.always ? Message(Phrase::AskAlways)
                                    : Message(Phrase::AskSometimes, {number(set.settled), number(set.of)});
    out += wrapped("  - ", words({Phrase::Aside, {Message(Phrase::Enumeration, std::move(names)), when}}),
                   options.width);
    for (std::size_t i = 0; i < std::min(set.cases.size(), kCasesShown); ++i) {
      std::vector<Message> values;
      for (std::size_t j = 0; j < set.facts.size(); ++j)
        values.push_back({Phrase::AskValue, {shortName(set, inquiry, j), set.cases[i].values[j]}});
      const Message outcome = settledText(set.cases[i], kind);
      out += wrapped("      ",
                     words({Phrase::AskCase, {Message(Phrase::Enumeration, std::move(values)), outcome}}),
                     options.width);
    }
    if (set.settled > kCasesShown)
      out += wrapped("      ", words({Phrase::AskMoreDecided, {number(set.settled - kCasesShown)}}),
                     options.width);
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
                    const Vocabulary& vocabulary, const SourceMap& sources, const ReportOptions& options) {
  return AskPage(assessment, vocabulary, sources, options).one(inquiry, answer);
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

Message expectedOf(const AskedFact& fact, const Vocabulary& vocabulary, Language language) {
  return typeOf(fact, vocabulary, language);
}

}  // namespace jurat
