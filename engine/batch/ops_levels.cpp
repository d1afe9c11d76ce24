// Levels of exceptions of which a byte a lane says all: all cases at once.
#include <algorithm>

#include "engine/batch/kernels.h"
#include "engine/batch/ops.h"

namespace jurat::batch {

// Which cases clash. False where that depends on which of them is asked.
bool Ops::pairsOf(const std::vector<const SelectCase*>& cases, Level& level) const {
  for (std::size_t k = 1; k < cases.size(); ++k) {
    for (std::size_t j = 0; j < k; ++j) {
      if (cases[j]->value == cases[k]->value) continue;
      const bool apart = cases[j]->excludes(cases[k]->branch);
      if (apart != cases[k]->excludes(cases[j]->branch)) return false;
      level.pairs[j][k] = {apart ? std::uint8_t{0} : std::uint8_t{0xff}, 0xff};
    }
  }
  return true;
}

// Truth values and verdicts. False where the level is another one.
bool Ops::byteSelect(const Step& step, const std::vector<const SelectCase*>& cases, std::uint32_t general,
                     Column& out) {
  const bool truth = step.repr == Repr::Truth;
  if ((!truth && step.repr != Repr::Verdict) || cases.size() > Level::kMost || cases.empty()) return false;
  Level level;
  level.truth = truth;
  level.error = truth ? kError : kFailed;
  const auto flagged = [&](std::uint32_t slot) { return truth && at(slot).flags; };
  if ((general != kNoId && flagged(general)) || !pairsOf(cases, level)) return false;
  for (const SelectCase* each : cases) {
    if (flagged(each->value)) return false;
    const Column value = spread(at(each->value));
    level.cases[level.count++] = {spread(at(each->condition)).can, truth ? value.can : value.flags,
                                  value.can};
  }
  const std::size_t n = lanes();
  if (general == kNoId) {
    level.general = arena().filled<std::uint8_t>(n, level.error);
    level.general_can = truth ? level.general : arena().filled<std::uint8_t>(n, kValue);
  } else {
    const Column value = spread(at(general));
    level.general = truth ? value.can : value.flags;
    level.general_can = value.can;
  }
  out = makeColumn(arena(), step.repr, n);
  auto* odd = bytes();
  joinLevel(level, n, out.flags, out.can, odd);
  if (bitsOf(odd, n)) mend(step, out, odd);
  return true;
}

namespace {

// One option, the same in every lane, with room for an error above it.
bool isOption(const Column& column) {
  return column.uniform && column.words == 1 && column.can[0] == kValue && !column.flagsAt(0) &&
         column.mustAt(0) == column.may[0] && column.may[0] != 0 && column.may[0] < kOptionError &&
         (column.may[0] & (column.may[0] - 1)) == 0;
}

}  // namespace

// A choice of which each case names one option.
bool Ops::optionSelect(const Step& step, const std::vector<const SelectCase*>& cases, std::uint32_t general,
                       Column& out) {
  if (step.repr != Repr::Option || cases.size() > Level::kMost || cases.empty()) return false;
  const auto named = [&](const SelectCase* each) { return isOption(at(each->value)); };
  Level level;
  level.error = kOptionError;
  if (general == kNoId || !isOption(at(general)) || !std::all_of(cases.begin(), cases.end(), named) ||
      !pairsOf(cases, level))
    return false;
  const std::size_t n = lanes();
  const auto* value_can = arena().filled<std::uint8_t>(n, kValue);
  const auto option = [&](std::uint32_t slot) {
    return arena().filled(n, static_cast<std::uint8_t>(at(slot).may[0]));
  };
  for (const SelectCase* each : cases)
    level.cases[level.count++] = {spread(at(each->condition)).can, option(each->value), value_can};
  level.general = option(general);
  level.general_can = value_can;
  out = makeColumn(arena(), step.repr, n);
  std::uint8_t *value = bytes(), *odd = bytes();
  joinLevel(level, n, value, out.can, odd);
  if (optionsOf(value, n, out.can, out.may)) {
    out.must = arena().take<std::uint64_t>(n);
    out.flags = bytes();
    severalOptions(value, n, out.must, out.flags);
  }
  if (bitsOf(odd, n)) mend(step, out, odd);
  return true;
}

}  // namespace jurat::batch
