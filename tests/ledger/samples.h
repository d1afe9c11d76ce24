// Runs and ledgers for the tests of this room; failing to make one fails the test that asked.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

#include "engine/ledger/ledger.h"
#include "engine/sqlite/database.h"
#include "tests/sqlite/folder.h"

namespace jurat {

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// The run of a day: all of them share a rule file, each has its own profile.
inline Run runOn(const std::string& day) {
  return {.recorded_at = day + "T08:30:00Z",
          .engine_version = "0.1.0",
          .as_of = day,
          .profile_name = "Acme Robotics",
          .profiles = {{"acme.yaml", "company: Acme\nday: " + day + "\n"}, {"systems.yaml", "systems: []\n"}},
          .rules = {{"eu/ai_act.jurat", "rule a { }\n"}},
          .outcomes = R"({"outcomes":"of )" + day + "\"}",
          .report = R"({"report":"of )" + day + "\"}",
          .exit_code = 3,
          .counts = R"({"violated":0,"undetermined":2})"};
}

template <typename T>
T sure(Result<T> result) {
  REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
  return std::move(*result);
}

template <typename T>
std::string errorOf(const Result<T>& result) {
  return result ? "" : result.error().message;
}

inline Ledger appending(const std::string& path) {
  return sure(Ledger::open(path, {.mode = LedgerMode::Append}));
}
inline Ledger reading(const std::string& path) { return sure(Ledger::open(path, {})); }

// A ledger of five days, 2026-01-01 to 2026-01-05.
inline void makeFive(const std::string& path, Keep keep) {
  Ledger ledger = appending(path);
  for (const char* day : {"2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"}) {
    sure(ledger.append(runOn(day), keep));
  }
}

// What somebody with the file in hand and SQLite at his command can do to it.
inline void tamper(const std::string& path, const std::string& sql) {
  Database database = sure(Database::open(path, {.access = Access::Create}));
  sure(database.run(sql));
}

inline std::string problemsOf(const LedgerVerdict& verdict) {
  std::string text;
  for (const LedgerProblem& problem : verdict.problems) text += problem.message + "\n";
  return text;
}

inline std::string verified(const std::string& path, const std::string& head = "") {
  Ledger ledger = reading(path);
  return problemsOf(sure(ledger.verify({.noted_head = head})));
}

}  // namespace jurat
