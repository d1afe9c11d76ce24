// GitHub Actions: workflow commands that become annotations of the lines under review.
#include <algorithm>
#include <array>

#include "engine/reports/formats/entries.h"
#include "engine/reports/formats/writers.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::size_t kOfAKind = 10;  // a step shows no more, and a job 50 in all

// Data of a command: what would end it is written by its number.
std::string data(std::string_view text, bool property) {
  std::string out;
  for (const char c : printableLine(text)) {
    switch (c) {
      case '%':
        out += "%25";
        break;
      case ':':
        out += property ? "%3A" : ":";
        break;
      case ',':
        out += property ? "%2C" : ",";
        break;
      default:
        out += c;
    }
  }
  return out;
}

enum Kind : std::size_t { kError, kWarning, kNotice, kKinds };
constexpr std::string_view kNames[kKinds] = {"error", "warning", "notice"};

Kind kindOf(const Entry& entry) {
  const FindingView& view = *entry.view;
  if (stands(view) || entry.finding->outcome == Outcome::Error) return kError;
  if (view.covered() || view.level == Level::Off || entry.finding->outcome == Outcome::Pending)
    return kNotice;
  return entry.finding->outcome == Outcome::Violated || view.level == Level::Warn ? kWarning : kNotice;
}

std::string command(const Entries& entries, const Entry& entry) {
  const Spot& spot = entry.spot;
  const std::string line = std::to_string(spot.line);
  std::string out = "::" + std::string(kNames[kindOf(entry)]) + " file=" + data(spot.path, true) +
                    ",line=" + line + ",col=" + std::to_string(spot.column);
  if (spot.end_column > 0) out += ",endLine=" + line + ",endColumn=" + std::to_string(spot.end_column);
  out += ",title=" + data(entries.title(*entry.finding), true) + "::" + data(entries.headline(entry), false);
  for (const Detail& detail : entries.details(entry))
    out += "%0A" + data(entries.words({Phrase::Labelled, {detail.label, verbatim(detail.text)}}), false);
  return out + "\n";
}

}  // namespace

std::string githubReport(const RunReport& run, const ReportOptions& options) {
  const Entries entries(run, options);
  const std::vector<const Entry*> open = entries.open();
  std::array<std::size_t, kKinds> all{};
  for (const Entry* entry : open) ++all[kindOf(*entry)];
  const bool cuts = std::any_of(all.begin(), all.end(), [](std::size_t count) { return count > kOfAKind; });
  // The last notice is kept for saying how many are left out.
  std::array<std::size_t, kKinds> room = {kOfAKind, kOfAKind, kOfAKind - (cuts ? 1 : 0)};
  std::size_t left_out = 0;
  std::string out;
  for (const Entry* entry : open) {
    std::size_t& left = room[kindOf(*entry)];
    if (left == 0) {
      ++left_out;
      continue;
    }
    --left;
    out += command(entries, *entry);
  }
  if (left_out > 0) {
    const Message text(Phrase::NotShown, {number(left_out), Phrase::NotShownAnnotations});
    out += "::notice title=Jurat::" + data(entries.words(text), false) + "\n";
  }
  return out;
}

}  // namespace jurat
