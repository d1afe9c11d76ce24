// The words of complaints about records, as Refused holds them; private to engine/intake.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace jurat::intake {

// "file:line:column: error[code]: message" and its help, a line each.
std::string complaintAt(std::string_view file, std::uint64_t line, std::uint64_t column,
                        std::string_view code, std::string_view message, std::string_view help);

// Of a record of more than `limit` bytes (J0603).
std::string tooLarge(std::string_view file, std::uint64_t line, std::size_t limit);

// Text of the input in backticks, safe for a terminal, cut after so many characters as a line can hold.
std::string quoted(std::string_view text);

}  // namespace jurat::intake
