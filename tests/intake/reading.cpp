#include "tests/intake/reading.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "engine/intake/mapping.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat::intake::test {

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "jurat-intake-XXXXXX").string();
  path_ = ::mkdtemp(pattern.data()) == nullptr ? "" : pattern;
}

Folder::~Folder() {
  std::error_code ignored;  // what cannot be removed is left to whoever cleans that folder
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, std::string_view bytes) const {
  std::ofstream(path_ / name, std::ios::binary) << bytes;
  return path(name);
}

std::string Folder::bare(std::string text) const {
  const std::string own = path_.string() + "/";
  for (std::size_t at = 0; (at = text.find(own, at)) != std::string::npos;) text.erase(at, own.size());
  return text;
}

std::string transcript(Source& source, std::size_t records) {
  std::string out;
  Chunk chunk;
  std::uint64_t seen = 0;
  for (;;) {
    const Result<bool> some = source.next(chunk, records);
    if (!some) return out + "error: " + some.error().message + "\n";
    if (!*some) break;
    if (chunk.first != seen) out += fmt::format("first is {} where {} was expected\n", chunk.first, seen);
    seen += chunk.records.size() + chunk.refused.size();
    std::size_t refused = 0;
    for (std::size_t i = 0; i <= chunk.records.size(); ++i) {
      for (; refused < chunk.refused.size() && chunk.refused[refused].before <= i; ++refused) {
        const Refused& each = chunk.refused[refused];
        out += fmt::format("refused, line {}: `{}`\n{}", each.line, each.text, each.complaint);
      }
      if (i == chunk.records.size()) break;
      const Chunk::Record& record = chunk.records[i];
      if (record.begin + record.length + kPadding > chunk.bytes.size()) out += "no padding\n";
      const std::string id = record.id_length > 0 ? fmt::format(" ({})", chunk.id(i)) : "";
      out += fmt::format("{}{}: {}\n", record.line, id, chunk.text(i));
    }
  }
  for (const std::string& note : source.notes()) out += "note: " + note + "\n";
  return out;
}

std::string transcript(const SourceOptions& options, std::size_t records) {
  const Result<std::unique_ptr<Source>> source = openSource(options);
  if (!source) return "error: " + source.error().message + "\n";
  return transcript(**source, records);
}

std::shared_ptr<const Mapping> mapping(const std::string& text, std::string* complaints) {
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile* file = addSource(sources, "mapping.yaml", text, diagnostics);
  std::shared_ptr<const Mapping> read = file ? readMapping(*file, {}, diagnostics) : nullptr;
  RenderOptions plain;
  plain.form = DiagnosticForm::Plain;
  if (complaints) *complaints = render(diagnostics.sorted(), sources, plain);
  return read;
}

std::string readCsv(std::string_view table, const std::string& mapping_text, const Limits& limits,
                    std::size_t records) {
  const Folder folder;
  SourceOptions options;
  options.path = folder.write("table.csv", table);
  options.limits = limits;
  if (!mapping_text.empty()) {
    std::string complaints;
    options.mapping = mapping(mapping_text, &complaints);
    if (!options.mapping) return complaints;
  }
  return folder.bare(transcript(options, records));
}

}  // namespace jurat::intake::test
