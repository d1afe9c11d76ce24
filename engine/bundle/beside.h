// Work beside other work, by a thread of its own where there is one to be had.
#pragma once
#include <future>
#include <system_error>
#include <utility>

namespace jurat::bundle {

// Begins `work` where it pays to do it `apart`; else it is done when it is asked for.
template <typename Work>
auto beside(Work work, bool apart) {
  if (apart) {
    try {
      return std::async(std::launch::async, work);
    } catch (const std::system_error&) {  // no more threads
    }
  }
  return std::async(std::launch::deferred, std::move(work));
}

}  // namespace jurat::bundle
