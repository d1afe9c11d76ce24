#include "engine/portfolio/state.h"

#include <charconv>

#include "engine/crypto/sha256.h"

namespace jurat::portfolio {
namespace {

constexpr std::string_view kFirstLine = "jurat batch state 1";
constexpr std::string_view kIs = " = ";

std::string_view line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view found = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return found;
}

bool number(std::string_view& text, std::string_view name, std::uint64_t& value) {
  const std::string_view found = line(text);
  if (!found.starts_with(name) || !found.substr(name.size()).starts_with(kIs)) return false;
  const std::string_view digits = found.substr(name.size() + kIs.size());
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc() && read.ptr == digits.data() + digits.size();
}

std::string sealed(const std::string& body) { return body + "digest = " + sha256Hex(body) + "\n"; }

}  // namespace

std::string State::text() const {
  std::string out = std::string(kFirstLine) + "\n";
  const auto add = [&](std::string_view name, const std::string& value) {
    out.append(name).append(kIs).append(value) += '\n';
  };
  add("position", std::to_string(position));
  add("output_bytes", std::to_string(output_bytes));
  add("rejects_bytes", std::to_string(rejects_bytes));
  add("tally", tally.text());
  for (const auto& [name, value] : identity) add(name, value);
  return sealed(out);
}

std::optional<State> State::parse(std::string_view text) {
  const std::size_t seal = text.rfind("digest = ");
  if (seal == std::string_view::npos || sealed(std::string(text.substr(0, seal))) != text) return std::nullopt;
  std::string_view rest = text.substr(0, seal);
  State state;
  if (line(rest) != kFirstLine) return std::nullopt;
  if (!number(rest, "position", state.position) || !number(rest, "output_bytes", state.output_bytes) ||
      !number(rest, "rejects_bytes", state.rejects_bytes))
    return std::nullopt;
  const std::string_view counted = line(rest);
  constexpr std::string_view kTally = "tally = ";
  std::optional<Tally> tally;
  if (counted.starts_with(kTally)) tally = Tally::parse(counted.substr(kTally.size()));
  if (!tally) return std::nullopt;
  state.tally = std::move(*tally);
  while (!rest.empty()) {
    const std::string_view one = line(rest);
    const std::size_t is = one.find(kIs);
    if (is == std::string_view::npos) return std::nullopt;
    state.identity.emplace_back(one.substr(0, is), one.substr(is + kIs.size()));
  }
  return state;
}

std::string differs(const Identity& then, const Identity& now) {
  for (std::size_t i = 0; i < std::max(then.size(), now.size()); ++i) {
    if (i >= then.size()) return now[i].first;
    if (i >= now.size() || then[i] != now[i]) return then[i].first;
  }
  return {};
}

}  // namespace jurat::portfolio
