// Bodies read: what does not point into the rest by another thread, which then looks at the bytes themselves.
#include <algorithm>
#include <chrono>
#include <exception>
#include <future>
#include <utility>

#include "engine/bundle/beside.h"
#include "engine/bundle/body.h"
#include "engine/bundle/bundle.h"
#include "engine/bundle/header.h"
#include "engine/bundle/reader.h"
#include "engine/bundle/verify.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

using namespace bundle;

// A list of texts; whether each is UTF-8 is for whyNotText() to say.
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
  std::vector<PackId> owners;
};

Files filesOf(Reader& in, const SourceMap& sources) {
  Files files{textsOf(in), textsOf(in), {}};
  if (files.names.size() != files.texts.size()) in.fail("its files and their names are not the same number");
  std::uint64_t bytes = 1;
  for (const std::string_view text : files.texts) bytes += text.size() + 1;
  if (!sources.fits(bytes)) in.fail("all files of a run together are too large");
  if (in.failed()) return {};
  in.text_end = static_cast<std::uint32_t>(bytes - 1);
  in.moved = sources.end() - 1;
  return files;
}

void addKeys(const std::vector<KeysOf>& keys, AskedKeys& out) {
  for (const auto& [entity, names] : keys) out[entity].insert(names.begin(), names.end());
}

// What is said of the packs before they are read, and which of them are wanted.
void readOpening(Reader& in, Files& files, const ChoosePacks& choose, Bundle& out) {
  in.get(in.census);
  files.owners.resize(files.texts.size());
  for (PackId& owner : files.owners) in.get(owner);
  in.get(out.named);
  in.get(out.base);
  std::vector<KeysOf> others;
  in.get(others);
  addKeys(others, out.others);
  Inside inside{out.named, out.base, {}};
  in.get(inside.packs);
  if (inside.packs.size() != in.census.packs) in.fail("a table has other rows than were announced");
  for (const PackInside& pack : inside.packs) {
    for (const PackId used : pack.uses) {
      if (used == PackId{kNoId}) in.fail("a pack uses none");
    }
  }
  if (choose && !in.failed()) in.wanted = choose(inside);
  for (std::size_t i = 0; i < inside.packs.size() && !in.failed(); ++i) {
    std::vector<KeysOf> asked;
    in.get(asked);
    if (!in.here(PackId{static_cast<std::uint32_t>(i)})) addKeys(asked, out.others);
  }
}

void readCode(Reader& in, RuleSet& rules) {
  in.get(rules.operands);
  in.get(rules.types);
  in.get(rules.constants);
  in.get(rules.masks);
  in.get(rules.doubts);
  in.get(rules.picks);
  const std::size_t count = in.length(sizeof(Step) + sizeof(Span));
  rules.steps.resize(count);
  rules.where.resize(count);
  in.runs(count, [&](std::size_t i) {
    in.get(rules.steps[i]);
    in.get(rules.where[i]);
  });
  if (!in.failed() && !in.atEnd()) in.fail("something stands behind its end");
}

// What of the rest belongs to options that were left out: nothing may be of their type.
void forgetOptions(const checked::Program& program, RuleSet& rules) {
  const auto left_out = [&](const Type& type) {
    return type.kind == TypeKind::Choice && type.id < program.vocabulary.choices.size() &&
           program.vocabulary.choices[ChoiceId{type.id}].options.empty();
  };
  for (Type& type : rules.types) {
    if (left_out(type)) type = {.kind = TypeKind::None};
  }
  for (auto& [value, type] : rules.constants) {
    if (!left_out(type)) continue;
    value = NoneValue{};
    type = {.kind = TypeKind::None};
  }
}

// Landmarks keep their numbers, whatever is left out between them.
void readLandmarks(Reader& in, const checked::Program& program) {
  if (in.failed()) return;
  std::size_t most = 0;
  for (const LandmarkCounts& counts : in.marks) {
    for (const std::size_t count : counts) most += count;
  }
  if (most > in.size() || in.marks.size() != program.declarations.size())
    return in.fail("it has more levels than there is room for");
  for (std::size_t i = 0; i < in.marks.size(); ++i) {
    const checked::Declaration& declaration = program.declarations[program.declarations.idAt(i)];
    if (!in.here(declaration.pack)) {
      addPlaces(in.marks[i], in.landmarks);
      continue;
    }
    LandmarkCounts expected = countsOf(in.landmarks);
    for (std::size_t k = 0; k < expected.size(); ++k) expected[k] += in.marks[i][k];
    addLandmarks(declaration, in.landmarks);
    if (countsOf(in.landmarks) != expected) return in.fail("a declaration has other levels than it says");
  }
}

template <typename Code>
void readCodes(Reader& in, std::vector<Code>& codes) {
  codes.resize(in.length(sizeof(Code)));
  for (Code& code : codes) {
    if (in.failed()) return;
    in.get(code.declaration);
    PackId pack{kNoId};
    in.part(pack, [&] { in.get(code); });
  }
}

void readRules(Reader& in, RuleSet& rules) {
  rules.domains.resize(in.length(sizeof(DomainCode)));
  in.runs(rules.domains.size(), [&](std::size_t i) { in.get(rules.domains[i]); });
  rules.selects.resize(in.length(sizeof(SelectCode)));
  in.runs(rules.selects.size(), [&](std::size_t i) { in.get(rules.selects[i]); });
  in.room(in.census.blocks, sizeof(BlockCode));
  if (in.failed()) return;
  rules.blocks.reserve(in.census.blocks);
  for (std::uint32_t i = 0; i < in.census.blocks; ++i) rules.blocks.add({});
  for (BlockCode& block : rules.blocks) {
    if (in.failed()) return;
    PackId pack{kNoId};
    in.part(pack, [&] { in.get(block); });
  }
  readCodes(in, rules.rules);
  readCodes(in, rules.amounts);
  readCodes(in, rules.benefits);
  readCodes(in, rules.tables);
  in.get(rules.called_for);
  in.get(rules.first_block);
  in.get(rules.first_amount);
  if (!in.failed() && !in.atEnd()) in.fail("something stands behind its end");
}

