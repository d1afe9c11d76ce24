// Table<Id, T>: a vector that only its own id type can index, so that a FactId never reads a table of rules.
#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace jurat {

template <typename Id, typename T>
class Table {
 public:
  Id add(T value) {
    rows_.push_back(std::move(value));
    return static_cast<Id>(rows_.size() - 1);
  }
  T& operator[](Id id) { return rows_[static_cast<std::size_t>(id)]; }
  const T& operator[](Id id) const { return rows_[static_cast<std::size_t>(id)]; }
  void reserve(std::size_t rows) { rows_.reserve(rows); }
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  auto begin() { return rows_.begin(); }
  auto end() { return rows_.end(); }
  Id idAt(std::size_t index) const { return static_cast<Id>(index); }

 private:
  std::vector<T> rows_;
};

// The raw number of an id, for printing and hashing.
template <typename Id>
constexpr std::uint32_t raw(Id id) {
  return static_cast<std::uint32_t>(id);
}

}  // namespace jurat
