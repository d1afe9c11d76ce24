// Guards: which values are known to be given where a condition is read, so that computing with them is safe.
#pragma once
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/check/program.h"

namespace jurat::checking {

// Equal for expressions that say the same, whatever numbers their own inner variables have.
std::uint64_t fingerprint(const checked::Expr& expression);

class Guards {
 public:
  // Everything that must be given when `condition` is `truth`.
  void add(const checked::Expr& condition, bool truth);
  bool given(const checked::Expr& value) const { return held_.contains(fingerprint(value)); }

  std::size_t mark() const { return order_.size(); }
  void backTo(std::size_t mark);

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> held_;
  std::vector<std::uint64_t> order_;
};

// Takes back at the end of a block what was added in it.
class GuardScope {
 public:
  explicit GuardScope(Guards& guards) : guards_(guards), mark_(guards.mark()) {}
  ~GuardScope() { guards_.backTo(mark_); }
  GuardScope(const GuardScope&) = delete;
  GuardScope& operator=(const GuardScope&) = delete;

 private:
  Guards& guards_;
  std::size_t mark_;
};

}  // namespace jurat::checking
