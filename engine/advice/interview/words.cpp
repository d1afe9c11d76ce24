#include "engine/advice/interview/words.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/profile/faults.h"
#include "engine/profile/read/json_fault.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

struct CommandWord {
  std::string_view word;
  InterviewCommand command;
};

constexpr CommandWord kCommandWords[] = {{"?", InterviewCommand::Why},
                                         {"？", InterviewCommand::Why},
                                         {"why", InterviewCommand::Why},
                                         {"why?", InterviewCommand::Why},
                                         {"why do you ask", InterviewCommand::Why},
                                         {"why do you ask?", InterviewCommand::Why},
                                         {"help", InterviewCommand::Why},
                                         {"h", InterviewCommand::Why},
                                         {"为什么", InterviewCommand::Why},
                                         {"为何", InterviewCommand::Why},
                                         {"为什么问", InterviewCommand::Why},
                                         {"帮助", InterviewCommand::Why},
                                         {"d", InterviewCommand::Unknown},
                                         {"don't know", InterviewCommand::Unknown},
                                         {"dont know", InterviewCommand::Unknown},
                                         {"i don't know", InterviewCommand::Unknown},
                                         {"unknown", InterviewCommand::Unknown},
                                         {"不知道", InterviewCommand::Unknown},
                                         {"未知", InterviewCommand::Unknown},
                                         {"不清楚", InterviewCommand::Unknown},
                                         {"s", InterviewCommand::Skip},
                                         {"skip", InterviewCommand::Skip},
                                         {"跳过", InterviewCommand::Skip},
                                         {"b", InterviewCommand::Back},
                                         {"back", InterviewCommand::Back},
                                         {"go back", InterviewCommand::Back},
                                         {"返回", InterviewCommand::Back},
                                         {"上一步", InterviewCommand::Back},
                                         {"q", InterviewCommand::Quit},
                                         {"quit", InterviewCommand::Quit},
                                         {"exit", InterviewCommand::Quit},
                                         {"退出", InterviewCommand::Quit},
                                         {"结束", InterviewCommand::Quit}};

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool isOneOf(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool saysYes(const std::string& word) { return isOneOf(word, {"y", "yes", "true", "是", "有"}); }
bool saysNo(const std::string& word) { return isOneOf(word, {"n", "no", "false", "否", "不是", "没有"}); }
bool saysNone(const std::string& word) { return isOneOf(word, {"none", "无", "没有", "[]"}); }

Datum scalar(std::string text, Span span) {
  Datum out;
  out.kind = DatumKind::Scalar;
  out.text = std::move(text);
  out.span = span;
  return out;
}

// Behind the quote that closes the one at `from`; nothing where none stands there or none closes it.
std::optional<std::size_t> quotedUntil(std::string_view text, std::size_t from) {
  if (from >= text.size() || (text[from] != '"' && text[from] != '\'')) return std::nullopt;
  const char quote = text[from];
  for (std::size_t i = from + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const bool doubled = quote == '\'' && text.compare(i + 1, 1, "'") == 0;
      if (!doubled) return i + 1;
      ++i;
    }
  }
  return std::nullopt;
}

bool isQuoted(std::string_view text) { return quotedUntil(text, 0) == text.size(); }

// How many bytes a comma of either language takes there; 0: none is there.
std::size_t commaAt(std::string_view text, std::size_t at) {
  for (const std::string_view comma : {",", "，", "、"})
    if (text.compare(at, comma.size(), comma) == 0) return comma.size();
  return 0;
}

// One part of a list; what stands in quotes is read as YAML reads it.
std::optional<Datum> partOf(const SourceFile& line, std::size_t from, std::size_t until) {
  std::string text = line.text.substr(from, until - from);
  const bool quoted = isQuoted(text);
  if (quoted) {
    SourceMap sources;
    Diagnostics faults;
    const SourceFile* file = addSource(sources, "answer", text, faults);
    const std::optional<Datum> read = file == nullptr ? std::nullopt : readYaml(*file, Limits(), faults);
    if (!read || read->kind != DatumKind::Scalar) return std::nullopt;
    text = read->text;
  }
  Datum out = scalar(std::move(text), line.span(from, until));
  out.quoted = quoted;
  return out;
}

