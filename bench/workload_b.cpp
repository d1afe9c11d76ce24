// Workload B: all packs of the Union, on companies made by bench/union_companies. One thread; begins with
// companies in memory, as profiles or as columns, and ends with all findings, outcomes and amounts in memory.
//   workload_b --data FILE [--machine scalar|findings|batch] [--block 512] [--warmup 1] [--repetitions 5]
// `steps` are those of a company: what the scalar machine ran, or the lanes that the batch machine ran steps
// for. `settled` are the companies for which columns were not enough and the scalar machine was asked.
#include <algorithm>
#include <deque>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/passes.h"
#include "engine/batch/answers.h"
#include "engine/batch/records.h"
#include "engine/check/check.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/answer_machine.h"
#include "engine/evaluate/evaluate.h"
#include "engine/packs/packs.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace {

using namespace jurat;
using batch::RecordReader;

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "workload_b: %s\n", why.c_str());
  std::exit(2);
}

struct Union {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const RuleSet> rules;
  EvaluateOptions options{
      .as_of = {*parseDate("2026-11-23"), std::nullopt}, .named = {}, .reasons = Reasons::None};
};

std::unique_ptr<Union> loadUnion() {
  auto out = std::make_unique<Union>();
  PackLibrary library;
  library.addRoot(std::string(JURAT_SOURCE_DIR) + "/rules");
  for (const std::string& id : library.ids())
    if (id.rfind("eu.", 0) == 0) out->options.named.push_back(id);
  LoadedPacks packs = loadPacks(library, out->options.named, out->sources, out->diagnostics);
  const auto program = check(std::move(packs.files), out->diagnostics);
  if (!program) stop("the packs of the Union do not load");
  out->rules = compile(program);
  return out;
}

// The lines of a file; behind each of them batch::kPadding bytes may be read.
class Lines {
 public:
  explicit Lines(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    text_.assign(std::istreambuf_iterator<char>(file), {});
    if (text_.empty()) stop("cannot read companies from \"" + path + "\"; name a file with --data");
    text_.reserve(text_.size() + batch::kPadding);
    std::string_view rest = text_;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      lines.push_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  std::vector<std::string_view> lines;

 private:
  std::string text_;
};

std::string fields(double steps, std::size_t settled, const Union& rules) {
  return ",\"steps\":" + std::to_string(steps) + ",\"settled\":" + std::to_string(settled) +
         ",\"rules\":" + std::to_string(rules.rules->rules.size());
}

// One company at a time: as findings, or as answers alone.
void scalar(const jurat::bench::Options& options, const Union& rules, const Lines& data, bool findings) {
  RecordReader reader(rules.rules, rules.options.as_of);
  std::vector<Profile> profiles;
  for (const std::string_view line : data.lines) {
    std::optional<Profile> profile = reader.profile({.text = line, .name = "data"});
    if (!profile) stop(reader.complaints());
    profiles.push_back(*std::move(profile));
  }
  Machine machine(rules.rules);
  AnswerMachine answers(rules.rules, rules.options, Listed::Concerning);
  std::uint64_t steps = 0;
  const auto pass = [&] {
    steps = 0;
    for (const Profile& profile : profiles)
      steps += findings ? evaluate(machine, profile, rules.options).steps : answers.answer(profile).steps;
    return profiles.size();
  };
  jurat::bench::passes("workload_b", options, pass, [&] {
    return fields(static_cast<double>(steps) / static_cast<double>(profiles.size()), 0, rules);
  });
}

struct Block {
  std::size_t first = 0;
  batch::Columns columns;
};

void columns(const jurat::bench::Options& options, const Union& rules, const Lines& data) {
  RecordReader reader(rules.rules, rules.options.as_of);
  std::deque<Block> blocks;
  const std::size_t size = options.number("--block", 512);
  for (std::size_t i = 0; i < data.lines.size(); i += size) {
    Block& block = blocks.emplace_back();
    block.first = i;
    reader.start(block.columns);
    for (std::size_t j = i; j < std::min(i + size, data.lines.size()); ++j)
      if (!reader.add({.text = data.lines[j], .name = "data"})) stop(reader.complaints());
    reader.finish();
  }
  batch::BlockMachine machine(rules.rules, rules.options.as_of);
  Machine alone(rules.rules);
  batch::Answers answers;
  std::size_t settled = 0, passes = 0;
  const auto pass = [&] {
    ++passes;
    for (const Block& block : blocks) {
      machine.start(block.columns);
      batch::answer(machine, rules.options, answers);
      std::optional<Profile> profile;
      const auto read = [&](std::size_t company) -> const Profile& {
        profile = reader.profile({.text = data.lines[block.first + company], .name = "data"});
        if (!profile) stop(reader.complaints());
        return *profile;
      };
      settled += batch::settle(alone, block.columns, rules.options, read, answers);
    }
    return data.lines.size();
  };
  jurat::bench::passes("workload_b", options, pass, [&] {
    std::uint64_t lanes = 0;
    for (const auto& op : machine.statistic().ops) lanes += op.lanes;
    const auto worked = static_cast<double>(data.lines.size() * passes);
    return fields(static_cast<double>(lanes) / worked, settled / passes, rules);
  });
}

}  // namespace

int main(int count, char** words) {
  const jurat::bench::Options options(count, words);
  const Lines data(options.text("--data", ""));
  const std::unique_ptr<Union> rules = loadUnion();
  const std::string machine = options.text("--machine", "batch");
  if (machine == "batch") {
    columns(options, *rules, data);
  } else if (machine == "scalar" || machine == "findings") {
    scalar(options, *rules, data, machine == "findings");
  } else {
    stop("--machine is batch, scalar or findings");
  }
  return 0;
}
