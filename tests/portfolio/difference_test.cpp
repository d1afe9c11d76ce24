// Differences of portfolios say what evaluate() says of each company on both sides; swapped sides swap them.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/batch/records.h"
#include "engine/evaluate/evaluate.h"
#include "engine/portfolio/difference.h"
#include "engine/portfolio/exposures.h"
#include "tests/agreement/run.h"
#include "tests/portfolio/records.h"

using namespace jurat;
using namespace jurat::portfolio;
using namespace jurat::portfolio::test;

namespace {

Options on(const std::string& day) {
  Options out = options(RowKind::Company, {});
  out.evaluate.as_of = {*parseDate(day), std::nullopt};
  return out;
}

Plan planOn(const std::string& day, std::size_t threads = 1, std::size_t block = 1'024) {
  Options out = on(day);
  out.threads = threads;
  out.block = block;
  return {corpus().rules, out};
}

std::vector<std::string> roots() {
  std::vector<std::string> out;
  for (const Entity& entity : corpus().rules->vocabulary().entities) {
    if (entity.parent == EntityId{kNoId}) out.push_back(entity.name);
  }
  return out;
}

Differed onDays(const Plan& before, const Plan& after, const std::vector<std::string>& records) {
  MemorySource source(records);
  const std::unique_ptr<Pairs> pairs = onePortfolio(source);
  return difference(before, after, *pairs);
}

Differed ofTwo(const Plan& plan, const std::vector<std::string>& one, const std::vector<std::string>& two) {
  MemorySource before(one), after(two);
  const std::unique_ptr<Pairs> pairs = twoPortfolios(before, after, roots());
  return difference(plan, plan, *pairs);
}

// ---- the same from single companies

std::string stateOf(Outcome outcome, const std::vector<Outcome>& could_be) {
  std::string out(outcomeWord(outcome));
  for (const Outcome one : could_be) out += "/" + std::string(outcomeWord(one));
  return out;
}
std::string stateOf(const std::optional<Finding>& finding) {
  return finding ? stateOf(finding->outcome, finding->could_be) : "nothing";
}
std::string stateOf(const Finding* finding) {
  return finding ? stateOf(finding->outcome, finding->could_be) : "nothing";
}

DueMove moveOf(const Finding* a, const Finding* b) {
  if (!a || !b || a->due == b->due) return DueMove::None;
  if (a->due.empty() || b->due.empty()) return a->outcome == b->outcome ? DueMove::Another : DueMove::None;
  if (a->due.size() != b->due.size()) return DueMove::Another;
  return b->due < a->due ? DueMove::Earlier : DueMove::Later;
}

struct Count {
  std::uint64_t findings = 0, companies = 0;
};
// By rule, state before, state after, move of the day, and how it turns.
using Counts = std::map<std::tuple<std::string, std::string, std::string, DueMove, Turn>, Count>;

Counts countsOf(const PortfolioDifference& difference) {
  Counts out;
  for (const PortfolioGroup& group : difference.groups) {
    Count& count = out[{group.rule, stateOf(group.before), stateOf(group.after), group.due, group.turn}];
    count.findings += group.findings;
    count.companies += group.companies;
  }
  return out;
}

std::vector<Assessment> assessments(const Plan& plan, const std::vector<std::string>& records) {
  std::vector<Assessment> all;
  batch::RecordReader reader(plan.rules, plan.options.evaluate.as_of);
  Machine machine(plan.rules);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string padded = records[i] + std::string(batch::kPadding, ' ');
    const std::optional<Profile> profile = reader.profile(
        {.text = std::string_view(padded).substr(0, records[i].size()), .name = "memory", .line = i + 1});
    REQUIRE(profile);
    all.push_back(evaluate(machine, *profile, plan.options.evaluate));
  }
  return all;
}

Counts countsOf(const std::vector<Assessment>& before, const std::vector<Assessment>& after,
                std::uint64_t& differing) {
  Counts out;
  for (std::size_t i = 0; i < before.size(); ++i) {
    std::map<std::pair<std::string, std::string>, std::pair<const Finding*, const Finding*>> both;
    for (const Finding& one : before[i].findings) both[{one.id, one.subject_path}].first = &one;
    for (const Finding& one : after[i].findings) both[{one.id, one.subject_path}].second = &one;
    std::set<Counts::key_type> seen;
    for (const auto& [key, pair] : both) {
      const auto [a, b] = pair;
      if (stateOf(a) == stateOf(b) && moveOf(a, b) == DueMove::None) continue;
      const Counts::key_type group(key.first, stateOf(a), stateOf(b), moveOf(a, b), turnOf(a, b));
      ++out[group].findings;
      if (seen.insert(group).second) ++out[group].companies;
    }
    differing += seen.empty() ? 0 : 1;
  }
  return out;
}

