#include "engine/batch/answers.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/batch/kernels.h"
#include "engine/evaluate/amounts.h"
#include "engine/evaluate/verdict.h"

namespace jurat::batch {
namespace {

class Answering {
 public:
  Answering(BlockMachine& machine, const EvaluateOptions& options, Answers& out)
      : machine_(machine), program_(*machine.rules().program), options_(options), out_(out) {}

  void run(const std::vector<BlockId>& definitions) {
    out_.amounts.clear();
    out_.apart = machine_.columns().apart;
    selectAll();
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < machine_.rules().rules.size(); ++i) {
      if (anywhere(packOf(machine_.rules().rules[i].declaration))) order.push_back(i);
    }
    const auto id = [&](std::uint32_t i) -> const std::string& {
      return program_.packs[packOf(machine_.rules().rules[i].declaration)].id;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return id(a) < id(b); });
    out_.rules.resize(order.size());
    for (std::size_t at = 0; at < order.size(); ++at) rule(order[at], out_.rules[at]);
    for (std::uint32_t i = 0; i < machine_.rules().amounts.size(); ++i) {
      const checked::DeclarationId declaration = machine_.rules().amounts[i].declaration;
      const EntityId subject = program_.declarations[declaration].subject;
      const bool root = machine_.rules().vocabulary().entities[subject].parent == EntityId{kNoId};
      if (root && anywhere(packOf(declaration))) amount(i, subject);
    }
    out_.definitions.resize(definitions.size());
    for (std::size_t i = 0; i < definitions.size(); ++i) definition(definitions[i], out_.definitions[i]);
  }

 private:
  PackId packOf(checked::DeclarationId id) const { return program_.declarations[id].pack; }
  bool anywhere(PackId pack) const {
    // Which packs run for a company that only the scalar machine knows is not known yet.
    if (std::find(out_.apart.begin(), out_.apart.end(), std::uint8_t{1}) != out_.apart.end()) return true;
    return std::any_of(out_.selections.begin(), out_.selections.end(),
                       [&](const std::vector<std::uint8_t>& each) { return each[raw(pack)] != 0; });
  }
  const ElementTable& table(EntityId entity) const { return machine_.columns().tables[entity]; }

  // Companies that ask for the same packs, and for which the same are not called, run the same.
  void selectAll() {
    out_.selections.clear();
    out_.selection.clear();
    const Columns& columns = machine_.columns();
    const std::size_t packs = program_.packs.size();
    // By company and pack, whether it is certain that the pack is not called for. Packs that are named run
    // whether they are called for or not.
    std::vector<std::uint8_t> refused;
    if (options_.named.empty() && !machine_.rules().called_for.empty()) {
      refused.assign(columns.companies * packs, 0);
      for (const auto& [pack, block] : machine_.rules().called_for) refuse(pack, block, refused);
    }
    const std::uint8_t* none = nullptr;
    std::map<std::pair<std::vector<std::string>, std::vector<std::uint8_t>>, std::uint32_t> known;
    for (std::size_t company = 0; company < columns.companies; ++company) {
      const std::uint8_t* mine = refused.empty() ? none : refused.data() + company * packs;
      if (company > 0 && columns.frameworks[company] == columns.frameworks[company - 1] &&
          (!mine || std::equal(mine, mine + packs, mine - packs))) {
        out_.selection.push_back(out_.selection.back());
        continue;
      }
      std::vector<std::uint8_t> not_called(mine, mine ? mine + packs : mine);
      const auto [place, first] = known.try_emplace({columns.frameworks[company], std::move(not_called)},
                                                    static_cast<std::uint32_t>(out_.selections.size()));
      out_.selection.push_back(place->second);
      if (!first) continue;
      std::vector<std::uint8_t> runs(packs, 0);
      const auto is_refused = [&](PackId pack) { return mine && mine[raw(pack)] != 0; };
      for (const PackUse& use : selectPacks(program_, columns.frameworks[company], is_refused, options_))
        runs[raw(use.pack)] = use.loaded;
      out_.selections.push_back(std::move(runs));
    }
  }

  void refuse(PackId pack, BlockId block, std::vector<std::uint8_t>& refused) {
    const std::size_t packs = program_.packs.size();
    const Column& called = machine_.result(block);
    const ElementTable& roots = table(machine_.rules().blocks[block].subject);
    for (std::size_t company = 0; company < machine_.columns().companies; ++company) {
      const std::uint32_t root = roots.first[company];
      if (root == roots.first[company + 1]) continue;
      const std::uint8_t can = called.can[called.at(root)];
      if (can & kEscaped) out_.apart[company] = 1;
      if (can == kNo) refused[company * packs + raw(pack)] = 1;
    }
  }

