// Guards: which values are known to be given where a condition is read, so that computing with them is safe.
#pragma once
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/check/program.h"

namespace jurat::checking {

// Equal for expressions that say the same, whatever numbers their own inner variables have.
std::uint64_t fingerprint(const checked::Expr& expression);

class Guards {
 public:
  // Everything that must be given when `condition` is `truth`. `Sure::No`: it is read elsewhere too, as the
  // general case is where an exception does not decide after all.
  enum class Sure : std::uint8_t { No, Yes };
  void add(const checked::Expr& condition, bool truth, Sure sure = Sure::Yes);
  bool given(const checked::Expr& value) const { return held_.contains(fingerprint(value)); }
  // Given wherever what is read makes a difference.
  bool surelyGiven(const checked::Expr& value) const { return sure_.contains(fingerprint(value)); }

  std::size_t mark() const { return order_.size(); }
  void backTo(std::size_t mark);

 private:
  using Held = std::unordered_map<std::uint64_t, std::uint32_t>;

  void hold(std::uint64_t print, Sure sure);
  static void release(Held& held, std::uint64_t print);

  Held held_;
  Held sure_;  // of them
  std::vector<std::pair<std::uint64_t, Sure>> order_;
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