Stakes stakesOf(const std::vector<Assessment>& all) {
  Stakes out;
  for (const Assessment& assessment : all) {
    for (const ExposureLine& line : assessment.exposures) {
      const AmountResult& amount = assessment.amounts[line.amount];
      StakeSum& sum = out[std::string(currencyCode(amount.currency))];
      const Ceiling ceiling = ceilingOf(amount);
      ++sum.lines;
      if (!ceiling.in_force) continue;
      if (ceiling.low && line.state == ExposureState::Live) sum.at_least = *add(sum.at_least, *ceiling.low);
      if (ceiling.high) {
        sum.at_most = *add(sum.at_most, *ceiling.high);
      } else {
        ++sum.unbounded;
      }
    }
  }
  return out;
}

std::string listed(const Counts& counts) {
  std::string out;
  for (const auto& [key, count] : counts)
    out += std::get<0>(key) + ": " + std::get<1>(key) + " -> " + std::get<2>(key) + " " +
           std::to_string(static_cast<int>(std::get<3>(key))) +
           std::to_string(static_cast<int>(std::get<4>(key))) + " " + std::to_string(count.findings) + "/" +
           std::to_string(count.companies) + "\n";
  return out;
}

Turn turned(Turn turn) {
  return turn == Turn::Worse ? Turn::Better : turn == Turn::Better ? Turn::Worse : turn;
}
DueMove turned(DueMove move) {
  return move == DueMove::Earlier ? DueMove::Later : move == DueMove::Later ? DueMove::Earlier : move;
}

}  // namespace

TEST_CASE("two days: counts, companies and exposures are those of single companies") {
  const std::vector<std::string> records = variations(agreement::orFewer(150, 50), 7);
  for (const auto& days : {std::pair("2026-11-23", "2027-12-03"), {"2025-01-31", "2026-11-23"}}) {
    INFO(days.first, " ", days.second);
    const Plan before = planOn(days.first), after = planOn(days.second, 2, 32);
    const Differed differed = onDays(before, after, records);
    CHECK(differed.complaints.empty());
    const PortfolioDifference& found = differed.difference;
    const std::vector<Assessment> one = assessments(before, records), two = assessments(after, records);
    std::uint64_t differing = 0;
    const Counts wanted = countsOf(one, two, differing);
    CHECK(wanted.size() > 20);
    CHECK(listed(countsOf(found)) == listed(wanted));
    CHECK(found.counts.companies == records.size());
    CHECK(found.counts.differing == differing);
    CHECK(found.stakes_before == stakesOf(one));
    CHECK(found.stakes_after == stakesOf(two));
  }
}

TEST_CASE("two portfolios in another order: the same, and who comes and goes is named") {
  const Plan plan = planOn("2026-11-23");
  const std::size_t companies = agreement::orFewer(120, 40);
  std::vector<std::string> then = variations(companies, 3), now = variations(companies, 4);
  std::uint64_t differing = 0;
  const Counts wanted = countsOf(assessments(plan, then), assessments(plan, now), differing);
  CHECK(wanted.size() > 20);
  std::reverse(now.begin(), now.end());
  const std::vector<std::string> others = variations(companies + 2, 5);
  then.push_back(others[companies]);
  now.insert(now.begin() + 5, others[companies + 1]);
  const Differed differed = ofTwo(plan, then, now);
  CHECK(listed(countsOf(differed.difference)) == listed(wanted));
  CHECK(differed.difference.counts.companies == companies);
  CHECK(differed.difference.counts.differing == differing);
  REQUIRE(differed.difference.gone.count() == 1);
  CHECK(differed.difference.gone.companies.at(0).name ==
        "Acme, =\"" + std::to_string(companies) + "\" \u00fc");
  CHECK(differed.difference.gone.companies.at(0).line_before == companies + 1);
  REQUIRE(differed.difference.came.count() == 1);
  CHECK(differed.difference.came.companies.at(0).line_after == 6);
}

TEST_CASE("swapped sides swap the difference, and a portfolio does not differ from itself") {
  const Plan plan = planOn("2026-11-23"), later = planOn("2027-12-03");
  const std::size_t companies = agreement::orFewer(60, 20);
  const std::vector<std::string> one = variations(companies, 8), two = variations(companies, 9);
  const auto swaps = [](const PortfolioDifference& there, const PortfolioDifference& back) {
    Counts turned_round;
    for (const auto& [key, count] : countsOf(back)) {
      const auto& [rule, before, after, due, turn] = key;
      turned_round[{rule, after, before, turned(due), turned(turn)}] = count;
    }
    CHECK(listed(turned_round) == listed(countsOf(there)));
    CHECK(there.stakes_before == back.stakes_after);
    CHECK(there.stakes_after == back.stakes_before);
    CHECK(there.gone.count() == back.came.count());
    CHECK(there.counts.differing == back.counts.differing);
  };
  swaps(onDays(plan, later, one).difference, onDays(later, plan, one).difference);
  swaps(ofTwo(plan, one, two).difference, ofTwo(plan, two, one).difference);
  for (const Differed& none : {onDays(plan, plan, one), ofTwo(plan, one, one)}) {
    CHECK(none.difference.groups.empty());
    CHECK(none.difference.packs.empty());
    CHECK(none.difference.counts.differing == 0);
    CHECK(none.difference.counts.companies == companies);
    CHECK(none.difference.stakes_before == none.difference.stakes_after);
  }
}

