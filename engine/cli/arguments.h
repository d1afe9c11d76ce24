// What the command line asked for, as data; each command reads the fields that its own options fill.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace jurat {

struct Project;

struct Arguments {
  std::string command;  // its words: "check", "ledger show"
  // what to look at
  std::vector<std::string> profiles;    // check
  std::string profile;                  // explain
  std::vector<std::string> paths;       // test, fmt, lint
  std::string rule;                     // explain, rules show: "eu.ai_act/social_scoring"
  std::string subject;                  // explain
  std::string code;                     // explain-code
  std::string pack;                     // doc, new pack
  std::string title, place;             // new pack, new rule
  std::string entity, cites;            // new rule
  std::string file;                     // new profile
  std::string input;                    // "", "yaml", "json": of standard input
  std::vector<std::string> rules;       // --rules: ids, folders, a bundle
  std::string require_signed;           // a public key, or a file of it: who must have signed the bundle
  bool no_cache = false;                // compiled packs are neither looked for nor kept
  std::vector<std::string> rules_path;  // --rules-path: roots
  std::string as_of;                    // as given; empty: today
  bool all = false;                     // ask: every fact
  bool interactive = false;             // ask: in an interview
  std::string answer_source, judge;     // of its answers
  // how to say it
  std::vector<std::string> formats;  // NAME or NAME=FILE
  std::string language;              // empty: English
  std::string color = "auto";
  std::string diagnostics = "human";
  std::string log_level;
  std::size_t width = 80;
  // the gate, as words of its closed lists; empty: the default
  std::vector<std::string> fail_on, strength;
  std::string min_severity;
  std::string config;  // the project file; empty: the one that is found
  std::string waivers, baseline;
  bool no_grow = false;
  std::string policy_from_git;             // a ref; empty: the files of the working tree
  std::shared_ptr<const Project> project;  // of commands that have a say in it; what it settles is filled in
  // waiver add
  std::string reason, owner, approver, granted, expires;
  // baseline update
  bool prune = false;
  // test
  std::string filter;
  std::vector<std::string> coverage;  // NAME or NAME=FILE
  std::size_t coverage_at_least = 0;  // 0: not asked for
  bool require_both = false;
  bool mutate = false;
  std::size_t mutate_at_least = 0;  // 0: not asked for
  bool watch = false;
  // fmt
  bool check_only = false;
  // lint
  bool fix = false;
  std::string form = "human";
  std::string min_level = "note";
  // ledger
  std::string ledger;
  bool record = false;
  std::string keep = "digests";
  std::string entry;              // ledger show
  std::string head;               // ledger verify --head
  std::string before;             // ledger forget --blobs-before
  std::string ledger_key;         // check: the file of the secret key that signs the run
  std::string key_file;           // ledger keygen
  std::vector<std::string> keys;  // ledger verify: public keys, or files of them
  std::size_t signed_from = 0;    // ledger verify; 0: not asked for
  std::string checkpoint;         // ledger verify: a file
  std::string output;             // ledger export, build: a file
  // build
  std::string sign;         // the file of the secret key that signs the bundle
  std::size_t release = 0;  // 0: none
  // batch
  std::string portfolio;                            // a file of many records, or -
  std::string input_format, mapping, table, query;  // how it is read
  std::string output_format, rows, summary, rejects;
  std::vector<std::string> columns, outcomes;
  bool strict = false, resume = false, quiet = false;
  std::size_t max_rejects = 0;
  std::size_t threads = 0;  // 0: as many as there are cores
  // evidence
  bool verify_evidence = false;  // check
  bool no_timeline = false;      // check
  // diff, what-if
  std::string to;                    // the day of the second side; empty: that of the first
  std::vector<std::string> against;  // rules of the second side
  std::string rules_from_git;        // a ref: rules of the first side
  std::vector<std::string> sets;     // PATH=VALUE
  std::string patch;                 // a file
  std::string range;                 // PATH=LOW..HIGH
  // what serves the installation
  std::string shell;               // completion
  std::vector<std::string> words;  // of the line that a shell completes; its last one is begun, or empty
  bool json = false;               // --version --json
  // timeline
  std::string first_day, last_day;  // as given
  bool whole = false;               // every change
  std::string former;               // a calendar written before: a file
};

}  // namespace jurat
