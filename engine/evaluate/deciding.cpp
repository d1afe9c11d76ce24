#include "engine/evaluate/deciding.h"

#include <algorithm>

#include "engine/evaluate/steps.h"

namespace jurat {
namespace {

using checked::Branch;

// The slots of a declaration that an exception can restate.
constexpr std::uint8_t kDuty = 1, kDue = 2, kExposes = 4, kValueSlot = 8;

std::uint8_t restated(const Branch& branch) {
  std::uint8_t slots = 0;
  if (branch.duty != checked::DutyKind::None) slots |= kDuty;
  if (branch.due) slots |= kDue;
  if (!branch.exposes.empty()) slots |= kExposes;
  if (branch.equals || branch.at_least || branch.at_most || !branch.alternatives.empty()) slots |= kValueSlot;
  return slots;
}

class Deciding {
 public:
  Deciding(const std::vector<ExceptionCode>& exceptions, const Frame& frame)
      : exceptions_(exceptions), frame_(frame) {}

  bool decides(const ExceptionCode& exception) const {
    if (!frame_.slots[exception.condition].is(kYes)) return false;
    const Inside inside = below(*exception.branch);
    const std::uint8_t own = restated(*exception.branch);
    return own == 0 ? !inside.holds : (own & ~inside.slots) != 0;
  }

 private:
  struct Inside {
    bool holds = false;      // some exception inside does
    std::uint8_t slots = 0;  // what those that do restate
  };

  Inside below(const Branch& branch) const {
    Inside out;
    for (const Branch& inner : branch.exceptions) {
      const auto found = std::find_if(exceptions_.begin(), exceptions_.end(),
                                      [&](const ExceptionCode& each) { return each.branch == &inner; });
      if (found == exceptions_.end() || !frame_.slots[found->condition].is(kYes)) continue;
      const Inside deeper = below(inner);
      out.holds = true;
      out.slots = static_cast<std::uint8_t>(out.slots | restated(inner) | deeper.slots);
    }
    return out;
  }

  const std::vector<ExceptionCode>& exceptions_;
  const Frame& frame_;
};

}  // namespace

std::vector<std::string> decidingExceptions(const std::vector<ExceptionCode>& exceptions,
                                            const Frame& frame) {
  const Deciding deciding(exceptions, frame);
  std::vector<std::string> names;
  for (const ExceptionCode& each : exceptions) {
    if (deciding.decides(each)) names.push_back(each.branch->name);
  }
  return names;
}

std::vector<Texts> notesOf(const std::vector<NoteCode>& notes, const Frame& frame) {
  std::vector<Texts> out;
  for (const NoteCode& note : notes) {
    if (note.when == kNoId || frame.slots[note.when].is(kYes)) out.push_back(note.source->text);
  }
  return out;
}

}  // namespace jurat
