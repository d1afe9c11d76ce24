// Diagnostic: one complaint about text that a person wrote, as data; renderers turn it into text or JSON.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/source/span.h"

namespace jurat {

enum class DiagnosticLevel { Error, Warning, Note };

struct Label {
  Span span;
  std::string text;  // what this span is, in the author's terms; may be empty
};

// A replacement that a tool may apply as it stands.
struct Fix {
  Span span;
  std::string replacement;
};

struct Diagnostic {
  DiagnosticLevel level = DiagnosticLevel::Error;
  std::string code;                // "J0312"; a page of engine/source/code_pages.h
  std::string message;             // stands alone; lower case, no full stop, user text in backticks
  Label primary{};                 // the text complained about
  std::vector<Label> secondary{};  // related places, each with its own sentence
  std::string cites{};             // the law the place stands under, if any
  std::string help{};              // something one can type
  std::optional<Fix> fix{};
};

// By place, then code; those without a place first, equal ones in the order given.
void sortByPlace(std::vector<Diagnostic>& diagnostics);

// Collects; never prints. The first report for a code and place wins, later ones are dropped (without a
// place, for a code and message).
class Diagnostics {
 public:
  void report(Diagnostic diagnostic);
  bool hasErrors() const { return errors_ > 0; }
  std::size_t errorCount() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return all_; }  // in the order reported
  std::vector<Diagnostic> sorted() const;                      // see sortByPlace()
  void append(const Diagnostics& other);

 private:
  // What makes two reports the same: code, begin, end, and the message of one without a place.
  using Key = std::tuple<std::string, std::uint32_t, std::uint32_t, std::string>;

  std::vector<Diagnostic> all_;
  std::set<Key> seen_;
  std::size_t errors_ = 0;
};

}  // namespace jurat
