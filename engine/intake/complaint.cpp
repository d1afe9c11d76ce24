#include "engine/intake/complaint.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "engine/intake/source.h"
#include "engine/profile/faults.h"
#include "engine/source/text.h"

namespace jurat::intake {

std::string complaintAt(std::string_view file, std::uint64_t line, std::uint64_t column,
                        std::string_view code, std::string_view message, std::string_view help) {
  std::string out(file);
  out.append(":").append(std::to_string(line)).append(":").append(std::to_string(column));
  out.append(": error[").append(code).append("]: ").append(message).append("\n");
  if (!help.empty()) out.append("  help: ").append(help).append("\n");
  return out;
}

std::string tooLarge(std::string_view file, std::uint64_t line, std::size_t limit) {
  const bool whole = limit >= (1u << 20);
  const std::string bound = whole ? std::to_string(limit >> 20) + " MB" : std::to_string(limit) + " bytes";
  return complaintAt(file, line, 1, "J0603", "the record is larger than is read",
                     "at most " + bound + " are read; is an end of line or a closing quote missing?");
}

std::string quoted(std::string_view text) { return tick(printableLine(text)); }

namespace {

// The number that `text` begins with, taken off.
std::optional<std::uint64_t> number(std::string_view& text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return value;
}

// The offset of a character, counted from 1.
std::size_t offsetOf(std::string_view text, std::uint64_t column) {
  std::size_t at = 0;
  for (; column > 1 && at < text.size(); --column) at += letterAt(text, at).bytes;
  return at;
}

// What stands at a place of a made document; null when it comes from no cell.
const Origin* originOf(const Chunk& chunk, const Chunk::Record& record, std::size_t at) {
  const auto begin = chunk.origins.begin() + static_cast<std::ptrdiff_t>(record.origins_begin);
  const auto end = begin + static_cast<std::ptrdiff_t>(record.origins_length);
  const auto behind = std::upper_bound(
      begin, end, at, [](std::size_t offset, const Origin& each) { return offset < each.at; });
  return behind == begin ? nullptr : &*(behind - 1);
}

}  // namespace

std::string placed(const Chunk& chunk, std::size_t record, std::string_view name,
                   std::string_view complaints) {
  const Chunk::Record& about = chunk.records[record];
  std::string out;
  const std::string opening = std::string(name) + ":";
  while (!complaints.empty()) {
    const std::size_t end = std::min(complaints.find('\n'), complaints.size() - 1);
    const std::string_view line = complaints.substr(0, end + 1);
    complaints.remove_prefix(end + 1);
    std::string_view rest = line;
    std::optional<std::uint64_t> column;
    if (about.origins_length > 0 && rest.starts_with(opening)) {
      rest.remove_prefix(opening.size());
      if (number(rest) && rest.starts_with(':')) {
        rest.remove_prefix(1);
        column = number(rest);
      }
    }
    const Origin* origin = column ? originOf(chunk, about, offsetOf(chunk.text(record), *column)) : nullptr;
    if (origin == nullptr) {
      out += line;
      continue;
    }
    out += opening + std::to_string(origin->line) + ":" + std::to_string(origin->column);
    const bool ends = rest.ends_with('\n');
    out += ends ? rest.substr(0, rest.size() - 1) : rest;
    if (chunk.fields && origin->field < chunk.fields->size()) {
      out += " (column " + std::to_string(origin->field + 1) + ", " + quoted((*chunk.fields)[origin->field]) +
             ")";
    }
    if (ends) out += "\n";
  }
  return out;
}

}  // namespace jurat::intake
