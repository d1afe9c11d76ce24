#include "tests/check/corpus.h"

#include <utility>

#include "engine/source/render.h"
#include "engine/syntax/parse.h"

namespace jurat::test {
namespace {

constexpr std::string_view kMark = "# ---- ";

std::vector<std::pair<std::string, std::string>> split(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> files{{"rules.jurat", ""}};
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.starts_with(kMark)) {
      const std::string name(line.substr(kMark.size()));
      if (files.back().second.empty()) files.pop_back();
      files.emplace_back(name, "");
    } else {
      files.back().second += std::string(line) + "\n";
    }
  }
  return files;
}

}  // namespace

std::unique_ptr<Checked> checkText(std::string_view text, const Limits& limits) {
  auto out = std::make_unique<Checked>();
  for (auto& [name, content] : split(text)) {
    out->files.push_back(parse(out->sources.add(name, content), out->diagnostics, limits));
  }
  out->program = check(out->files, out->diagnostics, limits);
  return out;
}

std::string Checked::rendered() const { return render(diagnostics.all(), sources, {}); }

std::vector<std::string> Checked::codes() const {
  std::vector<std::string> out;
  for (const Diagnostic& each : diagnostics.sorted()) out.push_back(each.code);
  return out;
}

}  // namespace jurat::test
