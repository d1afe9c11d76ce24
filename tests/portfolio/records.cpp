#include "tests/portfolio/records.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "engine/evaluate/assessment.h"

namespace jurat::portfolio::test {
namespace {

struct Token {
  std::size_t begin, length;
};

// Where the record says yes or no.
std::vector<Token> answers(const std::string& text) {
  std::vector<Token> found;
  for (const std::string_view word : {"true", "false"}) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      if (text[at - 1] == ' ') found.push_back({at, word.size()});
    }
  }
  std::sort(found.begin(), found.end(), [](const Token& a, const Token& b) { return a.begin > b.begin; });
  return found;
}

}  // namespace

std::string textOf(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

std::vector<std::string> variations(std::size_t count, std::uint32_t seed) {
  std::string example = textOf("examples/acme-robotics.json");
  REQUIRE(!example.empty());
  std::replace(example.begin(), example.end(), '\n', ' ');
  const std::vector<Token> tokens = answers(example);
  std::mt19937 dice(seed);
  std::vector<std::string> records;
  for (std::size_t i = 0; i < count; ++i) {
    std::string record = example;
    for (const Token& token : tokens) {
      const std::uint64_t thrown = dice() % 12;
      if (thrown > 1) continue;
      const bool yes = record[token.begin] == 't';
      record.replace(token.begin, token.length, thrown == 0 ? "\"unknown\"" : yes ? "false" : "true");
    }
    const std::string name = "Acme Robotics GmbH";
    record.replace(record.find(name), name.size(), "Acme, =\\\"" + std::to_string(i) + "\\\" \\u00fc");
    records.push_back(std::move(record));
  }
  return records;
}

Result<bool> MemorySource::next(intake::Chunk& chunk, std::size_t records) {
  chunk.clear();
  chunk.bytes.clear();
  chunk.first = at_;
  for (; at_ < records_.size() && chunk.records.size() + chunk.refused.size() < records; ++at_) {
    if (records_[at_] == "?") {
      intake::Refused refused;
      refused.before = chunk.records.size();
      refused.line = at_ + 1;
      refused.complaint = "memory:" + std::to_string(at_ + 1) + ":1: error[J0601]: this is nothing\n";
      refused.text = "?";
      chunk.refused.push_back(std::move(refused));
      continue;
    }
    intake::Chunk::Record record;
    record.begin = chunk.bytes.size();
    record.length = records_[at_].size();
    record.line = at_ + 1;
    chunk.records.push_back(record);
    chunk.bytes += records_[at_];
  }
  chunk.bytes.append(intake::kPadding, ' ');
  return !chunk.records.empty() || !chunk.refused.empty();
}

Result<std::uint64_t> MemorySource::skip(std::uint64_t records) {
  at_ += records;
  return records;
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "jurat-portfolio-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

agreement::Loaded& corpus() {
  static const std::unique_ptr<agreement::Loaded> kLoaded = agreement::loadBelow("rules");
  REQUIRE_MESSAGE(kLoaded->rules, agreement::complaints(*kLoaded));
  return *kLoaded;
}

Options options(RowKind rows, const std::vector<std::string>& columns) {
  Options made;
  made.evaluate.as_of = agreement::parseAsOf("2027-03-01");
  made.rows = rows;
  std::string nearest;
  for (const std::string& name : columns) {
    const std::optional<Field> field = fieldOf(rows, name, nearest);
    REQUIRE_MESSAGE(field, name);
    made.fields.push_back(*field);
  }
  if (columns.empty()) made.fields = defaultFields(rows);
  for (std::size_t i = 0; i < kOutcomes; ++i) made.outcomes[i] = asksForAction(static_cast<Outcome>(i));
  made.block = 16;
  return made;
}

Ran runAll(const Plan& plan, std::vector<std::string> records) {
  const Folder folder;
  MemorySource source(std::move(records));
  Ran ran;
  Watch watch;
  watch.refused = [&](const std::string& complaint) { ran.complaints += complaint; };
  Files files;
  files.output = folder / "rows";
  files.rejects = folder / "rejects";
  ran.ended = run(plan, source, files, watch);
  CHECK_MESSAGE(!ran.ended.not_written, ran.ended.not_written->message);
  ran.rows = textOf(files.output);
  ran.rejects = textOf(files.rejects);
  return ran;
}

}  // namespace jurat::portfolio::test
