#include "engine/source/encoding.h"

#include <algorithm>
#include <array>

#include "engine/source/render.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

// What Windows-1252 puts at 0x80 to 0x9F; empty where it has nothing. Above, it agrees with Latin-1.
constexpr std::array<std::string_view, 32> kWindows1252 = {
    "€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ"};

std::string windowsLetter(unsigned char byte) {
  if (byte < 0x80) return {static_cast<char>(byte)};
  if (byte < 0xA0) return std::string(kWindows1252[byte - 0x80u]);
  return {static_cast<char>(0xC0 | (byte >> 6)), static_cast<char>(0x80 | (byte & 0x3F))};
}

std::string hex(unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {kDigits[byte >> 4], kDigits[byte & 0xF]};
}

// A name in a command that someone will paste must not run anything.
std::string quoted(std::string_view name) {
  std::string out = "'";
  for (const char c : printableLine(name)) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string conversion(std::string_view from, std::string_view name) {
  if (name.empty() || name.front() == '<') return "save it as UTF-8";
  std::string out = "save it as UTF-8 in the editor, or convert it: iconv -f ";
  return out.append(from) + " -t UTF-8 -- " + quoted(name);
}

// UTF-16 and UTF-32 by their mark, or UTF-16 without one by the NUL in every second byte of plain letters.
std::string_view wideEncoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
  const std::string_view head = bytes.substr(0, 512);
  if (head.size() < 4) return {};
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < head.size(); ++i) nuls[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t most = head.size() / 2 * 9 / 10;
  if (nuls[0] == 0 && nuls[1] >= std::max<std::size_t>(most, 1)) return "UTF-16LE";
  if (nuls[1] == 0 && nuls[0] >= std::max<std::size_t>(most, 1)) return "UTF-16BE";
  return {};
}

struct Census {
  std::size_t bad = 0;      // bytes that are no UTF-8
  std::size_t letters = 0;  // valid letters beyond ASCII
  bool windows = true;      // every bad byte means something in Windows-1252
};

Census census(std::string_view bytes) {
  Census out;
  for (std::size_t i = 0; i < bytes.size();) {
    const Letter letter = letterAt(bytes, i);
    if (!letter.valid) {
      ++out.bad;
      if (windowsLetter(static_cast<unsigned char>(bytes[i])).empty()) out.windows = false;
    } else if (letter.bytes > 1) {
      ++out.letters;
    }
    i += letter.bytes;
  }
  return out;
}

// True when the bytes from `at` to the end begin a letter whose rest is missing.
bool cutOff(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  const std::size_t wanted = lead >= 0xF0 && lead <= 0xF4  ? 4
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                                                           : 1;
  const std::string_view rest = bytes.substr(at + 1);
  return rest.size() + 1 < wanted && std::all_of(rest.begin(), rest.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
         });
}

EncodingFault wideFault(std::string_view encoding, std::string_view name) {
  EncodingFault out;
  out.wide = true;
  out.message = "the file is " + std::string(encoding) + " text, but only UTF-8 is read";
  out.label = "the whole file";
  out.help = conversion(encoding, name);
  return out;
}

EncodingFault byteFault(std::string_view bytes, std::size_t at, std::string_view name) {
  EncodingFault out;
  const auto byte = static_cast<unsigned char>(bytes[at]);
  out.offset = at;
  out.message = "the file is not UTF-8 text: byte " + hex(byte) + " at offset " + std::to_string(at);
  out.label = "not UTF-8";
  const bool marked =
      bytes.starts_with(kByteOrderMark);  // a mark is no letter, and says nothing of the others
  const Census found = census(marked ? bytes.substr(kByteOrderMark.size()) : bytes);
  // A lone last byte proves nothing in a file that is otherwise ASCII: in Windows-1252 it is a letter.
  if (cutOff(bytes, at) && (at + 1 < bytes.size() || found.letters > 0)) {
    out.message = "the file ends in the midst of a UTF-8 character, at offset " + std::to_string(at);
    out.label = "the rest is missing";
    out.help = "the file may have been cut off while it was copied; fetch it again";
  } else if (found.windows && found.bad > found.letters) {
    out.label = "in Windows-1252 this byte is `" + windowsLetter(byte) + "`";
    out.message += "; it is probably Windows-1252";
    out.help = conversion("WINDOWS-1252", name);
  } else if (found.letters > 0) {
    out.help = "retype the character here; the rest of the file seems to be UTF-8";
  } else {
    out.help = "save it as UTF-8";
  }
  return out;
}

EncodingFault nulFault(std::string_view bytes, std::size_t at) {
  EncodingFault out;
  out.offset = at;
  out.message = "the file holds a NUL byte at offset " + std::to_string(at) + ", which no text does";
  out.label = "NUL byte";
  const auto count = std::count(bytes.begin(), bytes.end(), '\0');
  out.help = count > 1 ? "this looks like a binary file; give its text form" : "delete the byte";
  return out;
}

}  // namespace

std::optional<EncodingFault> encodingFault(std::string_view bytes, std::string_view name) {
  const std::string_view wide = wideEncoding(bytes);
  if (!wide.empty()) return wideFault(wide, name);
  const std::size_t bad = firstInvalid(bytes);
  const std::size_t nul = bytes.find('\0');
  if (nul < bad) return nulFault(bytes, nul);
  if (bad != std::string_view::npos) return byteFault(bytes, bad, name);
  return std::nullopt;
}

std::string withReplacements(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const Letter letter = letterAt(bytes, i);
    out += letter.valid ? bytes.substr(i, letter.bytes) : std::string_view("\xEF\xBF\xBD");
    i += letter.bytes;
  }
  return out;
}

}  // namespace jurat
