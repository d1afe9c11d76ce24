// Whether two exceptions can never hold together, as far as their conditions show it by their form.
#pragma once

namespace jurat::checked {
struct Branch;
struct Program;
}  // namespace jurat::checked

namespace jurat {

// Sound, not complete: true only when one condition holds a limb that contradicts a limb of the other (a fact
// and its negation, two options of one choice, ranges that do not meet), definitions opened a few levels
// deep.
bool cannotHoldTogether(const checked::Branch& a, const checked::Branch& b, const checked::Program& program);

}  // namespace jurat
