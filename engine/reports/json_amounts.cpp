// Money in the JSON report: amounts, benefits, exposures. Sums are decimal strings.
#include "engine/reports/json_pieces.h"
#include "engine/reports/words.h"
#include "engine/values/type.h"

namespace jurat {
namespace {

void sideMember(JsonWriter& out, std::string_view name, const std::optional<Number>& value) {
  // A side that is not bounded, or not known, is null: never zero.
  if (value) {
    out.member(name, value->text());
  } else {
    out.nullMember(name);
  }
}

void side(JsonWriter& out, std::string_view name, const std::optional<Number>& low,
          const std::optional<Number>& high) {
  out.openObject(name);
  sideMember(out, "at_least", low);
  sideMember(out, "at_most", high);
  out.endObject();
}

}  // namespace

void JsonPieces::bounds(const AmountResult& from) const {
  out_.member("determined", from.determined());
  out_.openArray("bounds");
  for (const AmountBound& bound : from.bounds) {
    out_.beginObject();
    if (!bound.label.empty()) out_.member("label", bound.label);
    if (bound.has_least) side(out_, "law_sets_at_least", bound.least_low, bound.least_high);
    if (bound.has_most) side(out_, "law_sets_at_most", bound.most_low, bound.most_high);
    if (bound.error) out_.member("error", inEnglish(from.fault));
    out_.endObject();
  }
  out_.endArray();
  out_.member("text", inEnglish(amountText(from)));
}

void JsonPieces::amount(const AmountResult& from) const {
  out_.member("id", from.id);
  texts("title", from.title);
  out_.member("subject", from.subject_id);
  out_.member("currency", currencyCode(from.currency));
  out_.member("in_force", from.in_force);
  if (from.next) out_.member("next", toText(*from.next));
  bounds(from);
  out_.strings("cites", from.cites);
  if (!from.confidence.empty()) confidence(from.confidence);
  notes(from.notes);
  if (!from.missing.empty()) missing(from.missing);
}

void JsonPieces::amount(const AmountResult& from, const Reason& why) const {
  amount(from);
  branches(why);
  if (why.children.empty()) out_.strings("because", {});
  place("rule_place", from.rule_place);
}

void JsonPieces::benefit(const BenefitResult& from) const {
  constexpr std::string_view kBites[] = {"no", "perhaps", "yes"};
  out_.member("benefit", from.amount.id);
  texts("title", from.amount.title);
  out_.member("subject", from.amount.subject_id);
  out_.member("outcome", benefitWord(from.outcome));
  if (!from.could_be.empty()) {
    out_.openArray("could_be");
    for (const BenefitOutcome one : from.could_be) out_.string(benefitWord(one));
    out_.endArray();
  }
  out_.member("currency", currencyCode(from.amount.currency));
  if (from.outcome == BenefitOutcome::NotInForce) {
    out_.nullMember("amount");
  } else {
    out_.openObject("amount");
    bounds(from.amount);
    out_.endObject();
  }
  out_.openArray("caps");
  for (const Cap& cap : from.caps) {
    out_.beginObject();
    out_.member("label", cap.label);
    out_.member("value", inEnglish(cap.value));
    out_.member("decides", kBites[static_cast<std::size_t>(cap.bite)]);
    out_.endObject();
  }
  out_.endArray();
  out_.member("pool_divided", false);  // computed for this case alone
  if (from.amount.next) out_.member("next", toText(*from.amount.next));
  if (from.ended) out_.member("ended", toText(*from.ended));
  if (!from.could_be.empty() && !from.amount.fault.empty())
    out_.member("fault", inEnglish(from.amount.fault));
  out_.strings("cites", from.amount.cites);
  if (!from.amount.confidence.empty()) confidence(from.amount.confidence);
  notes(from.amount.notes);
  if (!from.amount.missing.empty()) missing(from.amount.missing);
  branches(from.reason);
  place("profile", from.profile_place);
  place("rule_place", from.amount.rule_place);
}

void JsonPieces::exposure(const ExposureLine& line, const Assessment& assessment) const {
  const Finding& breach = assessment.findings[line.finding];
  out_.member("state", exposureCode(line.state));
  out_.member("party", line.party);
  out_.member("amount", assessment.amounts[line.amount].id);
  out_.member("rule", breach.id);
  out_.member("subject", breach.subject_id);
  out_.member("once", line.once);
  if (line.from) out_.member("from", toText(*line.from));
}

}  // namespace jurat
