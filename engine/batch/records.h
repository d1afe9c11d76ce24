// RecordReader: companies as lines of JSON, straight into columns; what is not of the usual form is bound by
// the ordinary reader of profiles, so that a record means what it means to `check`, and a bad one gets the
// usual complaint.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/batch/columns_builder.h"

namespace jurat::batch {

// Behind every record in memory stand so many bytes that may be read.
inline constexpr std::size_t kPadding = 64;

class RecordReader {
 public:
  RecordReader(std::shared_ptr<const RuleSet> rules, const AsOf& as_of, Limits limits = {});
  ~RecordReader();
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;

  struct Record {
    std::string_view text;   // one JSON document; kPadding bytes behind it may be read
    std::string_view name;   // of the file, for complaints
    std::uint64_t line = 1;  // in the file
  };

  // A fact of which there is to be a column though no rule reads it; before start().
  void alsoRead(FactId fact);
  // A new block of companies.
  void start(Columns& out);
  // Adds a company; false when it is refused, and complaints() says why.
  bool add(const Record& record);
  // What is wrong with the record that was refused last: "file:line:column: error[J0620]: ..." and its help,
  // a paragraph each.
  const std::string& complaints() const;
  // Makes the columns whole.
  void finish();

  // The same record as a profile; nothing when it is refused.
  std::optional<Profile> profile(const Record& record);
  // How many records, and how many of them were bound by the ordinary reader, so far.
  std::uint64_t records() const;
  std::uint64_t bound() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace jurat::batch
