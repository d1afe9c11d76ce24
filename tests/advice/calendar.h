// Calendars as RFC 5545 writes them, read apart from the product; what the tests of `timeline` share.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace jurat::test {

inline const std::string kAcme = "examples/acme-robotics.yaml";

std::string projectText(const std::string& path);

// `timeline` of the example, with more words.
std::vector<std::string> asked(const std::vector<std::string>& more, const std::string& day = "2026-11-23");

// One event: its properties by name and parameters, and those of its alarm.
using Properties = std::map<std::string, std::string>;
struct Event {
  Properties own, alarm;
};

// Reads by RFC 5545, 3.1 to 3.6, and complains of whatever it does not allow.
std::vector<Event> calendarOf(const std::string& text);

}  // namespace jurat::test