  void rule(std::uint32_t index, RuleAnswers& out) {
    const RuleCode& code = machine_.rules().rules[index];
    const checked::Declaration& declaration = program_.declarations[code.declaration];
    out.rule = index;
    out.due.clear();
    out.due_open.clear();
    out.any_escaped = false;
    out.subject = declaration.subject;
    const std::size_t n = table(out.subject).listed;
    out.outcome.assign(n, Outcome::NotInForce);
    out.possible.assign(n, kNotInForce);
    out.escaped.assign(n, 0);
    const RuleVersion* version = versionOn(code, options_.as_of.day);
    if (!version || n == 0) return;
    force_.assign(n, 0);
    applies_.assign(n, 0);
    duty_.assign(n, 0);
    duty_can_.assign(n, 0);
    bytesOf(version->dates, n, force_);
    if (bitsOf(force_.data(), n) & kYes) bytesOf(version->applies, n, applies_);
    keepWhere(force_.data(), kYes, n, applies_.data());
    if (bitsOf(applies_.data(), n) & kYes) duties(*version, n, out);
    verdicts(*version, n, out);
    if (declaration.control) leaveOut(declaration, n, out);
  }

  void bytesOf(BlockId block, std::size_t n, std::vector<std::uint8_t>& out) {
    machine_.run(block, n, [&](const Run& run) {
      const Column& result = run.columns[run.code->result];
      bytesOf(result.can, result.uniform, n, out);
    });
  }

  static void bytesOf(const std::uint8_t* from, bool uniform, std::size_t n, std::vector<std::uint8_t>& out) {
    if (uniform) {
      std::fill_n(out.data(), n, from[0]);
    } else {
      std::copy_n(from, n, out.data());
    }
  }

  void duties(const RuleVersion& version, std::size_t n, RuleAnswers& out) {
    machine_.run(version.duty, n, [&](const Run& run) {
      const Column& result = run.columns[run.code->result];
      bytesOf(result.can, result.uniform, n, duty_can_);
      bytesOf(result.flags, result.uniform, n, duty_);
      if (version.due == kNoId) return;
      const Column& due = run.columns[version.due];
      out.due.assign(n, kNoDue);
      out.due_open.assign(n, 0);
      const std::int64_t today =
          dueToday(machine_.rules(), options_.as_of, version).toInt64().value_or(kNoDue);
      const std::int64_t told_as_none = reckonsDueFromToday(machine_.rules(), version) ? today : kNoDue;
      for (std::size_t i = 0; i < n; ++i) {
        if (!(applies_[i] & kYes)) continue;
        const std::size_t place = due.at(i);
        // Whether there is a deadline at all depends on whether the duty is looked at.
        if (((force_[i] | applies_[i] | due.can[place]) & kEscaped) || due.scale != 0) {
          out.escaped[i] = 1;
        } else {
          dueDay(due, i, told_as_none, out);
        }
      }
    });
  }

  // dueDayOf() of the scalar machine; an earliest day is not told where it is `today`.
  static void dueDay(const Column& due, std::size_t lane, std::int64_t today, RuleAnswers& out) {
    const std::size_t place = due.at(lane);
    const bool value = due.can[place] & kValue, low = value && !(due.flagsAt(lane) & kLowOpen);
    const bool exact = low && !(due.flagsAt(lane) & kHighOpen) && due.low[place] == due.highAt(lane);
    const bool open = !single(due.can[place]) || (value && !exact);
    out.due_open[lane] = open ? 1 : 0;
    if (!low) return;
    if (!open || due.low[place] != today) out.due[lane] = due.low[place];
  }

  // judge() and answerOf() of the scalar machine (engine/evaluate/verdict.cpp), for all lanes.
  void verdicts(const RuleVersion& version, std::size_t n, RuleAnswers& out) {
    const bool unconfirmed = version.source->general.confidence.level == checked::Level::Unconfirmed;
    static_assert(sizeof(Outcome) == 1);
    judgeRules({force_.data(), applies_.data(), duty_can_.data(), duty_.data()}, unconfirmed, n,
               out.possible.data(), reinterpret_cast<std::uint8_t*>(out.outcome.data()), out.escaped.data());
    out.any_escaped = bitsOf(out.escaped.data(), n) != 0;
  }

  // A control whose option is not there on the day is not in force.
  void leaveOut(const checked::Declaration& declaration, std::size_t n, RuleAnswers& out) {
    const Vocabulary& vocabulary = machine_.rules().vocabulary();
    const Choice& catalogue = vocabulary.choices[vocabulary.entities[declaration.subject].keyed_by];
    for (std::size_t i = 0; i < n; ++i) {
      const auto [from, until] = catalogue.days(table(out.subject).option[i]);
      if (from <= options_.as_of.day && options_.as_of.day <= until) continue;
      out.outcome[i] = Outcome::NotInForce;
      out.possible[i] = kNotInForce;
      out.escaped[i] = 0;
      if (out.due.empty()) continue;
      out.due[i] = kNoDue;
      out.due_open[i] = 0;
    }
  }

  void definition(BlockId block, DefinitionAnswers& out) {
    out.block = block;
    out.subject = machine_.rules().blocks[block].subject;
    out.memory.clear();
    const Column& value = machine_.result(block);
    out.lanes = out.subject == EntityId{kNoId} ? 1 : table(out.subject).listed;
    out.value = copyOf(out.memory, value, out.lanes);
    std::uint8_t all = 0;
    for (std::size_t i = 0; i < (value.uniform ? 1 : out.lanes); ++i) all |= value.can[i];
    out.any_escaped = (all & kEscaped) != 0;
  }

