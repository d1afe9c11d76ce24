// How a run was asked for, as far as its report depends on it: what replaying it needs beside its files.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jurat {

struct RunSettings {
  std::string as_of{};               // as it was given, or the day: "2026-11-23"
  bool today = false;                // it was not given
  std::vector<std::string> packs{};  // that were named; none: those of the status
  std::string input{};               // syntax of standard input
  std::string language = "en";
  std::size_t width = 80;
  std::vector<std::string> fail_on{}, strength{};  // words of the gate
  std::string min_severity{};
  // What judged the run besides: names of the files among the kept ones, levels as name and word, and for
  // each profile the names by which waivers and baseline know it.
  std::string waivers{}, baseline{};
  std::vector<std::vector<std::string>> levels{}, judged{};
  bool no_grow = false;
  // What the change under review altered in its own judgement, each line in English and in Chinese.
  std::vector<std::vector<std::string>> changes{};
  std::string
      directory{};  // from which files were named, where one of them was named by its whole path below it
  bool evidence =
      false;  // evidence was looked at: then, a profile after the other, what was found of each file
  std::vector<std::vector<std::string>> proofs{};
  // Packs that no profile called for, of whose files the heads alone count; and keys that only packs which
  // were not read ask for, as "entity.key".
  std::vector<std::string> set_aside{}, unread{};

  friend bool operator==(const RunSettings&, const RunSettings&) = default;
};

// A JSON object; equal settings, equal bytes.
std::string settingsText(const RunSettings& settings);
// Reads what settingsText() wrote, of this version or a later one; nothing for any other text.
std::optional<RunSettings> readSettings(std::string_view text);

}  // namespace jurat
