// Interview: one question after the other, the most important first, each answer put into the text of the
// profile. It knows neither terminal nor file: what it proposes is for the caller to write, and then to
// accept.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/advice/ask/ask.h"
#include "engine/profile/edit/edit.h"

namespace jurat {

struct InterviewSettings {
  AsOf as_of;                      // answers are as of its day: of what the questions are about
  std::vector<std::string> named;  // EvaluateOptions::named
  std::string source;              // of every answer
  Date today;                      // when judgements are made, where the as-of day lies ahead of it
  std::string by;                  // who judges; may be empty until a judgement is asked for
  bool again = false;              // also what was answered by `unknown` or a range, once
  ProfileSyntax syntax = ProfileSyntax::Yaml;
  Limits limits;
  OtherKeys others;
  std::function<void(Assessment&)> leave_out;  // what is not to be spoken of; may be empty
};

// What outlives a profile that somebody else has changed meanwhile.
struct InterviewMemory {
  struct Written {
    std::string text;   // that stands there by it
    bool known = true;  // false: "don't know"
  };
  std::set<std::string> left_out;  // paths that are not asked again: skipped, or answered and still asked for
  std::set<std::string> open;      // answers that were open at some time, by id and subject
  std::map<std::string, Written> written;  // answers that stand in the file by this interview, by path
};

// A text that is to be written, and what it means.
struct InterviewStep {
  EditedText text;
  Profile profile;
  std::string path;  // of the fact
  std::string said;  // the answer as it was written; empty where one was taken back
  bool back = false;
  bool known = true;  // false: "don't know"
};

class Interview {
 public:
  // `profile` was read of the text by these rules, without errors. What `memory` has written and the text
  // does not say any more is forgotten, and asked again where it matters.
  Interview(std::shared_ptr<const RuleSet> rules, EditedText text, Profile profile,
            InterviewSettings settings, InterviewMemory memory = {});
  Interview(const Interview&) = delete;
  Interview& operator=(const Interview&) = delete;
  ~Interview();

  // The fact that is asked for, or null: no fact that is left can change anything.
  const AskedFact* question() const { return question_; }
  // Of the question: the fact, null for a list; the entries of a list, null for a fact.
  const Fact* fact() const;
  const Entity* entries() const;
  // How many questions there are to go, this one included, as things stand; at most, where
  // inquiry().postponed is not 0.
  std::size_t toGo() const;
  // Whether the profile says already that no more is known: the word, a range, a list that is not complete.
  bool saysUnknown() const;
  // Whether the line answers with a judgement that names nobody, and nobody is known to judge.
  bool needsJudge(std::string_view line) const;
  // INVARIANT: isName(name).
  void setJudge(std::string name) { settings_.by = std::move(name); }

  // The text with the answer that a line gives. What is no answer is reported (with no place in any file, for
  // it was said), what cannot be written is too (J0644): then nothing is answered.
  std::optional<InterviewStep> propose(std::string_view line, Diagnostics& diagnostics);
  // "Don't know": `unknown`. Nothing, without a report, where the profile saysUnknown(): it would lose what
  // it knows.
  std::optional<InterviewStep> proposeUnknown(Diagnostics& diagnostics);
  // The text as it was before the last answer. Nothing after a question that was skipped, which is asked
  // again (`took_back` is then its path), nor at the beginning.
  std::optional<InterviewStep> back(std::string& took_back);
  // The step has been written: the next question. Answers how many answers were settled by it.
  std::size_t accept(InterviewStep step);
  void skip();

  // Answers that were open at some time of the interview and are no more; amounts are no part of it.
  std::vector<Decides> settled() const;
  // Whether there is anything to go back to.
  bool hasPast() const { return !past_.empty(); }
  // Facts that matter and are not asked any more, but for those that were answered.
  std::vector<std::string> leftOver() const;

  const Inquiry& inquiry() const { return inquiry_; }
  const Assessment& assessment() const { return assessment_; }
  const Vocabulary& vocabulary() const { return rules_->vocabulary(); }
  const SourceFile& text() const { return *text_.source; }
  // That holds the text; null for the one that the interview began with, which is the caller's.
  const SourceMap* sources() const { return text_.sources.get(); }
  const InterviewMemory& memory() const { return memory_; }

 private:
  struct Past {
    std::string path;
    Splice splice;
    bool skipped = false;
    bool left_out = false;  // it was so before
  };

  void look();
  void inquireWith(Effort effort);
  void choose();
  bool isAsked(const AskedFact& fact) const;
  bool isAnswered(const AskedFact& fact) const;
  bool saysUnknown(const AskedFact& fact) const;
  bool standsAsItIs(const AskedFact& fact) const;
  bool forgetLost();
  std::string pathOf(InstanceId instance) const;
  std::map<std::string, std::string> standingNow() const;
  std::optional<EntityId> entriesOf(const AskedFact& fact) const;
  std::optional<ProfilePlace> placeOf(const AskedFact& fact, const Datum& document,
                                      const Profile& profile) const;
  std::string standing(const AskedFact& fact, const Datum& document, const Profile& profile) const;
  std::optional<InterviewStep> write(Datum value, Diagnostics& diagnostics);
  std::optional<InterviewStep> writeList(const Datum& entries, Diagnostics& diagnostics);
  std::optional<InterviewStep> bound(EditedText text, std::string said, Diagnostics& diagnostics) const;
  Datum withOrigin(Datum value) const;
  Datum judgement(Datum value) const;
  std::optional<Datum> restedOn(InstanceId instance, const Fact& judged) const;
  bool isJudgement(const Datum& value) const;

  std::shared_ptr<const RuleSet> rules_;
  InterviewSettings settings_;
  EditedText text_;
  Profile profile_;
  Machine machine_;
  Assessment assessment_;
  Inquiry inquiry_;
  const AskedFact* question_ = nullptr;
  std::vector<Past> past_;
  InterviewMemory memory_;
  std::unique_ptr<asking::Memory> found_;  // from one question to the next
};

}  // namespace jurat
