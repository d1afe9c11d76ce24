#include "engine/advice/interview/words.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/profile/faults.h"
#include "engine/profile/read/json_fault.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
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

// A list without its brackets, cut at commas of either language.
std::vector<Datum> parted(const SourceFile& line) {
  std::vector<Datum> out;
  const std::string& text = line.text;
  const auto add = [&](std::size_t from, std::size_t until) {
    while (from < until && kBlanks.find(text[from]) != std::string_view::npos) ++from;
    while (until > from && kBlanks.find(text[until - 1]) != std::string_view::npos) --until;
    if (from < until) out.push_back(scalar(text.substr(from, until - from), line.span(from, until)));
  };
  std::size_t from = 0, at = 0;
  while (at < text.size()) {
    std::size_t wide = text[at] == ',' ? 1 : 0;
    for (const std::string_view comma : {"，", "、"})
      if (text.compare(at, comma.size(), comma) == 0) wide = comma.size();
    if (wide > 0) {
      add(from, at);
      from = at + wide;
    }
    at += wide > 0 ? wide : 1;
  }
  add(from, text.size());
  return out;
}

// Whether it is written in the forms of a profile, and not as one says it.
bool isWritten(std::string_view text, const Type& type) {
  const char first = text.front(), last = text.back();
  const bool quotes = text.size() > 1 && (first == '"' || first == '\'') && last == first;
  if (type.kind == TypeKind::Text) return quotes || (first == '{' && last == '}');
  return quotes || first == '{' || first == '[';
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
    if (!saysNone(word)) list.items = parted(line);
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
  const SourceFile* file = addSource(sources, "answer", std::string(trimmedLine(line)), own);
  std::optional<Datum> out;
  if (file != nullptr && !file->text.empty() && isWritten(file->text, fact.type)) {
    out = readYaml(*file, limits, own, "answer");
  } else if (file != nullptr) {
    out = scalar(file->text, file->span(0, file->text.size()));
    translate(*out, *file, fact.type, syntax);
  }
  const bool judged = fact.type.kind == TypeKind::Judgement;
  const bool word = out && out->kind == DatumKind::Scalar && (out->text == "yes" || out->text == "no");
  // A judgement becomes one by its name and day.
  if (out && !own.hasErrors() && !(judged && (word || out->kind == DatumKind::Record)))
    bindAnswer(*out, fact, vocabulary, limits, own);
  const bool good = out && !own.hasErrors();
  diagnostics.append(own);
  return good ? out : std::nullopt;
}

std::optional<Datum> readListLine(std::string_view line, const Entity& entries, const Vocabulary& vocabulary,
                                  Diagnostics& diagnostics) {
  SourceMap sources;
  const SourceFile* file = addSource(sources, "answer", std::string(trimmedLine(line)), diagnostics);
  if (file == nullptr) return std::nullopt;
  Datum out;
  out.kind = DatumKind::List;
  const std::string word = lowered(file->text);
  if (saysNone(word) || saysNo(word)) return out;
  const bool series = entries.ordered_by != FactId{kNoId};
  const std::string key = series ? vocabulary.facts[entries.ordered_by].name : "id";
  for (Datum& name : parted(*file)) {
    if (saysYes(lowered(name.text)) || name.text.find_first_of("[]{}") != std::string::npos) break;
    Datum record;
    record.kind = DatumKind::Record;
    record.entries.push_back({key, {}, std::move(name)});
    out.items.push_back(std::move(record));
  }
  if (!out.items.empty()) return out;
  diagnostics.report({.code = "J0615",
                      .message = tick(entries.list_name) + " is a list of records",
                      .primary = {file->span(0, file->text.size()), "this names none"},
                      .help = series ? "write the days, as in `2024-12-31, 2025-12-31`, or `none`"
                                     : "write their ids, as in `first, second`, or `none`"});
  return std::nullopt;
}

}  // namespace jurat
