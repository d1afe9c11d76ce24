#include "engine/advice/ask/supplied.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace jurat::asking {

std::vector<bool> suppliedOf(const RuleSet& rules) {
  std::vector<bool> out;
  for (const BlockCode& block : rules.blocks) {
    if (block.nested || block.count == 0) {
      out.push_back(false);
      continue;
    }
    const Step& last = rules.steps[block.first + block.result];
    bool option = last.repr == Repr::Option;
    if (option) {
      const Type& type = rules.types[last.type];
      option =
          type.kind == TypeKind::Choice && rules.vocabulary().choices[ChoiceId{type.id}].options.size() <= 64;
    }
    const bool few = option || last.repr == Repr::Truth || last.repr == Repr::Ordered;
    out.push_back(few && last.op != Op::MatchRows);
  }
  // Of these more than the result is read.
  const auto run = [&](BlockId block) {
    if (block != BlockId{kNoId}) out[raw(block)] = false;
  };
  for (const RuleCode& rule : rules.rules) {
    for (const RuleVersion& version : rule.versions) run(version.duty);
  }
  for (const std::vector<AmountCode>* amounts : {&rules.amounts, &rules.benefits}) {
    for (const AmountCode& amount : *amounts) {
      for (const AmountVersion& version : amount.versions) run(version.block);
    }
  }
  return out;
}

std::vector<BlockId> likeOf(const RuleSet& rules, const std::vector<bool>& supplied) {
  const auto before = [&](BlockId a, BlockId b) {
    const BlockCode &one = rules.blocks[a], &other = rules.blocks[b];
    const auto key = [](const BlockCode& code) {
      return std::tuple(raw(code.subject), raw(code.pack), code.option, code.result, code.count);
    };
    if (key(one) != key(other)) return key(one) < key(other);
    const auto first = rules.steps.begin() + one.first;
    const auto step = [](const Step& each) {
      return std::tuple(each.op, each.repr, each.flags, each.operand, each.count, each.a, each.b, each.c,
                        each.type);
    };
    return std::lexicographical_compare(first, first + one.count, rules.steps.begin() + other.first,
                                        rules.steps.begin() + other.first + other.count,
                                        [&](const Step& x, const Step& y) { return step(x) < step(y); });
  };
  std::set<BlockId, decltype(before)> firsts(before);
  std::vector<BlockId> out;
  for (std::uint32_t i = 0; i < rules.blocks.size(); ++i)
    out.push_back(supplied[i] ? *firsts.insert(BlockId{i}).first : BlockId{i});
  return out;
}

}  // namespace jurat::asking
