// Profile: the answers of one company, typed by the vocabulary, each with its place in the file.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/base/table.h"
#include "engine/check/vocabulary.h"
#include "engine/packs/asked_keys.h"
#include "engine/source/span.h"

namespace jurat {

class Diagnostics;
class SourceMap;
struct Datum;
struct SourceFile;

enum class InstanceId : std::uint32_t {};

// How a fact is answered (language.md, Answers); not answered at all is the absence of an Answer.
enum class AnswerState : std::uint8_t {
  Given,    // `value`
  Range,    // between `least` and `most`, either may be open
  None,     // it does not exist, or has not happened
  Unknown,  // the company looked and cannot tell
};

// What a fact was when a judgement was made that rests on it.
struct Recorded {
  FactId fact{};
  std::uint32_t option = 0;  // index among the lowest options of a fact per choice
  AnswerState state = AnswerState::Unknown;
  Value value;
  std::optional<Value> least, most;  // the judgement stands while the fact lies between them
};

// Whether the file behind an answer is what the profile says, for whoever looked (engine/evidence).
enum class Proof : std::uint8_t {
  NotLookedAt,  // a URI, too: nothing is read from the network
  Stands,
  Changed,   // its digest is another
  Missing,   // there is no such file
  Refused,   // it is not read: it leads out, is no file, is too large, or the system refuses
  NoDigest,  // the profile does not say what it was
};

struct Answer {
  AnswerState state = AnswerState::Unknown;
  Value value;
  std::optional<Value> least, most;
  std::string source;  // where the answer was taken from, as the profile says
  std::optional<Date> as_of;
  std::shared_ptr<const EvidenceValue> evidence;  // what stands behind the answer; null: nothing is named
  Span evidence_span;
  Proof proof = Proof::NotLookedAt;  // of `evidence`, or of a value that is evidence itself
  std::vector<Recorded> rested_on;   // of a judgement
  bool made_now = false;             // a judgement that a test states: it rests on the facts as they are
  Span span;                         // the value in the profile
  Span key;                          // its key
};

// The file behind an answer: the value itself, or what `evidence:` names beside it; null when there is none.
inline const EvidenceValue* evidenceOf(const Answer& answer) {
  const auto* own = answer.state == AnswerState::Given ? std::get_if<EvidenceValue>(&answer.value) : nullptr;
  return own ? own : answer.evidence.get();
}

// An exchange rate that the company supplies for a day on which the published table has none.
struct SuppliedRate {
  std::uint32_t table = 0;  // index into Vocabulary::rates
  Date day;
  std::uint32_t currency = 0;
  Number per_base;     // what one unit of the table's base buys
  std::string source;  // where the company has it from
  Span span;
};

struct ChildList {
  EntityId entity{};
  bool given = false;                 // the profile has the key; not given is unknown
  bool complete = true;               // `complete: no` says that there are more
  std::vector<InstanceId> instances;  // `ordered by` lists: in the order of that day
  Span span;
};

struct Instance {
  EntityId entity{};
  InstanceId parent{kNoId};
  std::string id;                // the entry's id; for series the day; for controls the option; root: ""
  std::uint32_t option = kNoId;  // controls: the option it stands for
  bool complete = false;         // `complete: yes`: what it lacks is `none`
  std::vector<std::uint32_t> answers;  // by Fact::slot: 1 + index into Profile::answers, 0 when not answered
  std::vector<ChildList> children;     // in the order of Entity::children
  Span span;                           // the record, for facts that are missing from it
  Span key;
};

struct Profile {
  std::string name;                     // file name, for reports
  std::vector<std::string> frameworks;  // packs asked for beyond those the law calls for
  std::vector<Span> framework_spans;
  std::vector<SuppliedRate> rates;
  // Keys that only packs outside the run ask for, as "entity.key", sorted: nothing was read below them.
  std::vector<std::string> unread;
  std::vector<Answer> answers;
  Table<InstanceId, Instance> instances;  // a parent before its children
  std::vector<InstanceId> roots;

  // The answer, or null when the profile does not give the fact.
  const Answer* answer(InstanceId instance, const Fact& fact, std::uint32_t lowest_option_index = 0) const {
    const std::uint32_t at = instances[instance].answers[fact.slot + lowest_option_index];
    return at == 0 ? nullptr : &answers[at - 1];
  }
};

enum class ProfileSyntax { Yaml, Json };

// Reads text into a Datum; a syntax fault is reported (J06xx) and answers nothing. `what` is the word for
// such a document in complaints, for other files than profiles are read with these too.
std::optional<Datum> readYaml(const SourceFile& source, const Limits& limits, Diagnostics& diagnostics,
                              std::string_view what = "profile");
std::optional<Datum> readJson(const SourceFile& source, const Limits& limits, Diagnostics& diagnostics,
                              std::string_view what = "profile");

// What the packs that are no part of the run ask for; called only when a profile has a key that the
// vocabulary lacks, for these packs are read for it. Without it every such key is a fault.
using OtherKeys = std::function<const AskedKeys&()>;

// Types a whole profile document (`jurat: 1`, `frameworks:`, root entities) by the vocabulary. All faults are
// reported; empty when there was one.
std::optional<Profile> bindProfile(const Datum& document, const Vocabulary& vocabulary, const Limits& limits,
                                   Diagnostics& diagnostics, const OtherKeys& others = {});

// Both in one: `source` was read with readSource; the syntax is JSON when the name ends in .json or `syntax`
// says so.
std::optional<Profile> readProfile(const SourceFile& source, std::optional<ProfileSyntax> syntax,
                                   const Vocabulary& vocabulary, const Limits& limits,
                                   Diagnostics& diagnostics, const OtherKeys& others = {});

// Reads one scalar as a value of `type` ("EUR 400_000_000", "7%", "2026-11-23", "[a, b]" for sets is a List).
// Used by the binder, by tests of rule files and by `cases` tables.
std::optional<Answer> bindAnswer(const Datum& datum, const Fact& fact, const Vocabulary& vocabulary,
                                 const Limits& limits, Diagnostics& diagnostics);

}  // namespace jurat
