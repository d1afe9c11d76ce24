// PackWriter: writes a generated pack declaration by declaration, reading only what it has declared.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tests/agreement/generate.h"

namespace jurat::generated {

std::string typeName(const Known& known);
std::string shortName(Kind kind);

// Where an expression stands: the subject's entity first, then those of the quantifiers around it.
struct Place {
  std::vector<int> entities;
  bool per = false;  // an option stands for `pick` here
};

class PackWriter {
 public:
  PackWriter(Dice& dice, Pack& pack) : dice_(dice), pack_(pack) {}
  void write();

 private:
  // vocabulary
  Text choice();
  Text fact(int entity, std::size_t index);
  Text entity(int index);
  Text controls();

  // expressions; each says by `none_` whether it may be `none`
  Text condition(const Place& place, int depth);
  Text leaf(const Place& place, int depth);
  Text joined(const Place& place, int depth);
  Text quantified(const Place& place, int depth);
  Text compared(const Place& place, int depth);
  Text chosen(const Place& place, int depth);
  Text asked(const Place& place);
  Text value(Kind kind, const Place& place, int depth);
  Text number(Kind kind, const Place& place, int depth);
  Text euro(const Place& place, int depth);
  Text time(Kind kind, const Place& place, int depth);
  Text set(const Place& place, int depth);
  Text over(Kind kind, const Place& place, int depth);
  Text extreme(Kind kind, const Place& place, int depth);
  Text domain(const Place& place, int depth, Place& inner);
  std::optional<Text> read(Kind kind, const Place& place);
  std::optional<Text> readKnown(const Known& known, const Place& place);
  Text readOrLiteral(Kind kind, const Place& place);
  std::string options(std::size_t most);
  bool reaches(const Place& place, int entity) const;

  // declarations
  Text parameters();
  Text table();
  std::string tableRows(bool dated);
  Text rates();
  Text calendar();
  std::string workingDays();
  Text rollingDay(const Place& place);
  Text define(std::size_t index);
  Text amount(std::size_t index);
  Text decision(std::size_t index);
  Text benefit(std::size_t index);
  Text rule(std::size_t index);
  Text section();
  Text duty(const Place& place, const std::vector<std::string>& dues);
  Text due(const Place& place);
  Text exposure(const Place& place);
  Text bound(const Place& place);
  Text exceptions(const Place& place, int depth, char slot, Kind kind);
  Text restate(const Place& place, char slot, Kind kind);
  // A column of a decision table.
  struct Asked {
    Text head;
    Kind kind = Kind::Bool;
    bool none = false;
  };
  Asked column(const Place& place);
  std::string cell(const Asked& column);
  Text result(Known& known, const Place& place);
  std::string versionHead(std::size_t index, std::size_t of);

  Dice& dice_;
  Pack& pack_;
  std::vector<Known> known_;  // facts and the definitions so far
  std::vector<Known> amounts_;
  bool none_ = false;
  bool none_seen_ = false;  // something read since may be `none`
  bool event_due_ = false;  // the rule being written is done on a moment
  bool rolls_ = false;      // deadlines of the pack roll forward
  std::size_t names_ = 0;
};

}  // namespace jurat::generated
