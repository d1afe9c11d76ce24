// What the command line asked for, as data; each command reads the fields that its own options fill.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace jurat {

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
  std::vector<std::string> rules;       // --rules: ids, folders
  std::vector<std::string> rules_path;  // --rules-path: roots
  std::string as_of;                    // as given; empty: today
  // how to say it
  std::vector<std::string> formats;  // NAME or NAME=FILE
  std::string language = "en";
  std::string color = "auto";
  std::string diagnostics = "human";
  std::string log_level;
  std::size_t width = 80;
  // the gate, as words of its closed lists; empty: the default
  std::vector<std::string> fail_on, strength;
  std::string min_severity;
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
  std::string output;             // ledger export: a file
  // evidence
  bool verify_evidence = false;  // check
};

}  // namespace jurat
