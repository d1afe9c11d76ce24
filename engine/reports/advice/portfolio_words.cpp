#include "engine/reports/advice/portfolio_words.h"

#include <set>
#include <utility>

#include "engine/source/source_map.h"

namespace jurat {
namespace {

Message sumText(const std::string& currency, const Stakes& stakes) {
  const auto found = stakes.find(currency);
  if (found == stakes.end()) return Phrase::None;
  const StakeSum& sum = found->second;
  const auto money = [&](const Number& amount) { return verbatim(currency + " " + amount.grouped()); };
  if (sum.unbounded > 0) return {Phrase::AtLeastOpen, {money(sum.at_least)}};
  if (sum.at_least == sum.at_most) return money(sum.at_least);
  return {Phrase::Between, {money(sum.at_least), money(sum.at_most)}};
}

Message companyText(const PortfolioCompany& company) {
  const std::uint64_t line = company.line_after != 0 ? company.line_after : company.line_before;
  return {Phrase::OnLine, {verbatim(company.name), verbatim(std::to_string(line))}};
}

Message listText(const std::vector<PortfolioCompany>& companies, std::uint64_t count, std::size_t most) {
  std::vector<Message> names;
  for (const PortfolioCompany& company : companies) {
    if (names.size() == most) break;
    names.push_back(companyText(company));
  }
  const std::uint64_t more = count - names.size();
  Message text(Phrase::Enumeration, std::move(names));
  return more == 0 ? text : Message(Phrase::ListAndMore, {std::move(text), countText(more)});
}

}  // namespace

Message countText(std::uint64_t count) {
  return verbatim(Number(static_cast<std::int64_t>(count)).grouped());
}

std::vector<Message> stakesText(const Stakes& before, const Stakes& after) {
  std::set<std::string> currencies;
  for (const Stakes* side : {&before, &after}) {
    for (const auto& [currency, sum] : *side) currencies.insert(currency);
  }
  std::vector<Message> out;
  for (const std::string& currency : currencies) {
    Message one = sumText(currency, before), two = sumText(currency, after);
    out.push_back(one == two ? std::move(one) : Message(Phrase::Becomes, {std::move(one), std::move(two)}));
  }
  return out;
}

Message dueText(DueMove move) {
  switch (move) {
    case DueMove::None:
      return {};
    case DueMove::Earlier:
      return Phrase::DueEarlier;
    case DueMove::Later:
      return Phrase::DueLater;
    case DueMove::Another:
      return Phrase::DueAnother;
  }
  return {};
}

Message whereText(const PortfolioGroup& group, std::size_t most) {
  return {Phrase::Labelled,
          {{Phrase::FindingsOfCompanies, {countText(group.findings), countText(group.companies)}},
           listText(group.examples, group.companies, most)}};
}

Message reasonText(const SeenReason& reason, const PortfolioGroup& group, const std::string& place) {
  Message text = reasonText(reason.reason);
  if (!place.empty()) text = {Phrase::Aside, {std::move(text), verbatim(place)}};
  if (group.looked_at == group.companies && reason.seen == group.looked_at) return text;
  return {Phrase::SeenAt, {std::move(text), number(reason.seen), number(group.looked_at)}};
}

std::string placeOf(const ChangeReason& reason, const PortfolioReport& report, const ReportOptions& options) {
  if (reason.kind == ReasonKind::Answer) return {};  // a line of the input, which is that of the company
  const bool now = reason.place_after.known();
  const SourceMap* sources = now ? report.sources_after : report.sources_before;
  if (sources == nullptr) return {};
  const std::optional<Place> place = sources->place(now ? reason.place_after : reason.place_before);
  if (!place) return {};
  return pathFrom(place->file, options.directory) + ":" + std::to_string(place->line);
}

Message oneSidedText(const OneSided& companies, std::size_t most) {
  return {Phrase::Labelled,
          {{Phrase::CompaniesOf, {countText(companies.count())}},
           listText(companies.companies, companies.count(), most)}};
}

Change<Finding> changeOf(const PortfolioGroup& group) {
  Change<Finding> change;
  if (group.before) change.before = &*group.before;
  if (group.after) change.after = &*group.after;
  change.turn = group.turn;
  if (!change.before || !change.after) return change;
  if (change.before->severity != change.after->severity) change.fields.push_back(Field::Severity);
  if (group.law_differs) change.fields.push_back(Field::Law);
  if (change.before->strength != change.after->strength) change.fields.push_back(Field::Strength);
  return change;
}

std::vector<std::pair<Phrase, Message>> furtherText(const PortfolioGroup& group) {
  std::vector<std::pair<Phrase, Message>> out;
  if (group.due != DueMove::None) out.emplace_back(Phrase::LabelDue, dueText(group.due));
  for (auto& line : furtherText(changeOf(group))) out.push_back(std::move(line));
  return out;
}

std::vector<Message> packsText(const PortfolioPack& pack) {
  std::vector<Message> out;
  const Message id = verbatim(pack.id), before = verbatim(pack.version_before),
                after = verbatim(pack.version_after);
  if (pack.version_before.empty() && !pack.version_after.empty()) {
    out.push_back({Phrase::PackCame, {id, after}});
  } else if (pack.version_after.empty() && !pack.version_before.empty()) {
    out.push_back({Phrase::PackWent, {id, before}});
  } else if (pack.version_before != pack.version_after) {
    out.push_back({Phrase::PackVersions, {id, before, after}});
  }
  const Message more = countText(pack.companies_new), fewer = countText(pack.companies_gone);
  if (pack.companies_new > 0 && pack.companies_gone > 0) {
    out.push_back({Phrase::PackForBoth, {id, more, fewer}});
  } else if (pack.companies_new > 0) {
    out.push_back({Phrase::PackForMore, {id, more}});
  } else if (pack.companies_gone > 0) {
    out.push_back({Phrase::PackForFewer, {id, fewer}});
  }
  return out;
}

PortfolioTurns turnsOf(const PortfolioDifference& difference) {
  PortfolioTurns turns;
  for (const PortfolioGroup& group : difference.groups) {
    if (!group.concerns()) {
      turns.quiet += group.findings;
      continue;
    }
    const bool violated = group.after && group.after->outcome == Outcome::Violated &&
                          !(group.before && group.before->outcome == Outcome::Violated);
    turns.violated += violated ? group.findings : 0;
    (group.turn == Turn::Worse    ? turns.worse
     : group.turn == Turn::Better ? turns.better
                                  : turns.other) += group.findings;
  }
  return turns;
}

}  // namespace jurat
