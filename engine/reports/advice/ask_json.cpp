#include <utility>

#include "engine/evaluate/slot.h"
#include "engine/reports/advice/ask_report.h"
#include "engine/reports/advice/settled_text.h"
#include "engine/reports/json_document.h"
#include "engine/reports/paths.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

class AskJson {
 public:
  AskJson(const Assessment& assessment, const Vocabulary& vocabulary, const SourceMap& sources,
          const ReportOptions& options)
      : assessment_(assessment), vocabulary_(vocabulary), paths_(sources, options), options_(options) {}

  std::string all(const Inquiry& inquiry) {
    head();
    out_.openObject("summary");
    out_.member("open_answers", inquiry.open);
    out_.member("matter", inquiry.facts.size() - inquiry.perhaps);
    out_.member("may_matter", inquiry.perhaps);
    out_.member("missing_without_effect", inquiry.idle);
    out_.member("given_up", inquiry.given_up);
    out_.member("evaluations", inquiry.trials);
    out_.endObject();
    facts(inquiry.facts);
    out_.endObject();
    return std::move(out_).text();
  }

  std::string one(const AnswerInquiry& inquiry, const Decides& about) {
    head();
    out_.openObject("answer");
    answer(about);
    if (about.kind == Decides::Kind::Amount) says(assessment_.amounts[about.index]);
    if (about.kind == Decides::Kind::Benefit) says(assessment_.benefits[about.index].amount);
    out_.endObject();
    out_.member("complete", inquiry.complete);
    out_.member("evaluations", inquiry.trials);
    facts(inquiry.facts);
    out_.openArray("settling");
    for (const Settling& set : inquiry.settling) settling(set, inquiry, about.kind);
    out_.endArray();
    out_.endObject();
    return std::move(out_).text();
  }

 private:
  void head() {
    beginDocument(out_, "jurat_ask", 1, 2, options_);
    out_.member("profile", paths_.of(assessment_.profile_name));
    out_.member("company", assessment_.company);
    out_.member("as_of", asOfText(assessment_.as_of));
  }

  void outcomes(const std::vector<Outcome>& list) {
    out_.openArray("could_be");
    for (const Outcome each : list) out_.string(outcomeWord(each));
    out_.endArray();
  }

  void answer(const Finding& finding) {
    out_.member("kind", "rule");
    out_.member("id", finding.id);
    textsMember(out_, "title", finding.title);
    out_.member("subject", finding.subject_id);
    out_.strings("cites", finding.cites);
    out_.member("outcome", outcomeWord(finding.outcome));
    outcomes(finding.could_be);
  }

  void answer(const AmountResult& amount, const char* kind) {
    out_.member("kind", kind);
    out_.member("id", amount.id);
    textsMember(out_, "title", amount.title);
    out_.member("subject", amount.subject_id);
    out_.strings("cites", amount.cites);
  }

  void says(const AmountResult& amount) { out_.member("amount", say(amountText(amount), Language::English)); }

  void answer(const Decides& from) {
    switch (from.kind) {
      case Decides::Kind::Finding:
        answer(assessment_.findings[from.index]);
        break;
      case Decides::Kind::Amount:
        answer(assessment_.amounts[from.index], "amount");
        break;
      case Decides::Kind::Benefit: {
        const BenefitResult& benefit = assessment_.benefits[from.index];
        answer(benefit.amount, "benefit");
        out_.member("outcome", benefitWord(benefit.outcome));
        out_.openArray("could_be");
        for (const BenefitOutcome each : benefit.could_be) out_.string(benefitWord(each));
        out_.endArray();
        break;
      }
    }
  }

  void decides(const Decides& from) {
    out_.beginObject();
    answer(from);
    out_.member("certain", from.certain);
    out_.endObject();
  }

  void options(const Type& type) {
    out_.openArray("options");
    if (type.kind == TypeKind::Practice) {
      for (const std::string_view state : kPracticeStates) out_.string(state);
    } else if (type.kind == TypeKind::Choice) {
      const Choice& choice = vocabulary_.choices[ChoiceId{type.id}];
      for (const std::uint32_t option : choice.lowest) out_.string(choice.options[option].name);
    }
    out_.endArray();
  }

