// What the interview says between question and answer, as text for a terminal.
#pragma once
#include <string>
#include <vector>

#include "engine/advice/interview/interview.h"
#include "engine/reports/report.h"
#include "engine/source/diagnostic.h"

namespace jurat {

class InterviewText {
 public:
  // Both must outlive it.
  InterviewText(const SourceMap& sources, const ReportOptions& options)
      : sources_(sources), options_(options) {}

  // Whose profile it is, where answers go and what else may be written.
  std::string opening(const Interview& interview, const InterviewSettings& settings) const;
  // The next question, and how many there are; `place` counts from 1. INVARIANT: there is one.
  std::string question(const Interview& interview, std::size_t place) const;
  // Why it is asked: all that hangs on it.
  std::string why(const Interview& interview, std::size_t place) const;
  // What is expected, and what is wrong with what was said.
  std::string refusal(const Interview& interview, const std::vector<Diagnostic>& faults) const;
  // What became settled, what is left. `stopped`: before its end.
  std::string ending(const Interview& interview, bool stopped) const;
  // One sentence.
  std::string line(const Message& message) const;

 private:
  std::string indented(const Message& message) const;

  const SourceMap& sources_;
  const ReportOptions& options_;
};

}  // namespace jurat
