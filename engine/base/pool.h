// Pool<T>: a list that grows without moving what is in it, many to an allocation: a std::deque makes one for
// each thing that is larger than its blocks.
#pragma once
#include <cstddef>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace jurat {

template <typename T>
class Pool {
 public:
  // Named as in the containers that it stands in for.
  T& emplace_back() {  // NOLINT(readability-identifier-naming)
    if (size_ % kChunk == 0) chunks_.push_back(std::make_unique<T[]>(kChunk));
    return (*this)[size_++];
  }
  T& operator[](std::size_t at) { return chunks_[at / kChunk][at % kChunk]; }
  const T& operator[](std::size_t at) const { return chunks_[at / kChunk][at % kChunk]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  template <typename P>
  class Iterator {
   public:
    // NOLINTBEGIN(readability-identifier-naming): what the standard looks for
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = decltype(&std::declval<P&>()[0]);
    using reference = decltype(std::declval<P&>()[0]);
    // NOLINTEND(readability-identifier-naming)

    Iterator() = default;
    Iterator(P& pool, std::size_t at) : pool_(&pool), at_(at) {}
    reference operator*() const { return (*pool_)[at_]; }
    pointer operator->() const { return &(*pool_)[at_]; }
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) {
      Iterator before = *this;
      ++at_;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    P* pool_ = nullptr;
    std::size_t at_ = 0;
  };

  auto begin() { return Iterator<Pool>(*this, 0); }
  auto end() { return Iterator<Pool>(*this, size_); }
  auto begin() const { return Iterator<const Pool>(*this, 0); }
  auto end() const { return Iterator<const Pool>(*this, size_); }

 private:
  static constexpr std::size_t kChunk = 128;
  std::vector<std::unique_ptr<T[]>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace jurat
