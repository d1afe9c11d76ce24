// Blocks, and the rules, amounts and benefits that are made of them.
#include <algorithm>

#include "engine/bundle/block_check.h"

namespace jurat::bundle {
namespace {

using checked::Declaration;
using checked::DeclarationId;
using checked::DeclarationKind;

class Rules {
 public:
  explicit Rules(Checks& checks) : checks_(checks), rules_(checks.rules) {}

  void run() {
    const std::size_t declarations = checks_.program.declarations.size();
    if (!checks_.that(rules_.first_block.size() == declarations && rules_.first_amount.size() == declarations,
                      "the code belongs to other declarations"))
      return;
    for (std::uint32_t i = 0; i < declarations && checks_.good(); ++i) {
      if (checks_.here(DeclarationId{i})) definition(DeclarationId{i});
    }
    for (const RuleCode& each : rules_.rules) rule(each);
    for (const AmountCode& each : rules_.amounts) amount(each, DeclarationKind::Amount);
    for (const AmountCode& each : rules_.benefits) amount(each, DeclarationKind::Benefit);
    for (const auto& [pack, block] : rules_.called_for) {
      if (given(pack) && !checks_.here(pack)) continue;
      const bool there = isBlock(block) && given(pack) && given(rules_.blocks[block].subject);
      checks_.that(there && result(block) == Repr::Truth &&
                       !given(checks_.vocabulary.entities[rules_.blocks[block].subject].parent),
                   "a pack is called for by no condition");
    }
  }

 private:
  // A block that can be asked for its result.
  bool isBlock(BlockId id) const {
    return given(id) && !rules_.blocks[id].nested && rules_.blocks[id].count > 0;
  }
  const Step& stepAt(BlockId block, std::uint32_t slot) const {
    return rules_.steps[rules_.blocks[block].first + slot];
  }
  Repr result(BlockId block) const { return stepAt(block, rules_.blocks[block].result).repr; }
  // Whether a slot of the block holds that kind of value; kNoId where it may be absent.
  bool holds(BlockId block, std::uint32_t slot, Repr repr) const {
    return slot < rules_.blocks[block].count && stepAt(block, slot).repr == repr &&
           stepAt(block, slot).op != Op::MatchRows;
  }
  bool mayHold(BlockId block, std::uint32_t slot, Repr repr) const {
    return slot == kNoId || holds(block, slot, repr);
  }
  bool about(BlockId block, const Declaration& declaration, Repr repr) const {
    return isBlock(block) && rules_.blocks[block].subject == declaration.subject && result(block) == repr;
  }

  void definition(DeclarationId id) {
    const Declaration& declaration = checks_.program.declarations[id];
    const bool table = declaration.kind == DeclarationKind::DecisionTable;
    if (!table && declaration.kind != DeclarationKind::Define &&
        declaration.kind != DeclarationKind::Parameter)
      return;
    const std::uint32_t first = rules_.first_block[raw(id)];
    const std::size_t count = table ? declaration.decision.outputs.size()
                              : given(declaration.per)
                                  ? checks_.vocabulary.choices[declaration.per].lowest.size()
                                  : 1;
    if (!checks_.that(first < rules_.blocks.size() && count <= rules_.blocks.size() - first,
                      "a definition has no code"))
      return;
    for (std::uint32_t i = 0; i < count && checks_.good(); ++i) {
      const Type& type = table ? declaration.decision.outputs[i].type : declaration.type;
      checks_.that(about(BlockId{first + i}, declaration, reprOf(type)) &&
                       rules_.blocks[BlockId{first + i}].declaration == id &&
                       sameType(BlockId{first + i}, type),
                   "a definition has the code of another");
    }
    if (!table || !checks_.good()) return;
    const bool rows = first > 0 && isBlock(BlockId{first - 1});
    const Step* match =
        rows ? &stepAt(BlockId{first - 1}, rules_.blocks[BlockId{first - 1}].result) : nullptr;
    checks_.that(match && match->op == Op::MatchRows && rules_.tables[match->a].declaration == id &&
                     rules_.blocks[BlockId{first - 1}].subject == declaration.subject,
                 "a decision table has the code of another");
  }

  bool sameType(BlockId block, const Type& type) const {
    const Type& given_type = checks_.result_types[raw(block)];
    return given_type.kind == TypeKind::None || alike(given_type, type);
  }

  // Reports write what its slot holds as one of these.
  static bool isDeadline(const Type& type) {
    return type.kind == TypeKind::Date || type.kind == TypeKind::Moment || type.kind == TypeKind::None;
  }

  bool optionOf(const Declaration& declaration, std::uint32_t option) {
    const std::size_t options =
        given(declaration.per) ? checks_.vocabulary.choices[declaration.per].options.size() : 0;
    return checks_.that(given(declaration.per) ? option < options : option == kNoId,
                        "a rule is for no option");
  }

  bool isVersion(const Declaration& declaration, const checked::Version* version) {
    const std::vector<checked::Version>& all = declaration.versions;
    return checks_.that(version && !all.empty() && version >= all.data() && version < all.data() + all.size(),
                        "a version is one of another declaration");
  }

