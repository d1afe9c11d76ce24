// The JSON report: versioned, keys never translated, amounts and numbers as decimal strings.
#include <nlohmann/json.hpp>

#include "engine/base/versions.h"
#include "engine/compile/rule_set.h"
#include "engine/reports/report.h"
#include "engine/reports/words.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

using Json = nlohmann::ordered_json;

Json textsJson(const Texts& texts) {
  Json out = {{"en", texts.en}};
  if (!texts.zh.empty()) out["zh"] = texts.zh;
  return out;
}

// What programs compare is the same whatever `--lang` says; only packs' own texts come in all languages.
std::string inEnglish(const Message& message) { return say(message, Language::English); }

class JsonReport {
 public:
  JsonReport(const Assessment& assessment, const SourceMap& sources)
      : assessment_(assessment), sources_(sources) {}

  Json run() const {
    Json out;
    out["profile"] = assessment_.profile_name;
    out["company"] = assessment_.company;
    out["as_of"] = asOfText(assessment_.as_of);
    out["packs"] = packs();
    out["summary"] = summary();
    out["findings"] = Json::array();
    for (const Finding& one : assessment_.findings) out["findings"].push_back(finding(one));
    out["amounts"] = Json::array();
    for (const AmountResult& amount : assessment_.amounts) out["amounts"].push_back(amountJson(amount));
    out["benefits"] = Json::array();
    for (const BenefitResult& one : assessment_.benefits) out["benefits"].push_back(benefit(one));
    out["derived"] = Json::array();
    for (const Derived& one : assessment_.derived) {
      Json entry = {{"id", one.id},
                    {"title", textsJson(one.title)},
                    {"subject", one.subject_id},
                    {"value", inEnglish(one.value)},
                    {"known", one.known},
                    {"cites", one.cites}};
      if (!one.missing.empty()) entry["missing"] = missing(one.missing);
      if (!one.notes.empty()) entry["notes"] = notes(one.notes);
      out["derived"].push_back(std::move(entry));
    }
    out["exposures"] = Json::array();
    for (const ExposureLine& line : assessment_.exposures) out["exposures"].push_back(exposure(line));
    out["unread_facts"] = assessment_.unread;
    return out;
  }

  Json place(Span span) const {
    const std::optional<Place> at = sources_.place(span);
    if (!at) return nullptr;
    return {{"file", at->file}, {"line", at->line}, {"column", at->column}};
  }

  Json reason(const Reason& from) const {
    Json out;
    if (!from.note.en.empty()) return {{"text", from.note.en}, {"note", textsJson(from.note)}};
    if (!from.label.empty()) out["label"] = inEnglish(from.label);
    std::string text = inEnglish(from.text);
    if (text.empty()) text = std::string(sources_.text(from.rule_place));
    out["text"] = text;
    if (!from.value.empty()) out["value"] = inEnglish(from.value);
    if (!from.verdict.empty()) out["verdict"] = inEnglish(from.verdict);
    if (!from.cites.empty()) out["cites"] = from.cites;
    if (!from.source.empty()) out["source"] = inEnglish(from.source);
    if (from.profile_place.known()) out["profile"] = place(from.profile_place);
    if (from.rule_place.known()) out["rule"] = place(from.rule_place);
    if (!from.children.empty()) {
      out["because"] = Json::array();
      for (const Reason& child : from.children) out["because"].push_back(reason(child));
    }
    return out;
  }

  Json finding(const Finding& from) const {
    Json out;
    out["rule"] = from.id;
    out["title"] = textsJson(from.title);
    out["subject"] = from.subject_id;
    out["subject_path"] = from.subject_path;
    out["outcome"] = outcomeWord(from.outcome);
    if (!from.could_be.empty()) {
      out["could_be"] = Json::array();
      for (const Outcome one : from.could_be) out["could_be"].push_back(outcomeWord(one));
    }
    out["severity"] = severityCode(from.severity);
    out["strength"] = strengthCode(from.strength);
    out["waivable"] = from.waivable;
    out["cites"] = from.cites;
    if (!from.decided_by.empty()) out["decided_by"] = from.decided_by;
    if (!from.due.empty()) out["due"] = from.due;
    if (from.rolled_from) out["rolled_from"] = toText(*from.rolled_from);
    if (from.late_days) out["late_days"] = *from.late_days;
    if (from.overdue) out["overdue"] = true;
    if (from.next) out["next"] = toText(*from.next);
    if (from.ended) out["ended"] = toText(*from.ended);
    if (!from.excepted_by.empty()) out["excepted_by"] = from.excepted_by;
    if (from.vacuous) out["vacuous"] = true;
    if (!from.fault.empty())
      out["fault"] = {{"message", inEnglish(from.fault)}, {"rule", place(from.fault_place)}};
    if (!from.missing.empty()) out["missing"] = missing(from.missing);
    if (!from.confidence.empty()) out["confidence"] = confidence(from.confidence);
    out["notes"] = notes(from.notes);
    if (!from.remedy.en.empty()) out["remedy"] = textsJson(from.remedy);
    if (!from.reason.children.empty()) {
      out["because"] = Json::array();
      for (const Reason& child : from.reason.children) out["because"].push_back(reason(child));
    }
    out["profile"] = place(from.profile_place);
    out["rule_place"] = place(from.rule_place);
    return out;
  }

