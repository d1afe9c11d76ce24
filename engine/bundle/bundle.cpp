#include "engine/bundle/bundle.h"

#include <algorithm>
#include <iterator>

#include "engine/bundle/body.h"
#include "engine/bundle/reader.h"
#include "engine/source/source_map.h"

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

// Whose things are: of the pack that uses them, and of all when several do.
class Owners {
 public:
  explicit Owners(std::size_t things) : owners_(things, PackId{kNoId}), met_(things) {}
  void add(std::size_t thing, PackId pack) {
    owners_[thing] = met_[thing] && owners_[thing] != pack ? PackId{kNoId} : pack;
    met_[thing] = true;
  }
  const std::vector<PackId>& all() const { return owners_; }

 private:
  std::vector<PackId> owners_;
  std::vector<bool> met_;
};

// Of steps, and of the lists and levels that steps run over and choose among.
struct CodeOwners {
  Owners steps, domains, selects;
};

PackId packOf(const BlockCode& block, const checked::Program& program) {
  const bool declared = block.pack == PackId{kNoId} && block.declaration != checked::DeclarationId{kNoId};
  return declared ? program.declarations[block.declaration].pack : block.pack;
}

CodeOwners ownersOf(const RuleSet& rules) {
  CodeOwners out{Owners(rules.steps.size()), Owners(rules.domains.size()), Owners(rules.selects.size())};
  for (const BlockCode& block : rules.blocks) {
    for (std::uint32_t i = block.first; i < block.first + block.count; ++i)
      out.steps.add(i, packOf(block, *rules.program));
  }
  for (std::size_t i = 0; i < rules.steps.size(); ++i) {
    const Step& step = rules.steps[i];
    if (step.op == Op::Select) out.selects.add(step.a, out.steps.all()[i]);
    if (runsOverDomain(step.op)) out.domains.add(step.a, out.steps.all()[i]);
  }
  return out;
}

// By file: that of the declarations in it; the file that opens a pack is read with every pack.
std::vector<PackId> ownersOf(const checked::Program& program, const std::vector<BundledFile>& files) {
  Owners out(files.size());
  const auto add = [&](Span span, PackId pack) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      const SourceFile& file = *files[i].source;
      if (file.base <= span.begin && span.begin <= file.base + file.text.size()) out.add(i, pack);
    }
  };
  for (const checked::Declaration& each : program.declarations) add(each.span, each.pack);
  for (const Entity& each : program.vocabulary.entities) add(each.span, each.pack);
  for (const Fact& each : program.vocabulary.facts) add(each.span, each.pack);
  for (const Choice& each : program.vocabulary.choices) add(each.span, each.pack);
  std::vector<PackId> owners = out.all();
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].name.ends_with("pack.jurat")) owners[i] = PackId{kNoId};
  }
  return owners;
}

void putOpening(Writer& writer, const RuleSet& rules, const BundleContents& contents) {
  const checked::Program& program = *rules.program;
  writer.put(contents.named);
  writer.put(contents.base);
  writer.put(listed(contents.others));
  std::vector<PackInside> inside;
  for (const checked::Pack& pack : program.packs)
    inside.push_back({pack.id, pack.uses, rulingOf(pack.called_for, program.vocabulary)});
  writer.put(inside);
  const std::vector<AskedKeys> asked = askedKeysOf(program);
  for (std::size_t i = 0; i < asked.size(); ++i) writer.put(listed(asked[i]));
}

void putCode(Writer& writer, const RuleSet& rules, const CodeOwners& owners) {
  writer.put(rules.operands);
  writer.put(rules.types);
  writer.put(rules.constants);
  writer.put(rules.masks);
  writer.put(rules.doubts);
  writer.put(rules.picks);
  writer.runs(owners.steps.all(), [&](std::size_t i) {
    writer.put(rules.steps[i]);
    writer.put(rules.where[i]);
  });
}

template <typename Code>
void putCodes(Writer& writer, const checked::Program& program, const std::vector<Code>& codes) {
  writer.number(codes.size());
  for (const Code& code : codes) {
    writer.put(code.declaration);
    writer.part(program.declarations[code.declaration].pack, [&] { writer.put(code); });
  }
}

void putRules(Writer& writer, const RuleSet& rules, const CodeOwners& owners) {
  const checked::Program& program = *rules.program;
  writer.runs(owners.domains.all(), [&](std::size_t i) { writer.put(rules.domains[i]); });
  writer.runs(owners.selects.all(), [&](std::size_t i) { writer.put(rules.selects[i]); });
  for (const BlockCode& block : rules.blocks) writer.part(packOf(block, program), [&] { writer.put(block); });
  putCodes(writer, program, rules.rules);
  putCodes(writer, program, rules.amounts);
  putCodes(writer, program, rules.benefits);
  putCodes(writer, program, rules.tables);
  writer.put(rules.called_for);
  writer.put(rules.first_block);
  writer.put(rules.first_amount);
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
  const CodeOwners owners = ownersOf(rules);
  Writer writer(expressions, landmarks, moved);
  writer.put(censusOf(rules));
  for (const PackId owner : ownersOf(*rules.program, contents.files)) writer.put(owner);
  putOpening(writer, rules, contents);
  const std::string code = writer.apart([&] { putCode(writer, rules, owners); });
  writer.number(code.size());
  std::string records = writer.out() + code + writer.apart([&] {
    writer.nodes();
    shape(writer, *rules.program);
    putRules(writer, rules, owners);
  });
  std::string out;
  const std::vector<std::string>& said = writer.texts();
  appendTexts(out, {said.begin(), said.end()});
  appendTexts(out, names);
  appendTexts(out, texts);
  return out + records;
}

}  // namespace jurat