// What a run does not look at.
void leaveOut(const Reader& in, checked::Program& program, RuleSet& rules) {
  if (in.wanted.empty()) return;
  bundle::leaveOut(in.wanted, program.vocabulary);
  const auto other = [&](const auto& code) { return !in.here(program.declarations[code.declaration].pack); };
  rules.rules.erase(std::remove_if(rules.rules.begin(), rules.rules.end(), other), rules.rules.end());
  rules.benefits.erase(std::remove_if(rules.benefits.begin(), rules.benefits.end(), other),
                       rules.benefits.end());
  const auto uncalled = [&](const auto& called) { return !in.here(called.first); };
  rules.called_for.erase(std::remove_if(rules.called_for.begin(), rules.called_for.end(), uncalled),
                         rules.called_for.end());
}

std::string whyNotText(const std::vector<std::string_view>& texts) {
  const bool all = std::all_of(texts.begin(), texts.end(),
                               [](std::string_view text) { return firstInvalid(text) == std::string::npos; });
  return all ? "" : "a text is not UTF-8";
}

// What is wrong with the bytes alone, whatever they say.
std::string damageOf(const Reader& in, const Files& files, const Sealed* sealed) {
  std::string wrong = sealed ? notWhole(sealed->bytes, sealed->digest) : std::string();
  std::vector<std::string_view> read;
  for (std::size_t i = 0; i < files.texts.size(); ++i) {
    if (i < files.owners.size() && in.here(files.owners[i])) read.push_back(files.texts[i]);
  }
  for (const std::vector<std::string_view>* texts : {&in.texts, &files.names, &std::as_const(read)}) {
    if (wrong.empty()) wrong = whyNotText(*texts);
  }
  return wrong;
}

// The second half of the work: the code, and then the bytes themselves.
class Beside {
 public:
  template <typename Code, typename Damage>
  Beside(const Code& code, const Damage& damage, bool apart)
      : damage_(beside(
            [this, code, damage] {
              try {
                code();
                read_.set_value();
              } catch (...) {
                read_.set_exception(std::current_exception());
              }
              return damage();
            },
            apart)) {
    // Where there is no other thread it is done now.
    if (damage_.wait_for(std::chrono::seconds(0)) == std::future_status::deferred) damage_.wait();
  }
  void waitForCode() { read_.get_future().get(); }
  std::string damage() { return damage_.get(); }

 private:
  std::promise<void> read_;
  std::future<std::string> damage_;
};

void addFiles(const Reader& in, const Files& files, SourceMap& sources) {
  for (std::size_t i = 0; i < files.texts.size(); ++i) {
    if (in.here(files.owners[i])) {
      sources.add(std::string(files.names[i]), std::string(files.texts[i]));
    } else {
      sources.pass(files.texts[i].size());
    }
  }
}

Result<Bundle> readBody(std::string_view body, const Sealed* sealed, SourceMap& sources, const Limits& limits,
                        const ChoosePacks& choose) {
  Reader in(body, limits);
  in.texts = textsOf(in);
  Files files = filesOf(in, sources);
  Bundle out;
  if (!in.failed()) readOpening(in, files, choose, out);
  const std::string_view code = in.bytes(in.number());
  Reader code_in(code, limits);
  code_in.readLike(in);
  auto rules = std::make_shared<RuleSet>();
  // Where a thread is begun sooner than the work is done there is none.
  constexpr std::size_t kLong = 512u << 10;
  Beside second([&] { readCode(code_in, *rules); }, [&] { return damageOf(in, files, sealed); },
                body.size() >= kLong);
  auto program = std::make_shared<checked::Program>();
  if (!in.failed()) in.getNodes(program->nodes);
  if (!in.failed()) shape(in, *program);
  readLandmarks(in, *program);
  if (!in.failed()) readRules(in, *rules);
  second.waitForCode();
  if (!in.failed() && code_in.failed()) in.fail(code_in.why());
  in.room(code_in.memory(), 1);
  if (!in.failed()) forgetOptions(*program, *rules);
  rules->program = program;
  std::string wrong = in.failed() ? in.why() : wrongIn(*rules, in.wanted, limits);
  // Damage explains all else that may be wrong.
  if (std::string damaged = second.damage(); !damaged.empty()) wrong = std::move(damaged);
  if (!wrong.empty()) return IoError{wrong};
  // Not before all is sound: what cannot be used leaves nothing behind.
  addFiles(in, files, sources);
  leaveOut(in, *program, *rules);
  out.rules = std::move(rules);
  return out;
}

}  // namespace

Result<Bundle> readBundleBody(std::string_view body, SourceMap& sources, const Limits& limits,
                              const ChoosePacks& choose) {
  return readBody(body, nullptr, sources, limits, choose);
}

Result<Bundle> readBundleBody(std::string_view body, const Sealed& sealed, SourceMap& sources,
                              const Limits& limits, const ChoosePacks& choose) {
  return readBody(body, &sealed, sources, limits, choose);
}

}  // namespace jurat
