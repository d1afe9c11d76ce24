// Text: generated text as a tree, so that a case that fails can be cut down to what it needs.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace jurat::generated {

// What a piece is; pieces of one kind can stand for each other.
enum class Kind {
  Other,
  Bool,
  Integer,
  Decimal,
  Percent,
  Euro,
  Cash,
  Flop,
  Day,
  Time,
  Span,
  Words,
  One,
  Many,
  Evidence,
  Judgement,
  Practice,
  Item,
};

struct Text {
  std::string own;          // a leaf
  std::vector<Text> parts;  // or all of these in turn
  Kind kind = Kind::Other;
  bool optional = false;  // can be left out

  Text() = default;
  Text(const char* text) : own(text) {}             // NOLINT(google-explicit-constructor)
  Text(std::string text) : own(std::move(text)) {}  // NOLINT(google-explicit-constructor)

  template <typename... Parts>
  static Text of(Kind kind, Parts&&... parts) {
    Text made;
    made.kind = kind;
    (made.parts.emplace_back(std::forward<Parts>(parts)), ...);
    return made;
  }
  template <typename... Parts>
  static Text clause(Parts&&... parts) {
    Text made = of(Kind::Other, std::forward<Parts>(parts)...);
    made.optional = true;
    return made;
  }
  void add(Text part) { parts.push_back(std::move(part)); }
  std::string text() const;
};

// The plainest text of a kind, or nothing.
std::string plainest(Kind kind);

// All ways to make the tree smaller by one step, those that take away most first: a part left out, or
// replaced by a part of its own kind, or by the plainest text of its kind. `try_one` says whether the smaller
// tree will do; the first that does is kept. Answers whether one did.
template <typename TryOne>
bool shrinkOnce(Text& whole, Text& at, TryOne&& try_one) {
  const auto attempt = [&](Text smaller) {
    std::swap(at, smaller);
    if (try_one(whole)) return true;
    std::swap(at, smaller);
    return false;
  };
  if (at.optional && !at.text().empty() && attempt(Text())) return true;
  if (at.kind != Kind::Other && !at.parts.empty()) {
    if (const std::string plain = plainest(at.kind); !plain.empty() && attempt(Text(plain))) return true;
    std::vector<Text> inner;
    std::vector<const Text*> todo;
    for (const Text& part : at.parts) todo.push_back(&part);
    while (!todo.empty()) {
      const Text* next = todo.back();
      todo.pop_back();
      if (next->kind == at.kind) inner.push_back(*next);
      if (next->kind != at.kind) {
        for (const Text& part : next->parts) todo.push_back(&part);
      }
    }
    for (Text& smaller : inner) {
      if (attempt(std::move(smaller))) return true;
    }
  }
  for (std::size_t i = 0; i < at.parts.size(); ++i) {
    if (shrinkOnce(whole, at.parts[i], try_one)) return true;
  }
  return false;
}

}  // namespace jurat::generated
