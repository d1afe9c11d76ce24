#include "engine/source/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "engine/source/render.h"

namespace jurat {
namespace {

// Characters that move the cursor, end lines or turn the reading direction ("Trojan Source").
bool hidden(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;
  if (c >= 0x202A && c <= 0x202E) return true;  // embeddings and overrides
  if (c >= 0x2066 && c <= 0x2069) return true;  // isolates
  return c == 0x200E || c == 0x200F || c == 0x061C || c == 0x2028 || c == 0x2029;
}

std::string escaped(char kind, char32_t code) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string digits;
  for (char32_t rest = code; rest != 0 || digits.empty(); rest >>= 4)
    digits.insert(0, 1, kDigits[rest & 0xF]);
  return std::string("\\") + kind + "{" + digits + "}";
}

// How many bytes from there on are ASCII and no control characters: what most text is made of, shown as it
// is.
std::size_t plainFrom(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] >= 0x20 && text[end] < 0x7F) ++end;
  return end - at;
}

bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The length of the letter that begins there when it is one of the frequent ones of two or three bytes; 0 for
// all others, good or bad.
std::size_t frequentLetter(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  const std::size_t left = text.size() - at;
  if (left >= 2 && lead >= 0xC2 && lead <= 0xDF && continues(byte(1))) return 2;
  // Without those after which not every second byte is one (E0) or begins a letter (ED).
  const bool three = lead >= 0xE1 && lead <= 0xEF && lead != 0xED;
  return left >= 3 && three && continues(byte(1)) && continues(byte(2)) ? 3 : 0;
}

std::string escapeOf(const Letter& letter) {
  if (!letter.valid) return escaped('x', letter.code);
  return hidden(letter.code) ? escaped('u', letter.code) : std::string();
}

}  // namespace

Letter letterAt(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1, true};
  std::array<utf8proc_uint8_t, 4> bytes{};
  const std::size_t count = std::min<std::size_t>(bytes.size(), text.size() - at);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<unsigned char>(text[at + i]);
  utf8proc_int32_t code = 0;
  const utf8proc_ssize_t taken = utf8proc_iterate(bytes.data(), static_cast<utf8proc_ssize_t>(count), &code);
  if (taken <= 0) return {lead, 1, false};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(taken), true};
}

std::size_t firstInvalid(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    // Most text is ASCII, which is looked at eight letters at a time.
    std::uint64_t eight = 0;
    if (text.size() - i >= sizeof eight) {
      std::memcpy(&eight, text.data() + i, sizeof eight);
      if ((eight & 0x8080808080808080u) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    if (const std::size_t bytes = frequentLetter(text, i)) {
      i += bytes;
      continue;
    }
    const Letter letter = letterAt(text, i);
    if (!letter.valid) return i;
    i += letter.bytes;
  }
  return std::string_view::npos;
}

void appendPrintable(std::string& out, std::string_view text, const Letter& letter, std::size_t at) {
  const std::string escape = escapeOf(letter);
  if (escape.empty()) {
    out.append(text.substr(at, letter.bytes));
  } else {
    out += escape;
  }
}

std::size_t columnsOf(const Letter& letter) {
  if (letter.valid && letter.code >= 0x20 && letter.code < 0x7F) return 1;
  const std::string escape = escapeOf(letter);
  if (!escape.empty()) return escape.size();
  const auto code = static_cast<utf8proc_int32_t>(letter.code);
  // Terminals draw a box of one column for what Unicode has not yet assigned; utf8proc says none.
  if (utf8proc_category(code) == UTF8PROC_CATEGORY_CN) return 1;
  return static_cast<std::size_t>(utf8proc_charwidth(code));
}

NamePart namePartOf(const Letter& letter) {
  if (!letter.valid) return NamePart::Neither;
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(letter.code));
  if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) return NamePart::Begins;
  if (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_NO) return NamePart::Continues;
  return NamePart::Neither;
}

std::string printableLine(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t plain = plainFrom(text, i)) {
      out.append(text.substr(i, plain));
      i += plain;
      continue;
    }
    const Letter letter = letterAt(text, i);
    if (letter.valid && letter.code == U'\t') {
      out += ' ';
    } else {
      appendPrintable(out, text, letter, i);
    }
    i += letter.bytes;
  }
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t plain = plainFrom(text, i)) {
      out.append(text.substr(i, plain));
      i += plain;
      continue;
    }
    const Letter letter = letterAt(text, i);
    if (letter.valid && (letter.code == U'\n' || letter.code == U'\t')) {
      out += static_cast<char>(letter.code);
    } else {
      appendPrintable(out, text, letter, i);
    }
    i += letter.bytes;
  }
  return out;
}

std::size_t displayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t plain = plainFrom(text, i)) {
      width += plain;
      i += plain;
      continue;
    }
    const Letter letter = letterAt(text, i);
    width += columnsOf(letter);
    i += letter.bytes;
  }
  return width;
}

}  // namespace jurat
