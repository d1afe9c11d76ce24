#include "engine/portfolio/company_name.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace jurat::portfolio {
namespace {

// Walks over a sound document; at the end of the text it stays there.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  char next() {
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) <= ' ') ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  void step() { at_ += at_ < text_.size() ? 1 : 0; }

  // With its quotes.
  std::string_view string() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_ + 1, text_.size());
    return text_.substr(begin, at_ - begin);
  }

  void skipValue() {
    std::size_t depth = 0;
    do {
      const char c = next();
      if (c == '\0') return;
      if (c == '"') {
        string();
      } else {
        depth += c == '{' || c == '[' ? 1 : 0;
        depth -= c == '}' || c == ']' ? 1 : 0;
        const bool scalar = c != '{' && c != '[' && c != '}' && c != ']' && c != ',' && c != ':';
        step();
        while (scalar && at_ < text_.size() && !ends(text_[at_])) ++at_;
      }
    } while (depth > 0);
  }

  // Calls `visit` with each key of the object that begins here, at its value; until one answers that it was
  // the one.
  template <typename Visit>
  bool object(Visit visit) {
    if (next() != '{') return false;
    step();
    for (;;) {
      if (next() == ',') step();
      if (next() != '"') return false;
      std::string_view key = string();
      if (next() != ':') return false;
      step();
      next();
      if (visit(key.substr(1, key.size() - 2))) return true;
    }
  }

 private:
  static bool ends(char c) {
    return c == ',' || c == '}' || c == ']' || static_cast<unsigned char>(c) <= ' ';
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool string(Walk& walk, std::string_view& out) {
  if (walk.next() != '"') return false;
  out = walk.string();
  return true;
}

void append(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F));
  }
}

std::uint32_t hex(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) {
    const std::uint32_t digit = c <= '9' ? static_cast<std::uint32_t>(c - '0')
                                         : static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
    value = value * 16 + (digit & 15);
  }
  return value;
}

}  // namespace

std::string_view nameToken(std::string_view record, const std::vector<std::string>& roots) {
  Walk walk(record);
  std::string_view found;
  walk.object([&](std::string_view key) {
    if (std::find(roots.begin(), roots.end(), key) == roots.end() || walk.next() != '{') {
      walk.skipValue();
      return false;
    }
    walk.object([&](std::string_view fact) {
      if (fact != "name") return walk.skipValue(), false;
      if (string(walk, found)) return true;
      // An answer that says where it comes from.
      walk.object([&](std::string_view part) {
        if (part == "value" && string(walk, found)) return true;
        return walk.skipValue(), false;
      });
      return true;
    });
    return true;
  });
  return found;
}

std::string unescaped(std::string_view token) {
  std::string out;
  if (token.size() < 2) return out;
  const std::string_view text = token.substr(1, token.size() - 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    constexpr std::string_view kNames = "bfnrt", kMeant = "\b\f\n\r\t";
    const std::size_t known = kNames.find(c);
    if (known != std::string_view::npos) {
      out += kMeant[known];
    } else if (c == 'u') {
      std::uint32_t code = hex(text.substr(i + 1, 4));
      i += 4;
      if (code >= 0xD800 && code < 0xDC00 && text.substr(i + 1, 2) == "\\u") {
        code = 0x10000 + ((code - 0xD800) << 10) + ((hex(text.substr(i + 3, 4)) - 0xDC00) & 0x3FF);
        i += 6;
      }
      append(out, code);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace jurat::portfolio
