// Where reports go: the formats asked for, each to standard output or to a file.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/cli/session.h"
#include "engine/reports/report.h"

namespace jurat {

struct Output {
  std::string format, file;  // no file: standard output
};

// What --format asks for, each NAME or NAME=FILE; the first of `known` where nothing is asked for. Nothing
// when a format is unknown or names no file (said on standard error).
std::optional<std::vector<Output>> outputsOf(const Arguments& arguments,
                                             const std::vector<std::string>& known);
// The same of the values of another option; none where nothing is asked for.
std::optional<std::vector<Output>> outputsOf(const std::string& option,
                                             const std::vector<std::string>& values,
                                             const std::vector<std::string>& known);

// Of reportFormats(), the default first.
std::vector<std::string> reportFormatNames();

// False when it could not be written (said).
bool write(const Output& output, const std::string& text);

// What --lang names; the environment has no say in it.
Language languageOf(const Arguments& arguments);

// How reports of this run are worded.
ReportOptions wordingOf(const Session& session);
// The same for one output: only text that goes to a terminal has colours.
ReportOptions wordingFor(const Session& session, const Output& output);

}  // namespace jurat
