// SmallLaw: a pack of a few lines about one company, and what is said of a profile under it.
#pragma once
#include <memory>
#include <string>

#include "engine/evaluate/machine.h"
#include "tests/agreement/load.h"

namespace jurat {

class SmallLaw {
 public:
  // Declarations, without the pack's head.
  explicit SmallLaw(const std::string& declarations);

  // "violated", or "undetermined: error, satisfied"; of the rule `r` for the company, whose answers are given
  // as the inside of a YAML record.
  std::string outcome(const std::string& answers, const std::string& as_of = "2026-01-01");
  // What the outcome waits for: "company.a, company.items"
  std::string missing(const std::string& answers, const std::string& as_of = "2026-01-01");
  // When it falls due: "2026-12-31", "from 2026-12-31", "from 2026-12-31 until 2027-06-30", "open", "none".
  std::string due(const std::string& answers, const std::string& as_of = "2026-01-01");
  // The facts its reasons rest on: "company.a, company.b"
  std::string reasons(const std::string& answers, const std::string& as_of = "2026-01-01");
  // The kinds of a yes or no definition `d` that are possible: "yes", "no error".
  std::string truth(const std::string& answers, const std::string& as_of = "2026-01-01");

 private:
  void start(const std::string& answers, const std::string& as_of);

  std::unique_ptr<agreement::Loaded> loaded_;
  std::unique_ptr<Machine> machine_;
  Profile profile_;
};

}  // namespace jurat
