// Words of an interview: what a line asks of the interview itself, and what it answers.
#pragma once
#include <optional>
#include <string_view>

#include "engine/base/limits.h"
#include "engine/check/vocabulary.h"
#include "engine/profile/datum.h"
#include "engine/profile/profile.h"

namespace jurat {

class Diagnostics;

enum class InterviewCommand {
  Answer,   // none of those below
  Why,      // ?, why, why do you ask, 为什么
  Unknown,  // d, don't know, unknown, 不知道
  Skip,     // s, skip, 跳过
  Back,     // b, back, go back, 返回
  Quit,     // q, quit, exit, 退出
};

// In English and Chinese, small and large letters alike; a line in quotes is an answer.
InterviewCommand commandOf(std::string_view line);

// Whether it can stand as a name or a source: UTF-8, not blank, no control characters.
bool isName(std::string_view text);
// A name as a line says it: without blanks or quotes around it.
std::string unquotedName(std::string_view line);

// The line without blanks around it.
std::string_view trimmedLine(std::string_view line);

// What a line answers to a fact, as a profile would have it: a value (of a set also without brackets, yes and
// no also as `y`, `n`, 是, 否), or a record of one (`{at_least: 40}`, `{value: ..., evidence: ...}`). A text
// is taken as it is. Reports what is no answer to that fact, with its place in the line (of a map of its
// own), and answers nothing. A judgement needs no name yet.
std::optional<Datum> readAnswerLine(std::string_view line, const Fact& fact, ProfileSyntax syntax,
                                    const Vocabulary& vocabulary, const Limits& limits,
                                    Diagnostics& diagnostics);

// What a line says to be in a list: a list of records with the id (or the day) of each and nothing more;
// empty for `none`. An id may stand in quotes. Reports a line that is not wholly such a list, and then
// answers nothing of it.
std::optional<Datum> readListLine(std::string_view line, const Entity& entries, const Vocabulary& vocabulary,
                                  Diagnostics& diagnostics);

}  // namespace jurat
