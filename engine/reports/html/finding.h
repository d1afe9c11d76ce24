// One finding of the HTML report; private to engine/reports/html.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/reports/html/points.h"
#include "engine/reports/html/reasoning.h"

namespace jurat::html {

// Names that findings share, each by its number: attributes of the page hold numbers, never text of a
// profile.
class Numbers {
 public:
  std::size_t of(const std::string& name, const std::string& shown);
  // In the order of their numbers.
  const std::vector<std::string>& shown() const { return shown_; }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> shown_;
};

struct Index {
  Numbers packs, subjects;
  StakesOf stakes;
};

// What stands for a finding in every run that makes it: of profile, rule and subject.
std::string anchorOf(const Finding& finding, const Part& part);
Filling findingOf(std::size_t index, const Part& part, Index& names, const SharedLines& shared,
                  const Desk& desk);

}  // namespace jurat::html
