#include "engine/profile/rates.h"

#include <algorithm>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/profile/answer/scalar.h"
#include "engine/profile/datum.h"

namespace jurat {
namespace {

class RateReader {
 public:
  RateReader(Binding& binding, std::vector<SuppliedRate>& out) : binding_(binding), out_(out) {}

  void table(const Datum::Entry& entry) {
    const std::optional<std::uint32_t> index = find(entry);
    if (!index) return;
    if (entry.value.kind != DatumKind::List) {
      return refuse(entry.value.span.begin == entry.value.span.end ? entry.key_span : entry.value.span,
                    tick(entry.key) + " is a list of days", "this is none",
                    "begin each day with `- day: 2025-12-31`");
    }
    for (const Datum& row : entry.value.items) {
      if (binding_.faults.exhausted()) return;
      day(*index, row);
    }
  }

 private:
  void refuse(Span span, std::string message, std::string label, std::string help) {
    binding_.faults.report({.code = "J0642",
                            .message = std::move(message),
                            .primary = {span, std::move(label)},
                            .help = std::move(help)});
  }

  // A table is known by its name, where two share one by `pack/name`.
  std::optional<std::uint32_t> find(const Datum::Entry& entry) {
    const std::vector<RateTable>& tables = binding_.vocabulary.rates;
    std::vector<std::uint32_t> found;
    std::vector<std::string> known;
    for (std::uint32_t i = 0; i < tables.size(); ++i) {
      const std::string full = tables[i].pack + "/" + tables[i].name;
      if (entry.key == tables[i].name || entry.key == full) found.push_back(i);
      const auto same = std::count_if(tables.begin(), tables.end(),
                                      [&](const RateTable& other) { return other.name == tables[i].name; });
      known.push_back(same == 1 ? tables[i].name : full);
    }
    if (found.size() == 1) return found.front();
    if (found.empty() && binding_.askedElsewhere("rates", entry.key)) return std::nullopt;
    const std::optional<std::string> near = nearest(entry.key, known);
    std::string help = near            ? "did you mean `" + *near + "`?"
                       : known.empty() ? "no loaded pack converts money; delete the key"
                                       : "write " + listed(known);
    refuse(entry.key_span,
           found.empty() ? "there is no table of rates " + tick(entry.key)
                         : "two packs have a table of rates " + tick(entry.key),
           "", std::move(help));
    return std::nullopt;
  }

  void day(std::uint32_t table, const Datum& row) {
    const RateTable& published = binding_.vocabulary.rates[table];
    const std::string example = "write `- {day: 2025-12-31, USD: 1.1750, source: \"...\"}`";
    if (row.kind != DatumKind::Record)
      return refuse(row.span, "a day of rates is a record", "this is none", example);
    const Datum* day = valueOf(row, "day");
    const Datum* source = valueOf(row, "source");
    if (!day || !source) {
      return refuse(
          row.span,
          std::string("these rates do not say ") + (day ? "where they come from" : "of which day they are"),
          day ? "`source` is missing" : "`day` is missing", example);
    }
    const std::optional<Date> date = bindDay(*day, "day", binding_);
    const std::optional<std::string> from = bindText(*source, "source", binding_);
    if (!date || !from) return;
    bool any = false;
    for (const Datum::Entry& entry : row.entries) {
      if (entry.key == "day" || entry.key == "source") continue;
      any = true;
      rate(table, published, *date, *from, entry);
    }
    if (!any) refuse(row.span, "this day has no rate", "no currency stands here", example);
  }

  void rate(std::uint32_t table, const RateTable& published, Date day, const std::string& source,
            const Datum::Entry& entry) {
    const std::uint32_t currency = currencyId(entry.key);
    const std::string base = currencyCode(published.base);
    if (currency == 0 || currency == published.base) {
      return refuse(
          entry.key_span,
          tick(entry.key) + (currency == 0 ? " is not a currency" : " is the currency of the table itself"),
          "a currency is expected here",
          "write a code such as `USD`, and how much of it 1 " + base + " buys");
    }
    const std::optional<Number> number = entry.value.kind == DatumKind::Scalar
                                             ? Number::parse(entry.value.text, binding_.limits)
                                             : std::nullopt;
    if (!number || number->sign() <= 0) {
      return refuse(entry.value.span.begin == entry.value.span.end ? entry.key_span : entry.value.span,
                    "a rate is a number more than nought", "not such a number",
                    "write how much " + entry.key + " 1 " + base + " buys, as in `1.1750`");
    }
    if (const std::optional<Number> known = published.rate(currency, day); known && *known != *number) {
      binding_.faults.report(
          {.code = "J0643",
           .message = "the rate of " + entry.key + " on " + toText(day) + " is published as " + known->text(),
           .primary = {entry.value.span, "another rate here"},
           .help = "delete it: `" + published.name + "` has that day"});
      return;
    }
    const auto before = std::find_if(out_.begin(), out_.end(), [&](const SuppliedRate& other) {
      return other.table == table && other.day == day && other.currency == currency;
    });
    if (before != out_.end()) {
      binding_.faults.report(
          {.code = "J0643",
           .message = "the rate of " + entry.key + " on " + toText(day) + " stands here twice",
           .primary = {entry.value.span, "again here"},
           .secondary = {{before->span, "first here"}},
           .help = "delete one of them"});
      return;
    }
    out_.push_back({table, day, currency, *number, source, entry.value.span});
  }

  Binding& binding_;
  std::vector<SuppliedRate>& out_;
};

}  // namespace

void bindRates(const Datum& rates, Span key, Binding& binding, std::vector<SuppliedRate>& out) {
  if (isWord(rates, "none")) return;
  if (rates.kind != DatumKind::Record) {
    const bool nothing = rates.kind == DatumKind::Null;
    binding.faults.report(
        {.code = nothing ? "J0614" : "J0615",
         .message = "`rates` is a record of tables of rates",
         .primary = {nothing ? key : rates.span, nothing ? "nothing stands here" : "this is none"},
         .help = "write the name of a table below it, or delete the line"});
    return;
  }
  RateReader reader(binding, out);
  for (const Datum::Entry& entry : rates.entries) reader.table(entry);
}

}  // namespace jurat