  void place(Span span) {
    const std::optional<Spot> spot = paths_.begin(span);
    if (!spot) return out_.nullMember("place");
    out_.openObject("place");
    out_.member("file", spot->path);
    out_.member("line", spot->line);
    out_.member("column", spot->column);
    out_.endObject();
  }

  void exposure(const std::optional<std::size_t>& index) {
    if (!index) return out_.nullMember("exposure");
    const AmountResult& amount = assessment_.amounts[*index];
    out_.openObject("exposure");
    out_.member("amount", amount.id);
    out_.member("says", say(amountText(amount), Language::English));
    out_.endObject();
  }

  void facts(const std::vector<AskedFact>& list) {
    out_.openArray("facts");
    for (const AskedFact& fact : list) {
      out_.beginObject();
      out_.member("path", fact.what.path);
      out_.member("name", fact.what.name);
      out_.member("kind", fact.list                                    ? "list"
                          : fact.what.kind == Missing::Kind::Judgement ? "judgement"
                                                                       : "fact");
      textsMember(out_, "question", fact.what.question);
      out_.member("type", fact.list ? "list" : typeText(fact.type, vocabulary_));
      options(fact.type);
      place(fact.what.place);
      out_.member("said_unknown", fact.what.said_unknown);
      out_.member("certain", fact.certain);
      out_.member("outcomes", fact.outcomes);
      out_.member("amounts", fact.amounts);
      exposure(fact.exposure);
      out_.openArray("decides");
      for (const Decides& each : fact.decides) decides(each);
      out_.endArray();
      out_.endObject();
    }
    out_.endArray();
  }

  void settled(const SettlingCase& each, Decides::Kind kind) {
    const std::vector<std::string> words = outcomeWords(each, kind);
    const bool person = words.size() > 1 && !each.reckoned;
    if (words.size() > 1) {
      out_.member("outcome", outcomeWord(person ? Outcome::Review : Outcome::Undetermined));
      out_.strings("could_be", words);
    } else if (!words.empty()) {
      out_.member("outcome", words.front());
    }
    out_.member("depends_on_values", each.reckoned);
    if (kind == Decides::Kind::Finding) return;
    const bool received = (each.received & kYes) != 0;
    if (received || (kind == Decides::Kind::Amount && each.received == kNo))
      out_.member("amount", say(received ? settledSum(each, Language::English) : amountText(*each.amount),
                                Language::English));
  }

  void settling(const Settling& set, const AnswerInquiry& inquiry, Decides::Kind kind) {
    out_.beginObject();
    out_.openArray("facts");
    for (const std::size_t fact : set.facts) out_.string(inquiry.facts[fact].what.path);
    out_.endArray();
    out_.member("always", set.always);
    out_.member("settled", set.settled);
    out_.member("of", set.of);
    out_.openArray("cases");
    for (const SettlingCase& each : set.cases) {
      out_.beginObject();
      out_.openArray("values");
      for (const Message& value : each.values) out_.string(say(value, Language::English));
      out_.endArray();
      settled(each, kind);
      out_.endObject();
    }
    out_.endArray();
    out_.endObject();
  }

  const Assessment& assessment_;
  const Vocabulary& vocabulary_;
  Paths paths_;
  const ReportOptions& options_;
  JsonWriter out_;
};

}  // namespace

std::string askJson(const Inquiry& inquiry, const Assessment& assessment, const Vocabulary& vocabulary,
                    const SourceMap& sources, const ReportOptions& options) {
  return AskJson(assessment, vocabulary, sources, options).all(inquiry);
}

std::string askJson(const AnswerInquiry& inquiry, const Decides& answer, const Assessment& assessment,
                    const Vocabulary& vocabulary, const SourceMap& sources, const ReportOptions& options) {
  return AskJson(assessment, vocabulary, sources, options).one(inquiry, answer);
}

}  // namespace jurat
