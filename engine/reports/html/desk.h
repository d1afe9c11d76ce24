// Desk: what every part of the HTML report is written with: the run, the language, and text made safe to
// show; private to engine/reports/html.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reports/formats.h"
#include "engine/reports/html/form.h"
#include "engine/reports/text_page.h"

namespace jurat::html {

struct Desk {
  const RunReport& run;
  const ReportOptions& options;

  // In the report's language, on one line; what no browser should be given stands by its number.
  std::string words(const Message& message) const;
  std::string in(const Texts& texts) const { return plain(texts.in(options.language)); }
  static std::string plain(std::string_view text);
  // Where a span stands: "line 12" in the profile that the reader looks at, else "file:12:3"; "" for nowhere.
  std::string where(Span span, const std::string& profile) const;
};

// Sets a key to a text, or to nothing when that is empty.
void put(Filling& object, const char* key, const std::string& text);
// Sets a key to a flag.
void flag(Filling& object, const char* key, bool is);
// Sets `key` to the list, and `has_key` to whether there is any.
void list(Filling& object, const char* key, const List& entries);
// An object of one key.
Filling one(const char* key, const std::string& text);

// A profile of the run, with what the gate made of its findings.
struct Part {
  std::size_t number = 0;  // from 1
  const Assessment& assessment;
  const std::vector<FindingView>* views = nullptr;
  const Timeline* timeline = nullptr;  // null: its dates to come are not shown

  const FindingView& view(std::size_t index) const;
  std::string name() const;  // of the company, or of the profile
};

}  // namespace jurat::html
