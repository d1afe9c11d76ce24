#include "engine/bundle/bundle.h"

#include <algorithm>
#include <future>
#include <limits>

#include "engine/bundle/beside.h"
#include "engine/bundle/header.h"
#include "engine/bundle/reader.h"
#include "engine/bundle/verify.h"
#include "engine/bundle/writer.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

using namespace bundle;

Census censusOf(const RuleSet& rules) {
  const checked::Program& program = *rules.program;
  const auto count = [](const auto& table) { return static_cast<std::uint32_t>(table.size()); };
  return {count(program.packs),
          count(program.vocabulary.entities),
          count(program.vocabulary.facts),
          count(program.vocabulary.choices),
          count(program.vocabulary.units),
          count(program.declarations),
          count(rules.blocks)};
}

using KeysOf = std::pair<std::string, std::vector<std::string>>;

std::vector<KeysOf> listed(const AskedKeys& keys) {
  std::vector<KeysOf> out;
  for (const auto& [entity, names] : keys) out.emplace_back(entity, std::vector(names.begin(), names.end()));
  return out;
}

// A list of texts: how many, how long each is, and then all of them, one behind the other.
void appendTexts(std::string& out, const std::vector<std::string_view>& texts) {
  appendNumber(out, texts.size());
  for (const std::string_view text : texts) appendNumber(out, text.size());
  for (const std::string_view text : texts) out += text;
}

// The same in the other direction; whether each is UTF-8 is for whyNotText() to say.
std::vector<std::string_view> textsOf(Reader& in) {
  std::vector<std::string_view> texts(in.length(sizeof(std::string_view) + sizeof(std::size_t)));
  std::vector<std::size_t> sizes(texts.size());
  for (std::size_t& size : sizes) size = in.number();
  for (std::size_t i = 0; i < texts.size() && !in.failed(); ++i) texts[i] = in.bytes(sizes[i]);
  return texts;
}

// Its files; spans of the bundle count from 1 over all of them, as those of a map do.
struct Files {
  std::vector<std::string_view> names, texts;
};

Files filesOf(Reader& in, const SourceMap& sources) {
  Files files{textsOf(in), textsOf(in)};
  if (files.names.size() != files.texts.size()) in.fail("its files and their names are not the same number");
  std::uint64_t bytes = 1;
  for (const std::string_view text : files.texts) bytes += text.size() + 1;
  if (!sources.fits(bytes)) in.fail("all files of a run together are too large");
  if (in.failed()) return {};
  in.text_end = static_cast<std::uint32_t>(bytes - 1);
  if (!sources.files().empty()) {
    const SourceFile& last = sources.files().back();
    in.moved = last.base + static_cast<std::uint32_t>(last.text.size());
  }
  return files;
}

void readNodes(Reader& in, checked::Program& program) {
  const std::size_t count = in.length(sizeof(checked::Expr) + sizeof(const checked::Expr*));
  in.nodes.reserve(count);
  in.in_nodes = true;
  for (std::size_t i = 0; i < count && !in.failed(); ++i) {
    checked::Expr& node = program.nodes.emplace_back();
    in.get(node);
    in.keepNode(node);
  }
  in.in_nodes = false;
}

}  // namespace

std::string bundleBody(const RuleSet& rules, const BundleContents& contents) {
  std::vector<std::string_view> names, texts;
  std::vector<Moved> moved;
  std::uint32_t next = 1;
  for (const BundledFile& file : contents.files) {
    const auto size = static_cast<std::uint32_t>(file.source->text.size());
    names.push_back(file.name);
    texts.push_back(file.source->text);
    moved.push_back({file.source->base, size, next});
    next += size + 1;
  }
  std::sort(moved.begin(), moved.end(), [](const Moved& a, const Moved& b) { return a.begin < b.begin; });
  Collector expressions;
  expressions.visit(*rules.program);
  const Landmarks landmarks = landmarksOf(*rules.program);
  Writer writer(expressions, landmarks, moved);
  writer.put(contents.named);
  writer.put(contents.base);
  writer.put(listed(contents.others));
  writer.put(censusOf(rules));
  writer.nodes();
  shape(writer, *rules.program);
  shape(writer, rules);
  std::string out;
  const std::vector<std::string>& said = writer.texts();
  appendTexts(out, {said.begin(), said.end()});
  appendTexts(out, names);
  appendTexts(out, texts);
  return out + writer.out();
}

namespace {

std::string whyNotText(const std::vector<std::string_view>& texts) {
  const bool all = std::all_of(texts.begin(), texts.end(),
                               [](std::string_view text) { return firstInvalid(text) == std::string::npos; });
  return all ? "" : "a text is not UTF-8";
}

// What is wrong with the bytes alone, whatever they say.
std::string damageOf(const Reader& in, const Files& files, const Sealed* sealed) {
  std::string wrong = sealed ? notWhole(sealed->bytes, sealed->digest) : std::string();
  for (const auto* texts : {&in.texts, &files.names, &files.texts}) {
    if (wrong.empty()) wrong = whyNotText(*texts);
  }
  return wrong;
}

Result<Bundle> readBody(std::string_view body, const Sealed* sealed, SourceMap& sources,
                        const Limits& limits) {
  Reader in(body, limits);
  in.texts = textsOf(in);
  const Files files = filesOf(in, sources);
  // Where a thread is begun sooner than the digest is reckoned there is none.
  constexpr std::size_t kLong = 512u << 10;
  std::future<std::string> damage =
      beside([&] { return damageOf(in, files, sealed); }, sealed && sealed->bytes.size() >= kLong);
  Bundle out;
  in.get(out.named);
  in.get(out.base);
  std::vector<KeysOf> others;
  in.get(others);
  for (const auto& [entity, keys] : others) out.others[entity].insert(keys.begin(), keys.end());
  in.get(in.census);
  auto program = std::make_shared<checked::Program>();
  auto rules = std::make_shared<RuleSet>();
  readNodes(in, *program);
  if (!in.failed()) shape(in, *program);
  in.landmarks = landmarksOf(*program);
  if (!in.failed()) shape(in, *rules);
  if (!in.failed() && !in.atEnd()) in.fail("something stands behind its end");
  rules->program = std::move(program);
  std::string wrong = in.failed() ? in.why() : wrongIn(*rules, limits);
  // Damage explains all else that may be wrong.
  if (std::string damaged = damage.get(); !damaged.empty()) wrong = std::move(damaged);
  if (!wrong.empty()) return IoError{wrong};
  // Not before all is sound: what cannot be used leaves nothing behind.
  for (std::size_t i = 0; i < files.texts.size(); ++i)
    sources.add(std::string(files.names[i]), std::string(files.texts[i]));
  out.rules = std::move(rules);
  return out;
}

}  // namespace

Result<Bundle> readBundleBody(std::string_view body, SourceMap& sources, const Limits& limits) {
  return readBody(body, nullptr, sources, limits);
}

Result<Bundle> readBundleBody(std::string_view body, const Sealed& sealed, SourceMap& sources,
                              const Limits& limits) {
  return readBody(body, &sealed, sources, limits);
}

}  // namespace jurat
