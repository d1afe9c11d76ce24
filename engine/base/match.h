// Match: takes a std::variant apart, one lambda per alternative.
#pragma once

namespace jurat {

template <typename... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Match(Cases...) -> Match<Cases...>;

}  // namespace jurat
