// Pairs: the records of the same companies on two sides: one input that both sides read, or two inputs whose
// records are paired by what the company is called.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/intake/source.h"

namespace jurat::portfolio {

// A record of a chunk.
struct RecordAt {
  const intake::Chunk* chunk = nullptr;  // null: that side has no such record
  std::size_t record = 0;
  std::string_view text() const { return chunk->text(record); }
  std::uint64_t line() const { return chunk->records[record].line; }
  std::string_view id() const { return chunk->id(record); }
};

struct Pair {
  RecordAt before, after;   // the same when both sides read one input; one of them alone: it has no partner
  std::uint64_t place = 0;  // among all pairs; of a record without a partner among those of its input
  // Of a record that says no name: the complaint about that, unless it cannot be read in the first place.
  std::string nameless{};
};

// Reused: capacity stays. Pairs point into it.
struct PairChunk {
  intake::Chunk records;                                // of one input
  std::vector<std::unique_ptr<intake::Chunk>> singles;  // of two inputs: a record each
  std::vector<Pair> pairs;
  std::vector<std::string> complaints;  // about records that are no pair
  void clear();
};

class Pairs {
 public:
  virtual ~Pairs() = default;
  // Fills `out` with up to about that many pairs; false at the end. An error is about an input as a whole.
  virtual Result<bool> next(PairChunk& out, std::size_t records) = 0;
  // How many records have been read.
  virtual std::uint64_t read() const = 0;
  // Whether both sides are one input.
  virtual bool same() const = 0;
  virtual const std::string& nameBefore() const = 0;
  virtual const std::string& nameAfter() const = 0;
};

std::unique_ptr<Pairs> onePortfolio(intake::Source& source);
// Paired by the id that the input has for a company, else by the name in its record (`roots`: names of root
// entities). Records wait for their partner, so memory stays flat as long as both inputs have about the same
// order; what waits is bounded by kWaitingBytes, and so are the names met (40 bytes each) of either input;
// passing that is an error. At the end those that found none follow, alone. A record without a name, and a
// second one of the same name, is refused (J0675).
std::unique_ptr<Pairs> twoPortfolios(intake::Source& before, intake::Source& after,
                                     std::vector<std::string> roots);

}  // namespace jurat::portfolio
