#include "engine/reports/advice/calendar_owner.h"

#include <algorithm>

#include "engine/crypto/sha256.h"
#include "engine/reports/paths.h"

namespace jurat {
namespace {

constexpr std::size_t kOwnerDigits = 12, kKindDigits = 24, kUidDigits = 32, kDayDigits = 8;

// How calendars that hold the name itself, and no digest, say it.
constexpr const char* kCalendarName = "X-JURAT-NAME";

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 1 < text.size();
    i += escape ? 1 : 0;
    out += escape && text[i] == 'n' ? '\n' : text[i];
  }
  return out;
}

bool isOwner(const std::string& digest) {
  return digest.size() == kOwnerDigits && digest.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool isWhollyOf(const ReadCalendar& calendar, const std::string& digest) {
  return std::all_of(calendar.events.begin(), calendar.events.end(),
                     [&](const CalendarEvent& event) { return event.at("UID").starts_with(digest + "-"); });
}

}  // namespace

CalendarOwner ownerOf(const std::string& identity) {
  return {.digest = sha256Hex("jurat company 1\n" + identity).substr(0, kOwnerDigits), .identity = identity};
}

std::vector<std::string> identitiesOf(const Timeline& timeline, std::string_view directory) {
  std::vector<std::string> all;
  if (!timeline.lei.empty()) all.push_back("\nlei " + timeline.lei);
  if (!timeline.company.empty()) {
    all.push_back(timeline.company);
    return all;
  }
  const std::string path = pathFrom(timeline.profile_name, directory);
  for (const std::string& name :
       {path, timeline.profile_name, "./" + path, std::string(directory) + "/" + path})
    all.push_back("\nprofile " + name);
  return all;
}

std::optional<CalendarOwner> ownerIn(const ReadCalendar& calendar, const Timeline& timeline,
                                     std::string_view directory) {
  std::vector<CalendarOwner> owners;
  for (const std::string& identity : identitiesOf(timeline, directory)) owners.push_back(ownerOf(identity));
  if (!timeline.lei.empty() && calendar.own.at(kCalendarLei) == timeline.lei) {
    // Begun by what the company may not be called any more.
    if (const std::string& digest = calendar.own.at(kCalendarOwner); isOwner(digest))
      owners.push_back({.digest = digest, .identity = {}});
    if (const std::string& name = calendar.own.at(kCalendarName); !name.empty())
      owners.push_back(ownerOf(unescaped(name)));
  }
  for (const CalendarOwner& owner : owners) {
    if (isWhollyOf(calendar, owner.digest)) return owner;
  }
  return std::nullopt;
}

std::string kindKey(const DateChange& change) {
  std::string key =
      change.id + "\n" + change.subject_path + "\n" + std::string(reasonWord(change.reason)) + "\n";
  if (change.about != DateChange::About::Waiver) key += change.because;
  return key;
}

std::string kindOf(const std::string& key) {
  return sha256Hex("jurat kind of date 1\n" + key).substr(0, kKindDigits);
}

std::string numberedUid(const CalendarOwner& owner, const std::string& key, std::size_t number) {
  const std::string text = "jurat date 1\n" + owner.identity + "\n" + key + "\n" + std::to_string(number);
  return owner.digest + "-" + sha256Hex(text).substr(0, kUidDigits) + "@jurat";
}

std::string datedUid(const CalendarOwner& owner, const std::string& kind, std::string_view day,
                     std::size_t repeat) {
  std::string uid = owner.digest + "-" + kind + std::string(day);
  if (repeat > 1) uid += "-" + std::to_string(repeat);
  return uid + "@jurat";
}

std::string_view dayOfUid(std::string_view uid, std::string_view kind) {
  const std::size_t at = kOwnerDigits + 1;
  if (kind.size() != kKindDigits || uid.size() < at + kKindDigits + kDayDigits) return {};
  return uid.substr(at, kKindDigits) == kind ? uid.substr(at + kKindDigits, kDayDigits) : std::string_view();
}

}  // namespace jurat