  Json benefit(const BenefitResult& from) const {
    constexpr std::string_view kBites[] = {"no", "perhaps", "yes"};
    Json out;
    out["benefit"] = from.amount.id;
    out["title"] = textsJson(from.amount.title);
    out["subject"] = from.amount.subject_id;
    out["outcome"] = benefitWord(from.outcome);
    if (!from.could_be.empty()) {
      out["could_be"] = Json::array();
      for (const BenefitOutcome one : from.could_be) out["could_be"].push_back(benefitWord(one));
    }
    const bool received = from.outcome != BenefitOutcome::NotInForce;
    out["currency"] = currencyCode(from.amount.currency);
    out["amount"] = received ? amountBounds(from.amount) : Json();
    out["caps"] = Json::array();
    for (const Cap& cap : from.caps)
      out["caps"].push_back({{"label", cap.label},
                             {"value", inEnglish(cap.value)},
                             {"decides", kBites[static_cast<int>(cap.bite)]}});
    out["pool_divided"] = false;  // computed for this case alone
    if (from.amount.next) out["next"] = toText(*from.amount.next);
    if (from.ended) out["ended"] = toText(*from.ended);
    if (!from.could_be.empty() && !from.amount.fault.empty()) out["fault"] = inEnglish(from.amount.fault);
    out["cites"] = from.amount.cites;
    if (!from.amount.confidence.empty()) out["confidence"] = confidence(from.amount.confidence);
    out["notes"] = notes(from.amount.notes);
    if (!from.amount.missing.empty()) out["missing"] = missing(from.amount.missing);
    if (!from.reason.children.empty()) {
      out["because"] = Json::array();
      for (const Reason& child : from.reason.children) out["because"].push_back(reason(child));
    }
    out["profile"] = place(from.profile_place);
    out["rule_place"] = place(from.amount.rule_place);
    return out;
  }

  Json amount(const AmountResult& from, const Reason& why) const {
    Json out = amountJson(from);
    out["because"] = Json::array();
    for (const Reason& child : why.children) out["because"].push_back(reason(child));
    out["rule_place"] = place(from.rule_place);
    return out;
  }

 private:
  Json packs() const {
    Json out = Json::array();
    for (const PackUse& pack : assessment_.packs) {
      out.push_back({{"id", pack.id},
                     {"version", pack.version},
                     {"title", textsJson(pack.title)},
                     {"status", statusCode(pack.status)},
                     {"loaded", pack.loaded},
                     {"why", inEnglish(pack.why)}});
    }
    return out;
  }

  Json summary() const {
    Json out;
    for (const auto& [strength, name] :
         {std::pair{checked::Strength::Must, "must"}, std::pair{checked::Strength::Should, "should"},
          std::pair{checked::Strength::Voluntary, "voluntary"},
          std::pair{checked::Strength::Aspirational, "aspirational"}}) {
      Json counts;
      for (std::size_t i = 0; i < kOutcomes; ++i) {
        std::size_t count = 0;
        for (const Finding& one : assessment_.findings)
          count += one.strength == strength && one.outcome == static_cast<Outcome>(i) ? 1 : 0;
        counts[std::string(outcomeWord(static_cast<Outcome>(i)))] = count;
      }
      out[name] = counts;
    }
    out["evaluated"] = assessment_.evaluated;
    out["steps"] = assessment_.steps;
    return out;
  }

  Json missing(const std::vector<Missing>& list) const {
    constexpr std::string_view kKinds[] = {"fact", "list",     "judgement", "source",
                                           "rate", "calendar", "other"};
    Json out = Json::array();
    for (const Missing& one : list) {
      Json entry = {
          {"kind", kKinds[static_cast<std::size_t>(one.kind)]}, {"name", one.name}, {"path", one.path}};
      if (!one.question.en.empty()) entry["question"] = textsJson(one.question);
      if (one.said_unknown) entry["answered_unknown"] = true;
      if (!one.lapsed.empty()) entry["lapsed"] = inEnglish(one.lapsed);
      entry["profile"] = place(one.place);
      out.push_back(std::move(entry));
    }
    return out;
  }

  static Json confidence(const std::vector<checked::Confidence>& list) {
    constexpr std::string_view kLevels[] = {"official", "secondary", "unconfirmed"};
    Json out = Json::array();
    for (const checked::Confidence& one : list) {
      out.push_back({{"level", kLevels[static_cast<std::size_t>(one.level)]}, {"reading", one.reading}});
    }
    return out;
  }

