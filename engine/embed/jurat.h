// Jurat for other programs: load rule packs once, check company profiles against them. This header is all
// that an installation brings: `find_package(jurat)`, link `jurat::engine`, `#include <jurat/jurat.h>`.
//
//   const jurat::engine::Loaded loaded = jurat::engine::load({.roots = {"/usr/share/jurat/rules"}});
//   if (!loaded.rules) return report(loaded.complaints);
//   const jurat::engine::Answer answer = loaded.rules->check({.profile = text, .as_of = "2026-11-23"});
//
// Nothing here prints, reads a clock, a locale or the environment, or keeps state between calls; the same
// call gives the same answer. What is wrong with rules or a profile comes back as complaints and never as an
// exception; std::bad_alloc is the only one that may leave a function. Not legal advice.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jurat::engine {

// The version of the engine, "0.1.0"; a program that was built with a header of the same major version may
// link it.
std::string_view version();

// What is wrong with a rule file, a profile or a request, for people.
struct Complaint {
  bool error = true;         // false: a warning, and the call did what it was asked
  std::string code{};        // "J0201", see `jurat explain-code`; empty: the request is wrong
  std::string message{};     // one line of English, without a full stop
  std::string file{};        // as it was named; empty: of no file
  std::uint32_t line = 0;    // from 1; 0: of no place
  std::uint32_t column = 0;  // from 1, in characters
  std::string help{};        // what can be done about it; may be empty
};

// What a rule finds for a subject. None of them hides another: missing is neither false nor zero.
enum class Outcome : std::uint8_t {
  Satisfied,      // the duty applies and is met
  Violated,       // it applies and is not met
  Pending,        // it applies, is not met yet, and its deadline lies ahead
  Undetermined,   // it depends on what the profile does not say: see Finding::missing
  Review,         // only a person can decide
  NotApplicable,  // it does not apply
  NotInForce,     // it is outside its dates
  Error,          // the rule itself failed
};
// "satisfied", "not_applicable": as all reports write it.
std::string_view word(Outcome outcome);

struct Finding {
  std::string rule{};     // "eu.ai_act/social_scoring"
  std::string title{};    // in English
  std::string subject{};  // its path in the profile: "company.ai_systems[scorer]"
  Outcome outcome = Outcome::Error;
  std::vector<Outcome> could_be{};     // of Undetermined and Review: what it may turn out to be
  std::vector<std::string> missing{};  // paths of the facts it waits for
  std::vector<std::string> cites{};    // the paragraphs: "Art. 5(1)(c)"
  std::string severity{};              // "low", "medium", "high", "critical"
  std::string strength{};              // "must", "should", "voluntary", "aspirational"
  std::string due{};                   // of Pending: the day, "2027-08-02", or moment; else empty
  bool due_certain = true;             // false: it hangs on `missing`; `due` is the earliest, if known
  std::uint32_t line = 0, column = 0;  // where the profile decides it, from 1; 0: nowhere
};

// One profile to judge.
struct Request {
  std::string profile{};               // its text, UTF-8, at most 32 MiB
  std::string name = "profile.yaml";   // shown in complaints and reports; JSON when it ends in `.json`
  std::string as_of{};                 // the day the check is about, "2026-11-23", or a moment with its zone
  std::vector<std::string> reports{};  // formats to write: "text", "json" and the others of `jurat check`
};

struct Report {
  std::string format{};
  std::string text{};
};

struct Answer {
  // As docs/exit-codes.md has it, with the default gate: 0 pass, 1 fail, 2 the request is wrong, 3 somebody
  // has to answer or judge, 4 the profile does not load, 5 nothing was evaluated, 6 a rule failed. With 2 and
  // 4 there are neither findings nor reports.
  int exit_code = 5;
  std::vector<Finding> findings{};  // by pack, rule, and subject in the profile's order
  std::vector<Report> reports{};    // in the order of the request
  std::vector<Complaint> complaints{};
};

// Rule packs, checked and compiled. Immutable; copies share them, and any number of threads may check with
// one at once.
class Rules {
 public:
  // Evaluates the packs that the profile calls for, or those that load() was told to.
  Answer check(const Request& request) const;
  // Ids and versions of the packs that are loaded, those they use included: "eu.ai_act 1.0.0", sorted.
  std::vector<std::string> packs() const;

 private:
  struct Compiled;
  friend struct Loader;
  explicit Rules(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

// Which packs to load.
struct From {
  std::vector<std::string> roots{};  // folders that hold packs by their path; earlier ones win
  std::vector<std::string>
      packs{};  // ids to run whatever their status, and only these; empty: those in force
  // Ids to load besides, for profiles that ask for them under `frameworks:`; a profile that asks for one that
  // is not loaded does not load.
  std::vector<std::string> frameworks{};
};

struct Loaded {
  std::optional<Rules> rules{};         // none when there was an error
  std::vector<Complaint> complaints{};  // by place
};

// Reads rule files below the roots; the only function here that touches the disk. A root that does not exist
// holds nothing; no pack at all is an error.
Loaded load(const From& from);

}  // namespace jurat::engine
