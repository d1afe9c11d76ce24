// A mapping and any bytes as a table, and the same bytes as lines and as compressed lines: every record that
// is made of cells is JSON, chunks of another size hold the same, and nothing is a crash.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "engine/intake/bytes.h"
#include "engine/intake/csv.h"
#include "engine/intake/lines.h"
#include "engine/intake/mapping.h"
#include "engine/intake/tabular.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"

namespace {

using namespace jurat;
using namespace jurat::intake;

class Memory final : public ByteStream {
 public:
  explicit Memory(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* to, std::size_t most) override {
    const std::size_t take = std::min({most, bytes_.size(), kPiece});
    std::memcpy(to, bytes_.data(), take);
    bytes_.remove_prefix(take);
    return take;
  }
  std::uint64_t bytesRead() const override { return 0; }
  std::uint64_t bytesInAll() const override { return 0; }

 private:
  static constexpr std::size_t kPiece = 113;  // so that everything is cut somewhere
  std::string_view bytes_;
};

std::unique_ptr<Bytes> bytesOf(std::string_view text) {
  return std::make_unique<Bytes>(std::make_unique<Memory>(text));
}

Limits small() {
  Limits limits;
  limits.profile_bytes = 2048;
  return limits;
}

void checkRecord(const Chunk& chunk, std::size_t record) {
  const Chunk::Record& about = chunk.records[record];
  if (about.begin + about.length + kPadding > chunk.bytes.size()) std::abort();
  if (!chunk.fields) return;
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile* file = addSource(sources, "record.json", std::string(chunk.text(record)), diagnostics);
  if (file == nullptr || !readJson(*file, {}, diagnostics) || diagnostics.hasErrors()) std::abort();
  for (std::size_t i = 0; i < about.origins_length; ++i) {
    const Origin& origin = chunk.origins[about.origins_begin + i];
    if (origin.at >= about.length || origin.line < about.line) std::abort();
    if (i > 0 && origin.at <= chunk.origins[about.origins_begin + i - 1].at) std::abort();
  }
  placed(chunk, record, "in", "in:1:" + std::to_string(about.length / 2) + ": error[J0620]: no\n");
}

std::string all(Source& source, std::size_t records) {
  std::string out;
  Chunk chunk;
  for (;;) {
    const Result<bool> some = source.next(chunk, records);
    if (!some) return out + some.error().message;
    if (!*some) return out;
    std::size_t refused = 0;
    for (std::size_t i = 0; i <= chunk.records.size(); ++i) {
      for (; refused < chunk.refused.size() && chunk.refused[refused].before <= i; ++refused) {
        out += chunk.refused[refused].complaint + chunk.refused[refused].text + "\n";
      }
      if (i == chunk.records.size()) break;
      checkRecord(chunk, i);
      out += std::to_string(chunk.records[i].line) + ":" + std::string(chunk.text(i)) + "\n";
    }
    if (refused != chunk.refused.size()) std::abort();
  }
}

std::string table(std::string_view text, const std::shared_ptr<const Mapping>& mapping, std::size_t records) {
  CsvOptions options;
  options.limits = small();
  if (mapping) {
    options.encoding = mapping->encoding;
    options.delimiter = mapping->delimiter.value_or(',');
    options.headers = mapping->headers;
  }
  const auto source = tabularSource(csvTable(bytesOf(text), "in", options), mapping, options.limits);
  return source ? all(**source, records) : source.error().message;
}

std::string lines(std::unique_ptr<Bytes> bytes, std::size_t records) {
  return all(*linesSource(std::move(bytes), "in", small()), records);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  constexpr std::string_view kBetween = "\n---\n";
  const std::size_t at = text.find(kBetween);
  const bool mapped = at != std::string_view::npos;
  const std::string_view data = mapped ? text.substr(at + kBetween.size()) : text;
  std::shared_ptr<const Mapping> mapping;
  if (mapped) {
    SourceMap sources;
    Diagnostics diagnostics;
    const SourceFile* file =
        addSource(sources, "mapping.yaml", std::string(text.substr(0, at + 1)), diagnostics);
    if (file) mapping = readMapping(*file, {}, diagnostics);
    if (!mapping && !diagnostics.hasErrors()) std::abort();  // refused without a word
  }
  if (table(data, mapping, 1) != table(data, mapping, 1000)) std::abort();
  if (lines(bytesOf(data), 1) != lines(bytesOf(data), 1000)) std::abort();
  if (isGzip(data)) lines(std::make_unique<Bytes>(gunzip(bytesOf(data), "in")), 10);
  if (isZstd(data)) lines(std::make_unique<Bytes>(unzstd(bytesOf(data), "in")), 10);
  return 0;
}