  static Json notes(const std::vector<Texts>& list) {
    Json out = Json::array();
    for (const Texts& note : list) out.push_back(textsJson(note));
    return out;
  }

  static Json side(const std::optional<Number>& low, const std::optional<Number>& high) {
    // A side that is not bounded, or not known, is null: never zero.
    return {{"at_least", low ? Json(low->text()) : Json()}, {"at_most", high ? Json(high->text()) : Json()}};
  }

  Json amountJson(const AmountResult& from) const {
    Json out;
    out["id"] = from.id;
    out["title"] = textsJson(from.title);
    out["subject"] = from.subject_id;
    out["currency"] = currencyCode(from.currency);
    out["in_force"] = from.in_force;
    if (from.next) out["next"] = toText(*from.next);
    out.update(amountBounds(from));
    out["cites"] = from.cites;
    if (!from.confidence.empty()) out["confidence"] = confidence(from.confidence);
    out["notes"] = notes(from.notes);
    if (!from.missing.empty()) out["missing"] = missing(from.missing);
    return out;
  }

  static Json amountBounds(const AmountResult& from) {
    Json out;
    out["determined"] = from.determined();
    out["bounds"] = Json::array();
    for (const AmountBound& bound : from.bounds) {
      Json entry;
      if (!bound.label.empty()) entry["label"] = bound.label;
      if (bound.has_least) entry["law_sets_at_least"] = side(bound.least_low, bound.least_high);
      if (bound.has_most) entry["law_sets_at_most"] = side(bound.most_low, bound.most_high);
      if (bound.error) entry["error"] = inEnglish(from.fault);
      out["bounds"].push_back(std::move(entry));
    }
    out["text"] = inEnglish(amountText(from));
    return out;
  }

  Json exposure(const ExposureLine& line) const {
    const Finding& breach = assessment_.findings[line.finding];
    Json out = {{"state", exposureCode(line.state)},
                {"party", line.party},
                {"amount", assessment_.amounts[line.amount].id},
                {"rule", breach.id},
                {"subject", breach.subject_id},
                {"once", line.once}};
    if (line.from) out["from"] = toText(*line.from);
    return out;
  }

  const Assessment& assessment_;
  const SourceMap& sources_;
};

void appendUnit(std::string& out, std::uint32_t unit) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (const int shift : {12, 8, 4, 0}) out += kDigits[(unit >> shift) & 0xF];
}

// Letters that cannot be seen and turn the direction of others stand in JSON by their number, for it is read
// on terminals too; outside strings there are none.
std::string escaped(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const Letter letter = letterAt(json, at);
    std::string shown;
    if (letter.code >= 0x7F) appendPrintable(shown, json, letter, at);
    if (shown.rfind("\\u{", 0) != 0) {
      out.append(json, at, letter.bytes);
    } else {
      appendUnit(out, static_cast<std::uint32_t>(letter.code));  // all of them have four digits
    }
    at += letter.bytes;
  }
  return out;
}

std::string dumped(const Json& json) {
  // What a profile says is shown as it is; bytes that are no UTF-8 never get this far, and would be replaced.
  return escaped(json.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace

std::string jsonReport(const std::vector<ReportPart>& parts, const RuleSet&, const SourceMap& sources,
                       const ReportOptions& options) {
  Json out;
  out["jurat_report"] = kReportVersion;
  out["engine"] = options.engine_version;
  out["disclaimer"] = "Not legal advice.";
  out["profiles"] = Json::array();
  for (const ReportPart& part : parts) out["profiles"].push_back(JsonReport(*part.assessment, sources).run());
  return dumped(out);
}

std::string explanationJson(const Finding& finding, const RuleSet&, const SourceMap& sources,
                            const ReportOptions& options) {
  const Assessment none;
  Json out = JsonReport(none, sources).finding(finding);
  out["engine"] = options.engine_version;
  out["disclaimer"] = "Not legal advice.";
  return dumped(out);
}

std::string explanationJson(const BenefitResult& benefit, const RuleSet&, const SourceMap& sources,
                            const ReportOptions& options) {
  const Assessment none;
  Json out = JsonReport(none, sources).benefit(benefit);
  out["engine"] = options.engine_version;
  out["disclaimer"] = "Not legal advice.";
  return dumped(out);
}

std::string explanationJson(const AmountResult& amount, const Reason& reason, const SourceMap& sources,
                            const ReportOptions& options) {
  const Assessment none;
  Json out = JsonReport(none, sources).amount(amount, reason);
  out["engine"] = options.engine_version;
  out["disclaimer"] = "Not legal advice.";
  return dumped(out);
}

}  // namespace jurat
