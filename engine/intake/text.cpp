#include "engine/intake/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace jurat::intake {
namespace {

// What Windows-1252 has from 0x80 to 0x9F; the rest of it is Latin-1.
constexpr std::array<char16_t, 32> kUpper = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                             0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                             0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                             0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void appendLetter(std::string& out, char16_t code) {
  const auto byte = [](int value) { return static_cast<char>(value); };
  if (code < 0x800) {
    out += byte(0xC0 | code >> 6);
  } else {
    out += byte(0xE0 | code >> 12);
    out += byte(0x80 | (code >> 6 & 0x3F));
  }
  out += byte(0x80 | (code & 0x3F));
}

bool isWhite(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

char hexDigit(int value) { return static_cast<char>(value < 10 ? '0' + value : 'a' + value - 10); }

}  // namespace

void appendFolded(std::string& out, std::string_view bytes, Encoding encoding) {
  const std::size_t begin = out.size();
  bool white = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    const auto value = static_cast<unsigned char>(c);
    if (isWhite(c)) {
      white = true;
      continue;
    }
    if (encoding == Encoding::Windows1252 ? value == 0xA0
                                          : value == 0xC2 && bytes.substr(i, 2) == "\xC2\xA0") {
      white = true;
      if (encoding != Encoding::Windows1252) ++i;
      continue;
    }
    if (white && out.size() > begin) out += ' ';
    white = false;
    if (value < 0x80 || encoding != Encoding::Windows1252) {
      out += c;
    } else {
      appendLetter(out, value < 0xA0 ? kUpper[value - 0x80] : static_cast<char16_t>(value));
    }
  }
}

std::string folded(std::string_view text) {
  std::string out;
  appendFolded(out, text, Encoding::Utf8);
  return out;
}

void appendJson(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    const auto value = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (value < 0x20) {
      out += "\\u00";
      out += hexDigit(value >> 4);
      out += hexDigit(value & 15);
    } else {
      out += c;
    }
  }
  out += '"';
}

void appendJson(std::string& out, const Datum& datum) {
  switch (datum.kind) {
    case DatumKind::Null:
      out += "null";
      return;
    case DatumKind::Scalar:
      return appendJson(out, datum.text);
    case DatumKind::List: {
      const char* between = "[";
      for (const Datum& item : datum.items) {
        out += std::exchange(between, ",");
        appendJson(out, item);
      }
      out += datum.items.empty() ? "[]" : "]";
      return;
    }
    case DatumKind::Record: {
      const char* between = "{";
      for (const Datum::Entry& entry : datum.entries) {
        out += std::exchange(between, ",");
        appendJson(out, entry.key);
        out += ':';
        appendJson(out, entry.value);
      }
      out += datum.entries.empty() ? "{}" : "}";
      return;
    }
  }
}

std::size_t firstHigh(std::string_view bytes) {
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    if (word & kHigh) break;
  }
  for (; at < bytes.size(); ++at) {
    if (static_cast<unsigned char>(bytes[at]) > 127) return at;
  }
  return std::string_view::npos;
}

std::size_t firstUndefined(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto value = static_cast<unsigned char>(bytes[at]);
    if (value >= 0x80 && value < 0xA0 && kUpper[value - 0x80] == 0) return at;
  }
  return std::string_view::npos;
}

std::string hexOf(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', hexDigit(value >> 4), hexDigit(value & 15)};
}

}  // namespace jurat::intake
