#include "engine/reports/json_writer.h"

#include <cassert>
#include <utility>

#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

void appendUnit(std::string& out, std::uint32_t unit) {
  out += "\\u";
  for (const int shift : {12, 8, 4, 0}) out += kDigits[(unit >> shift) & 0xF];
}

void appendAscii(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      appendUnit(out, static_cast<unsigned char>(c));
  }
}

bool plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\';
}

// The letter at `at`, which is no plain one; how many bytes it takes.
std::size_t appendLetter(std::string& out, std::string_view text, std::size_t at) {
  if (static_cast<unsigned char>(text[at]) < 0x80) return appendAscii(out, text[at]), 1;
  const Letter letter = letterAt(text, at);
  std::string shown;
  if (letter.valid) appendPrintable(shown, text, letter, at);
  if (!letter.valid) {
    out += "\xEF\xBF\xBD";
  } else if (shown.starts_with("\\u{")) {
    appendUnit(out, static_cast<std::uint32_t>(letter.code));  // all of them have four digits
  } else {
    out += shown;
  }
  return letter.bytes;
}

}  // namespace

void JsonWriter::newLine() {
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

void JsonWriter::beforeValue() {
  if (std::exchange(after_key_, false)) return;
  if (depth_ == 0) return;
  const bool first = std::exchange(empty_, false);
  if (!first) out_ += ',';
  if (lines_ == 0) {
    newLine();
  } else if (!first) {
    out_ += ' ';
  }
}

void JsonWriter::raw(std::string_view token) {
  beforeValue();
  out_ += token;
}

void JsonWriter::close(char bracket) {
  assert(depth_ > 0 && !after_key_);
  --depth_;
  if (!std::exchange(empty_, false) && lines_ == 0) newLine();
  out_ += bracket;
}

void JsonWriter::beginObject() {
  raw("{");
  ++depth_;
  empty_ = true;
}

void JsonWriter::endObject() { close('}'); }

void JsonWriter::beginArray() {
  raw("[");
  ++depth_;
  empty_ = true;
}

void JsonWriter::endArray() { close(']'); }

void JsonWriter::key(std::string_view name) {
  string(name);
  out_ += ": ";
  after_key_ = true;
}

void JsonWriter::string(std::string_view text) {
  beforeValue();
  out_ += '"';
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && plain(text[end])) ++end;
    out_.append(text, at, end - at);
    at = end;
    if (at < text.size()) at += appendLetter(out_, text, at);
  }
  out_ += '"';
}

void JsonWriter::boolean(bool value) { raw(value ? "true" : "false"); }

void JsonWriter::null() { raw("null"); }

void JsonWriter::member(std::string_view name, std::string_view text) {
  key(name);
  string(text);
}

void JsonWriter::member(std::string_view name, bool value) {
  key(name);
  boolean(value);
}

void JsonWriter::strings(std::string_view name, const std::vector<std::string>& list) {
  openArray(name);
  for (const std::string& one : list) string(one);
  endArray();
}

void JsonWriter::nullMember(std::string_view name) {
  key(name);
  null();
}

void JsonWriter::openObject(std::string_view name) {
  key(name);
  beginObject();
}

void JsonWriter::openArray(std::string_view name) {
  key(name);
  beginArray();
}

std::string JsonWriter::text() && {
  assert(depth_ == 0);
  out_ += '\n';
  return std::move(out_);
}

}  // namespace jurat