  void parts(BlockId block, const std::vector<NoteCode>& notes,
             const std::vector<ExceptionCode>& exceptions) {
    for (const NoteCode& note : notes)
      checks_.that(note.source && mayHold(block, note.when, Repr::Truth), "a note has no condition");
    for (const ExceptionCode& each : exceptions)
      checks_.that(each.branch && holds(block, each.condition, Repr::Truth), "an exception has no condition");
  }

  void rule(const RuleCode& rule) {
    if (!checks_.that(given(rule.declaration) &&
                          checks_.program.declarations[rule.declaration].kind == DeclarationKind::Rule,
                      "the code of a rule belongs to none"))
      return;
    if (!checks_.here(rule.declaration)) {
      checks_.that(rule.versions.empty(), "a rule is one of another pack");
      return;
    }
    const Declaration& declaration = checks_.program.declarations[rule.declaration];
    optionOf(declaration, rule.option);
    for (const RuleVersion& version : rule.versions) {
      if (!isVersion(declaration, version.source)) return;
      if (!checks_.that(about(version.dates, declaration, Repr::Truth) &&
                            about(version.applies, declaration, Repr::Truth) &&
                            about(version.duty, declaration, Repr::Verdict),
                        "a rule has the code of another"))
        return;
      const checked::Expr* deadline = checked::deadlineOf(version.source->general);
      const bool due = version.due == kNoId || (deadline && isDeadline(deadline->type) &&
                                                (holds(version.duty, version.due, Repr::Ordered) ||
                                                 holds(version.duty, version.due, Repr::Truth)));
      checks_.that(mayHold(version.dates, version.from_slot, Repr::Ordered) &&
                       mayHold(version.dates, version.until_slot, Repr::Ordered) && due,
                   "a rule holds from no day");
      for (const ExposureCode& exposure : version.exposures) {
        checks_.that(exposure.source && holds(version.duty, exposure.active, Repr::Truth) &&
                         mayHold(version.duty, exposure.when, Repr::Truth) &&
                         mayHold(version.duty, exposure.from, Repr::Ordered) &&
                         exposure.amount < rules_.amounts.size() &&
                         rules_.amounts[exposure.amount].declaration == exposure.source->amount,
                     "somebody is exposed to no amount");
      }
      parts(version.duty, version.notes, version.exceptions);
    }
  }

  void amount(const AmountCode& amount, DeclarationKind kind) {
    if (!checks_.that(
            given(amount.declaration) && checks_.program.declarations[amount.declaration].kind == kind,
            "the code of an amount belongs to none"))
      return;
    if (!checks_.here(amount.declaration)) {
      checks_.that(amount.versions.empty(), "an amount is one of another pack");
      return;
    }
    const Declaration& declaration = checks_.program.declarations[amount.declaration];
    optionOf(declaration, amount.option);
    for (const AmountVersion& version : amount.versions) {
      if (!isVersion(declaration, version.source)) return;
      const bool block =
          isBlock(version.block) && rules_.blocks[version.block].subject == declaration.subject;
      const bool dates = !given(version.dates) || about(version.dates, declaration, Repr::Truth);
      const bool eligible = !given(version.eligible) || about(version.eligible, declaration, Repr::Truth);
      if (!checks_.that(block && dates && eligible, "an amount has the code of another")) return;
      if (given(version.dates)) {
        checks_.that(mayHold(version.dates, version.from_slot, Repr::Ordered) &&
                         mayHold(version.dates, version.until_slot, Repr::Ordered),
                     "an amount holds from no day");
      }
      for (const BoundCode& bound : version.bounds) {
        checks_.that(mayHold(version.block, bound.at_least, Repr::Ordered) &&
                         mayHold(version.block, bound.at_most, Repr::Ordered),
                     "an amount has a bound that is no number");
      }
      parts(version.block, version.notes, version.exceptions);
    }
  }

  Checks& checks_;
  const RuleSet& rules_;
};

}  // namespace

// Blocks that others ask stand before them; those that run inside another are looked at where they run.
void checkBlocks(Checks& checks) {
  const auto& blocks = checks.rules.blocks;
  checks.that(checks.rules.where.size() == checks.rules.steps.size(),
              "steps and their places are not the same number");
  Known known;
  known.results.resize(blocks.size());
  known.depths.resize(blocks.size());
  // Options of one declaration share steps, and a list that several steps run over is looked at for each.
  constexpr std::uint64_t kShared = 64;
  known.budget = kShared * (checks.rules.steps.size() + blocks.size());
  for (std::uint32_t i = 0; i < blocks.size() && checks.good(); ++i) {
    const BlockCode& code = blocks[BlockId{i}];
    if (given(code.declaration) && code.option != kNoId) {
      const ChoiceId per = checks.program.declarations[code.declaration].per;
      checks.that(given(per) && code.option < checks.vocabulary.choices[per].options.size(),
                  "a block is for no option");
    }
    if (code.nested) continue;
    BlockCheck check(checks, known, BlockId{i}, nullptr);
    check.run();
    if (!checks.good()) return;
    known.depths[i] = check.depth();
    if (code.count > 0) known.results[i] = check.slot(code.result);
  }
  for (const Held& result : known.results) checks.result_types.push_back(result.type);
}

void checkRules(Checks& checks) { Rules(checks).run(); }

}  // namespace jurat::bundle