TEST_CASE("threads and blocks do not show, examples are the first companies") {
  const std::vector<std::string> records = variations(agreement::orFewer(90, 45), 11);
  const Plan before = planOn("2026-11-23");
  const auto text = [&](std::size_t threads, std::size_t block) {
    const Differed differed = onDays(before, planOn("2027-12-03", threads, block), records);
    std::string out = listed(countsOf(differed.difference));
    for (const PortfolioGroup& group : differed.difference.groups) {
      out += group.rule;
      std::uint64_t last = 0;
      for (const PortfolioCompany& company : group.examples) {
        CHECK(company.line_after > last);
        last = company.line_after;
        CHECK(company.records->before == records[company.line_before - 1]);
        out += " " + std::to_string(company.line_after) + company.subject_path_after;
      }
      for (const auto& [currency, sum] : group.stakes_after) out += " " + currency + sum.at_most.text();
      out += "\n";
    }
    return out;
  };
  const std::string plain = text(1, 1'024);
  CHECK(text(1, 7) == plain);
  CHECK(text(3, 16) == plain);
}

TEST_CASE("records that are no pair are refused and counted, the others are held against each other") {
  const Plan plan = planOn("2026-11-23");
  std::vector<std::string> then = variations(6, 1), now = variations(6, 2);
  then[1] = "?";
  then[2] = "{\"jurat\":1,\"company\":{\"markets\":[]}}";  // no name
  then.push_back(then[3]);                                 // once more
  now[4] = now[4].substr(0, now[4].size() / 2);            // breaks off
  const Differed differed = ofTwo(plan, then, now);
  CHECK(differed.difference.counts.refused == 4);
  CHECK(differed.difference.counts.companies == 3);
  CHECK(differed.difference.gone.count() == 0);
  CHECK(differed.difference.came.count() == 2);
  REQUIRE(differed.complaints.size() == 4);
  const auto said = [&](const std::string& part) {
    return std::any_of(differed.complaints.begin(), differed.complaints.end(),
                       [&](const std::string& each) { return each.find(part) != std::string::npos; });
  };
  CHECK(said("memory:2:1: error[J0601]"));
  CHECK(said("memory:3:1: error[J0675]: the record says no name of its company"));
  CHECK(said("memory:7:1: error[J0675]: the record on line 4 is of the same company"));
  CHECK(said("memory:5:"));
  // Of one input each bad record is complained about once.
  std::vector<std::string> records = variations(4, 1);
  records[2] = "{";
  const Differed days = onDays(plan, planOn("2027-12-03"), records);
  CHECK(days.complaints.size() == 1);
  CHECK(days.difference.counts.refused == 1);
  CHECK(days.difference.counts.companies == 3);
}

TEST_CASE("records without a partner are read as well: bad ones are refused, the others all named in order") {
  const Plan plan = planOn("2026-11-23", 3, 4);
  const std::vector<std::string> then = variations(1, 1);
  std::vector<std::string> now = variations(25, 2);
  now[7].replace(now[7].rfind('}'), 1, "");                               // breaks off, its name is there
  now[9] = "{\"jurat\":1,\"company\":{\"name\":\"Odd\",\"no_such\":3}}";  // a fact that nobody asks for
  now[11] = "{\"jurat\":1,\"company\":";                                  // no name, and no JSON
  const Differed differed = ofTwo(plan, then, now);
  CHECK(differed.difference.counts.companies == 1);
  CHECK(differed.difference.counts.refused == 3);
  REQUIRE(differed.complaints.size() == 3);
  for (const std::string& complaint : differed.complaints)
    CHECK(complaint.find("J0675") == std::string::npos);
  REQUIRE(differed.difference.came.count() == 21);
  CHECK(differed.difference.differs());
  std::uint64_t last = 1;
  for (const PortfolioCompany& company : differed.difference.came.companies) {
    CHECK(company.line_after > last);
    CHECK(company.name.starts_with("Acme"));
    last = company.line_after;
  }
  const Differed back = ofTwo(plan, now, then);
  CHECK(back.difference.gone.count() == 21);
  CHECK(back.difference.counts.refused == 3);
  CHECK(!ofTwo(plan, then, then).difference.differs());
}

TEST_CASE("records that wait are counted with what they take, and too many of them are an error") {
  const auto companies = [](const std::string& prefix) {
    std::vector<std::string> out;
    for (int i = 0; i < 400'000; ++i)
      out.push_back(R"({"jurat":1,"company":{"name":")" + prefix + std::to_string(i) + "\"}}");
    return out;
  };
  MemorySource before(companies("A")), after(companies("B"));
  const std::unique_ptr<Pairs> pairs = twoPortfolios(before, after, roots());
  PairChunk chunk;
  const Result<bool> more = pairs->next(chunk, 1'024);
  REQUIRE(!more);
  CHECK(more.error().message.find("sort both by the same id or name") != std::string::npos);
  // A record with what stands around it takes some 500 bytes.
  CHECK(pairs->read() > kWaitingBytes / 1'000);
  CHECK(pairs->read() < kWaitingBytes / 350);
}
