// Answerer: records of companies read into a block and answered, for whoever looks at a whole block; private
// to this room. Reused between blocks; belongs to one thread.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/records.h"
#include "engine/portfolio/answered.h"

namespace jurat::portfolio {

enum class Added : std::uint8_t {
  Yes,
  Refused,     // it cannot be read; it is not in the block
  NoSuchPack,  // it asks for a pack that is not there; it stands in the block and is left out
};

class Answerer {
 public:
  // `name` is what the input is called; `plan` outlives the answerer.
  Answerer(const Plan& plan, std::string name, bool exposures);
  Answerer(const Answerer&) = delete;
  Answerer& operator=(const Answerer&) = delete;

  void start();
  // The text must stay until the next start(), with batch::kPadding bytes behind it that may be read.
  Added add(std::string_view text, std::uint64_t line, std::string_view id);
  // What is wrong with the record that was added last and refused: "file:line:column: error[J....]: ..." and
  // its help.
  const std::string& complaint() const { return complaint_; }
  // Takes the company of that index out of what is answered.
  void leaveOut(std::size_t company) { answered_.left_out[company] = 1; }
  // No more records in this block.
  void finish() { reader_.finish(); }
  // Answers all; says of how many companies the scalar machine was asked.
  std::size_t answer();

  const Answered& block() const { return answered_; }
  const batch::Columns& columns() const { return columns_; }
  const batch::Answers& answers() const { return answers_; }
  const std::vector<std::string>& roots() const { return roots_; }
  Machine& scalar() { return scalar_; }
  void setNames();  // Answered::names of this block

 private:
  const Profile& profileOf(std::size_t company);
  std::string unknownFramework() const;
  void leaveOutRefused();

  const Plan& plan_;
  std::string name_;
  bool exposures_wanted_;
  batch::RecordReader reader_;
  batch::BlockMachine machine_;
  Machine scalar_;
  std::vector<std::string> roots_;
  std::set<std::string, std::less<>> packs_;
  batch::Columns columns_;
  batch::Answers answers_;
  Answered answered_;
  std::optional<Profile> profile_;
  std::vector<std::uint8_t> asked_;
  std::string complaint_;
};

}  // namespace jurat::portfolio