// A list without its brackets, cut at commas of either language that stand outside of quotes. Nothing where
// a part in quotes does not read.
std::optional<std::vector<Datum>> parted(const SourceFile& line) {
  std::vector<Datum> out;
  const std::string& text = line.text;
  for (std::size_t from = 0; from < text.size();) {
    from = std::min(text.find_first_not_of(kBlanks, from), text.size());
    std::size_t until = from;
    if (const std::optional<std::size_t> closed = quotedUntil(text, from)) {
      const std::size_t next = std::min(text.find_first_not_of(kBlanks, *closed), text.size());
      if (next == text.size() || commaAt(text, next) > 0) until = *closed;
    }
    while (until < text.size() && commaAt(text, until) == 0) ++until;
    const std::size_t comma = until;
    while (until > from && kBlanks.find(text[until - 1]) != std::string_view::npos) --until;
    if (from < until) {
      std::optional<Datum> part = partOf(line, from, until);
      if (!part) return std::nullopt;
      out.push_back(*std::move(part));
    }
    from = comma + (comma < text.size() ? commaAt(text, comma) : 0);
  }
  return out;
}

// Whether it is written in the forms of a profile, and not as one says it.
bool isWritten(std::string_view text, const Type& type) {
  const char first = text.front(), last = text.back();
  if (type.kind == TypeKind::Text) return isQuoted(text) || (first == '{' && last == '}');
  return isQuoted(text) || first == '{' || first == '[';
}

// A judgement becomes one by its name and day: what it says is looked at before they are asked for.
Datum asIfMade(const Datum& said) {
  const bool word = said.kind == DatumKind::Scalar && !isOneOf(said.text, {"none", "unknown"});
  if (!word && said.kind != DatumKind::Record) return said;
  Datum out = said;
  if (word) {
    out = {};
    out.kind = DatumKind::Record;
    out.span = said.span;
    out.entries.push_back({"value", said.span, said});
  }
  const auto has = [&](std::string_view key) {
    return std::any_of(out.entries.begin(), out.entries.end(),
                       [&](const Datum::Entry& entry) { return entry.key == key; });
  };
  if (!has("by")) out.entries.push_back({"by", said.span, scalar("somebody", said.span)});
  if (!has("on")) out.entries.push_back({"on", said.span, scalar("2000-01-01", said.span)});
  return out;
}

// What somebody typed, as a text of its own; null where it is none (reported: it is no file that is wrong).
const SourceFile* typed(SourceMap& sources, std::string_view line, Diagnostics& diagnostics) {
  Diagnostics faults;
  const SourceFile* text = addSource(sources, "answer", std::string(trimmedLine(line)), faults);
  if (text == nullptr)
    diagnostics.report({.code = "J0001",
                        .message = "the line is no text: a character of it is not UTF-8, or is not readable",
                        .primary = {},
                        .help = "type it anew"});
  return text;
}

// The words that people say for those of a profile.
void translate(Datum& datum, const SourceFile& line, const Type& type, ProfileSyntax syntax) {
  const std::string word = lowered(datum.text);
  const bool truth = type.kind == TypeKind::YesNo || type.kind == TypeKind::Judgement;
  const bool json = syntax == ProfileSyntax::Json && type.kind == TypeKind::YesNo;
  const bool has_none = type.or_none || type.event || type.kind == TypeKind::Evidence;
  if (truth && saysYes(word)) {
    datum.text = json ? "true" : "yes";
  } else if (truth && saysNo(word)) {
    datum.text = json ? "false" : "no";
  } else if (has_none && saysNone(word)) {
    datum.text = "none";
  } else if (type.set) {
    Datum list;
    list.kind = DatumKind::List;
    list.span = datum.span;
    if (!saysNone(word)) {
      std::optional<std::vector<Datum>> parts = parted(line);
      if (!parts) return;  // a word that is none of the choice
      list.items = *std::move(parts);
    }
    datum = std::move(list);
  } else if (type.isNumeric()) {
    datum.json_number = isJsonNumber(datum.text);
  }
}

}  // namespace

