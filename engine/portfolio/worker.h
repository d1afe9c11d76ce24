// Worker: everything that one thread needs to turn chunks of records into rows; reused between chunks.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/intake/source.h"
#include "engine/portfolio/plan.h"
#include "engine/portfolio/tally.h"

namespace jurat::portfolio {

// What became of a chunk.
struct Block {
  std::string rows;     // in the format of the output
  std::string rejects;  // records that were refused, a line each, as they came
  std::vector<std::string> complaints;
  Tally tally;
  bool stop = false;  // --strict: nothing behind this block
};

class Worker {
 public:
  // `name` is what the input is called.
  Worker(const Plan& plan, std::string name);
  ~Worker();
  void run(const intake::Chunk& chunk, Block& out);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace jurat::portfolio