  void amount(std::uint32_t index, EntityId subject) {
    const AmountCode& code = machine_.rules().amounts[index];
    AmountAnswers& out = out_.amounts.emplace_back();
    out.amount = index;
    out.subject = subject;
    const std::size_t n = table(subject).listed;
    const AmountVersion* version = versionOn(code, options_.as_of.day);
    out.in_force.assign(n, version != nullptr);
    out.maybe_in_force.assign(n, 0);
    out.escaped.assign(n, 0);
    out.currency.assign(n, program_.declarations[code.declaration].type.id);
    if (!version || n == 0) return;
    if (version->dates != BlockId{kNoId}) {
      force_.assign(n, 0);
      bytesOf(version->dates, n, force_);
      const std::uint8_t* __restrict force = force_.data();
      std::uint8_t *in_force = out.in_force.data(), *maybe = out.maybe_in_force.data();
      std::uint8_t* escaped = out.escaped.data();
      for (std::size_t i = 0; i < n; ++i) in_force[i] = (force[i] & kYes) != 0;
      for (std::size_t i = 0; i < n; ++i) maybe[i] = in_force[i] && !single(force[i]);
      for (std::size_t i = 0; i < n; ++i) escaped[i] = (force[i] & kEscaped) != 0;
    }
    if (bitsOf(out.in_force.data(), n) == 0) return;
    machine_.run(version->block, n, [&](const Run& run) {
      for (const BoundCode& bound : version->bounds) {
        AmountAnswers::Bound& made = out.bounds.emplace_back();
        made.label = &bound.label;
        side(run, bound.at_least, true, made.least, out);
        side(run, bound.at_most, false, made.most, out);
      }
    });
    out.any_escaped = bitsOf(out.escaped.data(), n) != 0;
  }

  // setSide() of the scalar machine (engine/evaluate/amounts.cpp), for all lanes.
  void side(const Run& run, std::uint32_t slot, bool least, SideAnswers& made, AmountAnswers& out) {
    const std::size_t n = out.in_force.size();
    made.state.assign(n, 0);
    made.low.assign(n, 0);
    made.high.assign(n, 0);
    if (slot == kNoId) return;
    const Column& column = run.columns[slot];
    made.scale = column.scale;
    // What a column does not have is the same in every lane: it is read over and over.
    static constexpr std::uint8_t kNoFlags = 0;
    const std::size_t stride = column.uniform ? 0 : 1, flags_stride = column.flags ? stride : 0;
    const std::uint8_t* all_flags = column.flags ? column.flags : &kNoFlags;
    const std::int64_t* all_highs = column.high ? column.high : column.low;
    const std::uint8_t* in_force = out.in_force.data();
    std::uint8_t *states = made.state.data(), *escaped = out.escaped.data();
    std::int64_t *lows = made.low.data(), *highs = made.high.data();
    const std::uint8_t low_none = least ? kNone : std::uint8_t{0},
                       high_none = least ? std::uint8_t{0} : kNone;
    for (std::size_t i = 0; i < n; ++i) {
      if (!in_force[i]) continue;
      const std::uint8_t can = column.can[i * stride], flags = all_flags[i * flags_stride];
      const std::uint8_t possible = can & kPossible;
      escaped[i] |= (can & kEscaped) ? std::uint8_t{1} : std::uint8_t{0};
      if (possible == kNone) continue;  // not set by the level that decides
      std::uint8_t state = kHas;
      if (can & kError) state |= possible == kError ? kFails : kMayFail;
      if (can & kValue) {
        state |= (flags & kLowOpen) || (can & low_none) ? std::uint8_t{0} : kHasLow;
        state |= (flags & kHighOpen) || (can & high_none) ? std::uint8_t{0} : kHasHigh;
        lows[i] = column.low[i * stride];
        highs[i] = all_highs[i * stride];
      }
      states[i] = state;
    }
    currencies(column, out);
  }

  // Amounts are of the currency they were reckoned in, where that is known.
  static void currencies(const Column& column, AmountAnswers& out) {
    const std::size_t n = out.in_force.size();
    std::uint32_t* currency = out.currency.data();
    if (!column.units) {
      std::uint32_t apart = 0;
      for (std::size_t i = 0; i < n; ++i) apart |= currency[i] ^ column.unit;
      if (column.unit == 0 || apart == 0) return;
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint8_t can = column.can[column.at(i)];
      const std::uint32_t unit = column.unitAt(i);
      const bool counts = out.in_force[i] && (can & kValue) && (can & kPossible) != kNone && unit != 0;
      currency[i] = counts ? unit : currency[i];
    }
  }

  BlockMachine& machine_;
  const checked::Program& program_;
  const EvaluateOptions& options_;
  Answers& out_;
  std::vector<std::uint8_t> force_, applies_, duty_, duty_can_;  // of the rule at hand
};

}  // namespace

void answer(BlockMachine& machine, const EvaluateOptions& options, Answers& out,
            const std::vector<BlockId>& definitions) {
  Answering(machine, options, out).run(definitions);
}

}  // namespace jurat::batch
