// Result<T>: the answer of the outside world (files, databases), a value or the reason why there is none.
// Text that a person wrote is never reported this way (see engine/source/diagnostic.h), nor are gaps in data.
#pragma once
#include <string>
#include <utility>
#include <variant>

namespace jurat {

// Why the outside world refused: one sentence for a person, lower case, no full stop.
struct IoError {
  std::string message;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}        // NOLINT(google-explicit-constructor)
  Result(IoError error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return std::holds_alternative<T>(state_); }
  const T& operator*() const { return std::get<T>(state_); }
  T& operator*() { return std::get<T>(state_); }
  const T* operator->() const { return &std::get<T>(state_); }
  T* operator->() { return &std::get<T>(state_); }
  const IoError& error() const { return std::get<IoError>(state_); }

 private:
  std::variant<T, IoError> state_;
};

struct Done {};  // the value of an action that has none: Result<Done>

}  // namespace jurat
