// RecordReader: one record of a file that the gate reads (jurat.yaml, waivers, baseline), held to what it may
// hold: what is not known there is a fault with a suggestion, never passed over.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gate/gate.h"
#include "engine/profile/datum.h"
#include "engine/source/diagnostic.h"

namespace jurat {

class RecordReader {
 public:
  // `what` names such a record in complaints: "a waiver". Reports (J0703) a datum that is no record, and
  // (J0702) keys that are none of `known`.
  RecordReader(const Datum& record, std::string what, std::span<const std::string_view> known,
               Diagnostics& diagnostics);

  const Datum* find(std::string_view key) const;  // null: the record does not have it
  Span keyOf(std::string_view key) const;
  // The text of a field that must be there and say something (J0711, J0703); empty when it does not.
  std::string text(std::string_view key);
  // The same of a field that may be left out.
  std::string optionalText(std::string_view key);
  // A day (J0712).
  std::optional<Date> day(std::string_view key);
  // One of a closed list of words (J0704).
  std::string word(std::string_view key, std::span<const std::string> words);
  // 64 hex digits (J0717); empty when it is left out.
  std::string fingerprint(std::string_view key);

 private:
  const Datum& record_;
  std::string what_;
  Diagnostics& diagnostics_;
};

// Whether the document begins as its version asks: `jurat: 1`. Reports (J0701) when not. `key` is "jurat", or
// "jurat_baseline".
bool hasVersion(const Datum& document, std::string_view key, std::string_view what, Diagnostics& diagnostics);

// Reports (J0703) a value that has another shape than the one that is wanted.
void wrongShape(const Datum& value, std::string_view what, std::string_view wanted, std::string help,
                Diagnostics& diagnostics);

// Reports (J0704) a word outside its closed list, with the list and the word that was meant.
void unknownWord(const Datum& value, std::string_view of_what, std::span<const std::string> words,
                 Diagnostics& diagnostics);

}  // namespace jurat
