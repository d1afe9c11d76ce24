// A portrait as JSON; keys are never translated, texts carry both languages where a pack gives them.
#include <nlohmann/json.hpp>

#include "engine/manual/manual.h"
#include "engine/manual/show/show.h"
#include "engine/source/source_map.h"

namespace jurat::manual {
namespace {

using Json = nlohmann::ordered_json;

Json texts(const Texts& source) {
  Json out = {{"en", source.en}};
  if (!source.zh.empty()) out["zh"] = source.zh;
  return out;
}

Json place(const SourceMap& sources, Span span) {
  const std::optional<Place> at = sources.place(span);
  if (!at) return nullptr;
  return {{"file", std::string(at->file)}, {"line", at->line}, {"column", at->column}};
}

void addLines(Json& out, const std::vector<Line>& lines);

bool isBound(Label label) {
  return label == Label::Equals || label == Label::AtMost || label == Label::AtLeast;
}

// What a breach is exposed to, with the bounds of the amount one by one: an exception has its own.
Json exposureOf(const Line& line) {
  Json out = {{"text", textOf(line.text)}};
  Json bounds = Json::array();
  for (const Line& part : line.parts) {
    const std::string key(wordsOf(part.label).key);
    if (isBound(part.label)) {
      bounds.push_back({{key, textOf(part.text)}});
    } else {
      out[key] = textOf(part.text);
    }
  }
  out["bounds"] = std::move(bounds);
  return out;
}

Json valueOf(const Line& line) {
  // Both stand only where they are so.
  if (line.label == Label::Permits) return true;
  if (line.label == Label::Waivers) return false;
  if (line.label == Label::Exposes) return exposureOf(line);
  if (line.label != Label::Note && line.label != Label::Alternatives) return textOf(line.text);
  Json out = {{"text", textOf(line.text)}};
  addLines(out, line.parts);
  return out;
}

// What may be said several times is always an array, whether it is or not.
void addLines(Json& out, const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    const LabelWords& words = wordsOf(line.label);
    const std::string key(words.key);
    if (words.many) {
      out[key].push_back(valueOf(line));
    } else {
      out[key] = valueOf(line);
    }
  }
}

Json levelOf(const Level& level) {
  Json out = Json::object();
  if (!level.name.empty()) out["name"] = level.name;
  if (level.from) out["from"] = toText(*level.from);
  if (level.until) out["until"] = toText(*level.until);
  addLines(out, level.lines);
  out["exceptions"] = Json::array();
  for (const Level& each : level.exceptions) out["exceptions"].push_back(levelOf(each));
  return out;
}

Json gridOf(const Grid& grid) { return {{"head", grid.head}, {"rows", grid.rows}}; }

class Writer {
 public:
  Writer(const Portrait& portrait, const Reading& reading) : portrait_(portrait), reading_(reading) {}

  Json run() const {
    const Article& article = portrait_.article;
    const checked::Declaration& declaration = reading_.program.declarations[article.declaration];
    Json out;
    out["id"] = article.id;
    out["kind"] = kindWord(declaration.kind, declaration.control, Language::English);
    out["title"] = texts(declaration.title);
    if (!article.subject.empty()) out["subject"] = article.subject;
    if (article.per != ChoiceId{kNoId}) out["per"] = reading_.program.vocabulary.choices[article.per].name;
    out["cites"] = article.cites;
    out["place"] = place(reading_.sources, declaration.name_span);
    out["versions"] = Json::array();
    for (const Level& each : article.versions) out["versions"].push_back(levelOf(each));
    addLines(out, article.lines);
    if (!article.grid.rows.empty()) out["values"] = gridOf(article.grid);
    out["facts"] = facts();
    out["reads"] = Json::array();
    for (const DeclarationRead& each : portrait_.reads) {
      Json one = named(each.declaration);
      one["direct"] = each.direct;
      out["reads"].push_back(std::move(one));
    }
    out["read_by"] = Json::array();
    for (const checked::DeclarationId each : portrait_.readers) out["read_by"].push_back(named(each));
    out["tests"] = Json::array();
    for (const Mention& each : portrait_.tests)
      out["tests"].push_back({{"title", each.title}, {"place", place(reading_.sources, each.span)}});
    return out;
  }

 private:
  Json facts() const {
    const Vocabulary& vocabulary = reading_.program.vocabulary;
    Json out = Json::array();
    for (const FactRead& each : portrait_.facts) {
      const Fact& fact = vocabulary.facts[each.fact];
      Json one = {{"entity", vocabulary.entities[fact.entity].name},
                  {"name", fact.name},
                  {"type", typeText(fact.type, vocabulary)},
                  {"direct", each.direct}};
      if (!fact.ask.en.empty()) one["ask"] = texts(fact.ask);
      out.push_back(std::move(one));
    }
    return out;
  }

  Json named(checked::DeclarationId id) const {
    const checked::Declaration& declaration = reading_.program.declarations[id];
    return {{"id", reading_.program.id(id)},
            {"kind", kindWord(declaration.kind, declaration.control, Language::English)},
            {"title", texts(declaration.title)}};
  }

  const Portrait& portrait_;
  const Reading& reading_;
};

}  // namespace

}  // namespace jurat::manual

namespace jurat {

std::string declarationJson(const checked::Program& program, const SourceMap& sources,
                            checked::DeclarationId declaration, const ManualOptions& options) {
  const manual::Reading reading{program, sources, Language::English, options.option};
  const manual::Portrait portrait = manual::portraitOf(declaration, reading);
  return manual::Writer(portrait, reading).run().dump(2, ' ', false, manual::Json::error_handler_t::replace) +
         "\n";
}

}  // namespace jurat
