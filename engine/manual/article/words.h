// The words of the manual in its languages: labels of clauses, headings of chapters; private to
// engine/manual.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/check/program.h"

namespace jurat::manual {

// What a line of an article says. The order is that of the table in words.cpp.
enum class Label : std::uint8_t {
  Law,
  EffectiveFrom,
  EffectiveUntil,
  Applies,
  Overrides,
  When,
  MetWhen,
  Requires,
  Forbids,
  DoneOn,
  Permits,
  Equals,
  AtMost,
  AtLeast,
  Alternatives,
  Due,
  Evidence,
  Exposes,
  Each,
  From,
  Severity,
  Strength,
  Waivers,
  Confidence,
  Note,
  Remedy,
  Date,
  Status,
  AsStated,
  AsEnacted,
  Restates,
  Options,
};

struct LabelWords {
  std::string_view key;  // in JSON, never translated
  std::string_view en, zh;
  bool code = false;  // the author's text, kept line by line
  bool many = false;  // may stand more than once beside itself
};

const LabelWords& wordsOf(Label label);
std::string_view labelText(Label label, Language language);

// Headings and small words, each with its Chinese.
enum class Word : std::uint8_t {
  Contents,
  Sources,
  Binding,
  NotBinding,
  Overview,
  Choices,
  Questions,
  Parameters,
  Definitions,
  Amounts,
  Rules,
  Controls,
  Statements,
  Tests,
  OtherPacks,
  Exceptions,
  From,
  Until,
  ForEach,
  OneForEach,
  Version,
  Edition,
  Jurisdiction,
  Status,
  CalledFor,
  Uses,
  Currency,
  Asks,
  TestedBy,
  Option,
  Day,
  Value,
  Law,
  Disclaimer,
  Except,
  And,
  Skip,
  Ordered,
  Of,
  To,
  Domain,
  FallsAway,
  NotAnswered,
  None,
  Official,
};
std::string_view say(Word word, Language language);

// "rule", "definition", "data table".
std::string_view kindWord(checked::DeclarationKind kind, bool control, Language language);
// "in force", "medium", "must" and the like.
std::string wordOf(checked::Status status, Language language);
std::string wordOf(const checked::StatusByDay& status,
                   Language language);  // "adopted; lapsed from 2026-01-01"
std::string wordOf(checked::Severity severity, Language language);
std::string wordOf(checked::Strength strength, Language language);
// "" when official.
std::string wordOf(const checked::Confidence& confidence, Language language);
// "from 2025-02-02 until 2026-07-26", "" when open on both sides.
std::string daysText(const std::optional<Date>& from, const std::optional<Date>& until, Language language);

}  // namespace jurat::manual
