#include "engine/cli/commands/outputs.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "engine/base/nearest.h"
#include "engine/reports/formats.h"
#include "jurat_version.h"

namespace jurat {

std::optional<std::vector<Output>> outputsOf(const std::string& option,
                                             const std::vector<std::string>& values,
                                             const std::vector<std::string>& known) {
  std::vector<Output> outputs;
  for (const std::string& given : values) {
    const std::size_t at = given.find('=');
    Output output{given.substr(0, at), at == std::string::npos ? "" : given.substr(at + 1)};
    if (std::find(known.begin(), known.end(), output.format) == known.end()) {
      std::string list;
      for (const std::string& one : known) list += (list.empty() ? "" : ", ") + one;
      complain("there is no format `" + output.format + "` (" + list + ")" +
               didYouMean(output.format, known));
      return std::nullopt;
    }
    if (at != std::string::npos && output.file.empty()) {
      complain("`" + option + " " + given + "` names no file: write `" + option + " " + output.format +
               "=FILE`");
      return std::nullopt;
    }
    outputs.push_back(std::move(output));
  }
  return outputs;
}

std::optional<std::vector<Output>> outputsOf(const Arguments& arguments,
                                             const std::vector<std::string>& known) {
  std::optional<std::vector<Output>> outputs = outputsOf("--format", arguments.formats, known);
  if (outputs && outputs->empty()) outputs->push_back({known.front(), ""});
  return outputs;
}

std::vector<std::string> reportFormatNames() {
  std::vector<std::string> names;
  for (const ReportFormat& format : reportFormats()) names.emplace_back(format.name);
  return names;
}

bool write(const Output& output, const std::string& text) {
  return output.file.empty() ? writeOut(text) : writeFile(output.file, text);
}

Language languageOf(const Arguments& arguments) {
  return languageFromCode(arguments.language.empty() ? "en" : arguments.language).value();
}

ReportOptions wordingOf(const Session& session) {
  ReportOptions options;
  options.language = languageOf(session.arguments);
  options.width = session.arguments.width;
  options.today = session.asOfIsToday();
  options.engine_version = std::string(kVersion);
  std::error_code none;  // without a working directory paths stay as they were given
  options.directory = std::filesystem::current_path(none).string();
  return options;
}

ReportOptions wordingFor(const Session& session, const Output& output) {
  ReportOptions options = wordingOf(session);
  options.color = output.format == "text" && output.file.empty() && session.useColor(STDOUT_FILENO);
  return options;
}

}  // namespace jurat