std::string_view trimmedLine(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kBlanks) - begin + 1);
}

bool isName(std::string_view text) {
  SourceMap sources;
  Diagnostics faults;
  const bool readable = addSource(sources, "name", std::string(text), faults) != nullptr;
  const bool one_line = text.find_first_of("\t\r\n") == std::string_view::npos;
  return readable && one_line && !trimmedLine(text).empty() && printable(text) == text;
}

std::string unquotedName(std::string_view line) {
  line = trimmedLine(line);
  return std::string(isQuoted(line) ? trimmedLine(line.substr(1, line.size() - 2)) : line);
}

InterviewCommand commandOf(std::string_view line) {
  const std::string said = lowered(trimmedLine(line));
  for (const CommandWord& each : kCommandWords) {
    if (each.word == said) return each.command;
  }
  return InterviewCommand::Answer;
}

std::optional<Datum> readAnswerLine(std::string_view line, const Fact& fact, ProfileSyntax syntax,
                                    const Vocabulary& vocabulary, const Limits& limits,
                                    Diagnostics& diagnostics) {
  SourceMap sources;
  Diagnostics own;
  const SourceFile* file = typed(sources, line, own);
  std::optional<Datum> out;
  if (file != nullptr && !file->text.empty() && isWritten(file->text, fact.type)) {
    out = readYaml(*file, limits, own, "answer");
  } else if (file != nullptr) {
    out = scalar(file->text, file->span(0, file->text.size()));
    translate(*out, *file, fact.type, syntax);
  }
  if (out && !own.hasErrors())
    bindAnswer(fact.type.kind == TypeKind::Judgement ? asIfMade(*out) : *out, fact, vocabulary, limits, own);
  const bool good = out && !own.hasErrors();
  diagnostics.append(own);
  return good ? out : std::nullopt;
}

std::optional<Datum> readListLine(std::string_view line, const Entity& entries, const Vocabulary& vocabulary,
                                  Diagnostics& diagnostics) {
  SourceMap sources;
  const SourceFile* file = typed(sources, line, diagnostics);
  if (file == nullptr) return std::nullopt;
  Datum out;
  out.kind = DatumKind::List;
  const std::string word = lowered(file->text);
  if (saysNone(word) || saysNo(word)) return out;
  const bool series = entries.ordered_by != FactId{kNoId};
  const std::string key = series ? vocabulary.facts[entries.ordered_by].name : "id";
  // What says yes or no, or opens a form of its own, is no name unless it stands in quotes.
  const auto is_name = [](const Datum& part) {
    const std::string said = lowered(part.text);
    return part.quoted || !(saysYes(said) || saysNo(said) || saysNone(said) ||
                            part.text.find_first_of("[]{}") != std::string::npos);
  };
  std::optional<std::vector<Datum>> parts = parted(*file);
  if (!parts) parts.emplace();
  const auto wrong =
      std::find_if(parts->begin(), parts->end(), [&](const Datum& part) { return !is_name(part); });
  const bool good = !parts->empty() && wrong == parts->end();
  for (Datum& name : *parts) {
    if (!good) break;
    name.quoted = false;  // it is written so where it must
    Datum record;
    record.kind = DatumKind::Record;
    record.entries.push_back({key, {}, std::move(name)});
    out.items.push_back(std::move(record));
  }
  if (good) return out;
  diagnostics.report({.code = "J0615",
                      .message = tick(wrong == parts->end() ? file->text : wrong->text) + " is no " +
                                 (series ? "day" : "id"),
                      .primary = {file->span(0, file->text.size()), "nothing of this is taken"},
                      .help = series ? "write the days, as in `2024-12-31, 2025-12-31`, or `none`"
                                     : "write their ids, as in `first, second`, or `none`"});
  return std::nullopt;
}

}  // namespace jurat
