// JsonWriter: JSON written from front to back, without a tree in memory: reports have reasons by the million.
// Private to engine/reports.
#pragma once
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jurat {

// Two blanks a level, a member or element a line, nothing between the brackets of what is empty. The caller
// opens and closes in pairs and gives every value of an object its key; text() asks for nothing left open.
class JsonWriter {
 public:
  void beginObject();
  void endObject();
  void beginArray();
  void endArray();
  void key(std::string_view name);

  // Valid UTF-8; bytes that are none become U+FFFD. Letters that cannot be seen and turn the direction of
  // others stand by their number, for JSON is read on terminals too.
  void string(std::string_view text);
  void boolean(bool value);
  void null();
  void number(std::integral auto value) { raw(std::to_string(value)); }

  // A member in one call.
  void member(std::string_view name, std::string_view text);
  void member(std::string_view name, const char* text) { member(name, std::string_view(text)); }
  void member(std::string_view name, const std::string& text) { member(name, std::string_view(text)); }
  void member(std::string_view name, bool value);
  template <std::integral T>
  requires(!std::same_as<T, bool>) void member(std::string_view name, T value) {
    key(name);
    number(value);
  }
  void strings(std::string_view name, const std::vector<std::string>& list);
  void nullMember(std::string_view name);
  void openObject(std::string_view name);
  void openArray(std::string_view name);

  // What is written between the two stands on one line: of what is deep most bytes would be blanks.
  void beginLine() { ++lines_; }
  void endLine() { --lines_; }

  // The document, with a line break at its end.
  std::string text() &&;

 private:
  void raw(std::string_view token);
  void beforeValue();
  void newLine();
  void close(char bracket);

  std::string out_;
  std::size_t depth_ = 0, lines_ = 0;
  bool empty_ = true;  // nothing stands yet in the innermost bracket
  bool after_key_ = false;
};

}  // namespace jurat
