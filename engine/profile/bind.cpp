#include <algorithm>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/profile/datum.h"
#include "engine/profile/instances.h"
#include "engine/profile/profile.h"
#include "engine/profile/rates.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::string_view kVersion = "1";
constexpr std::string_view kRequiredRoot = "company";

class DocumentReader {
 public:
  DocumentReader(Profile& profile, Binding& binding)
      : profile_(profile), binding_(binding), instances_(profile, binding) {}

  void read(const Datum& document);

 private:
  bool isRecord(const Datum& document);
  void version(const Datum& document);
  void frameworks(const Datum& named);
  void root(EntityId entity, const Datum::Entry& entry);
  void unknownKey(const Datum::Entry& entry, const std::vector<std::string>& known);

  Profile& profile_;
  Binding& binding_;
  InstanceReader instances_;
};

void DocumentReader::read(const Datum& document) {
  if (!isRecord(document)) return;
  version(document);
  const Vocabulary& vocabulary = binding_.vocabulary;
  std::vector<std::string> known = {"jurat", "frameworks", "rates"};
  std::vector<EntityId> roots;
  for (std::size_t i = 0; i < vocabulary.entities.size(); ++i) {
    const EntityId id = vocabulary.entities.idAt(i);
    if (raw(vocabulary.entities[id].parent) != kNoId) continue;
    roots.push_back(id);
    known.push_back(keyOf(vocabulary.entities[id]));
  }
  for (const Datum::Entry& entry : document.entries) {
    if (entry.key == "jurat") continue;
    if (entry.key == "frameworks") {
      frameworks(entry.value);
      continue;
    }
    if (entry.key == "rates") {
      bindRates(entry.value, entry.key_span, binding_, profile_.rates);
      continue;
    }
    bool found = false;
    for (const EntityId id : roots) found = found || keyOf(vocabulary.entities[id]) == entry.key;
    if (found) continue;
    if (binding_.askedElsewhere("", entry.key)) {
      profile_.unread.push_back(entry.key);
    } else {
      unknownKey(entry, known);
    }
  }
  for (const EntityId id : roots) {
    const std::string key = keyOf(vocabulary.entities[id]);
    bool given = false;
    for (const Datum::Entry& entry : document.entries) {
      if (entry.key != key) continue;
      given = true;
      root(id, entry);
    }
    if (given || (roots.size() > 1 && key != kRequiredRoot)) continue;
    binding_.faults.report(
        {.code = "J0638",
         .message = "the profile does not describe a " + tick(key),
         .primary = {{document.span.begin, document.span.begin}, tick(key + ":") + " is missing"},
         .help = "write `" + key + ":` and its facts below"});
  }
  instances_.settleNamedIds();
}

bool DocumentReader::isRecord(const Datum& document) {
  if (document.kind == DatumKind::Record) return true;
  const bool empty = document.kind == DatumKind::Null;
  binding_.faults.report(
      {.code = "J0610",
       .message = empty ? "the profile is empty"
                        : "a profile is one record, not a " +
                              std::string(document.kind == DatumKind::List ? "list" : "single value"),
       .primary = {{document.span.begin, document.span.begin}, "`jurat: 1` and `company:` are expected here"},
       .help = "write `jurat: 1`, then `company:` with its facts below"});
  return false;
}

void DocumentReader::version(const Datum& document) {
  const Datum* version = valueOf(document, "jurat");
  if (version && version->kind == DatumKind::Scalar && version->text == kVersion) return;
  const bool shown = version && version->span.end > version->span.begin;
  binding_.faults.report({.code = "J0619",
                          .message = shown ? "this version of the profile format is not known"
                                           : "the profile does not say its version",
                          .primary = {shown ? version->span : Span{document.span.begin, document.span.begin},
                                      shown ? "profiles of version 1 are read" : "`jurat: 1` is missing"},
                          .help = shown ? "write `jurat: 1`" : "write `jurat: 1` as the first line"});
}

void DocumentReader::frameworks(const Datum& named) {
  const auto take = [&](const Datum& datum) {
    if (datum.kind == DatumKind::Scalar && !datum.text.empty()) {
      profile_.frameworks.push_back(datum.text);
      profile_.framework_spans.push_back(datum.span);
      return;
    }
    binding_.faults.report({.code = datum.kind == DatumKind::Null ? "J0614" : "J0615",
                            .message = "`frameworks` asks for the ids of packs",
                            .primary = {datum.span, "this is none"},
                            .help = "write `frameworks: [us.nist_ai_rmf]`, or delete the line"});
  };
  if (isWord(named, "none")) return;
  if (named.kind != DatumKind::List) return take(named);
  for (const Datum& datum : named.items) take(datum);
}

void DocumentReader::root(EntityId entity, const Datum::Entry& entry) {
  if (entry.value.kind == DatumKind::Record) return instances_.root(entity, entry.value, entry.key_span);
  const bool nothing = entry.value.kind == DatumKind::Null;
  binding_.faults.report({.code = nothing ? "J0614" : "J0615",
                          .message = tick(entry.key) + " is one record",
                          .primary = {nothing ? entry.key_span : entry.value.span,
                                      nothing ? "nothing stands here" : "this is none"},
                          .help = "write its facts below it, indented by two spaces"});
}

void DocumentReader::unknownKey(const Datum::Entry& entry, const std::vector<std::string>& known) {
  const Vocabulary& vocabulary = binding_.vocabulary;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < vocabulary.entities.size(); ++i) {
    const EntityId id = vocabulary.entities.idAt(i);
    if (binding_.key(id, entry.key) || binding_.askedElsewhere(vocabulary.entities[id].name, entry.key))
      places.push_back(keyOf(vocabulary.entities[id]));
  }
  const std::optional<std::string> near = nearest(entry.key, known);
  binding_.faults.report({.code = places.empty() ? "J0611" : "J0612",
                          .message = places.empty() ? "the key " + tick(entry.key) + " is unknown here"
                                                    : tick(entry.key) + " belongs in " + listed(places),
                          .primary = {entry.key_span, "this is the outermost record"},
                          .help = !places.empty() ? "move the line there"
                                  : near          ? "did you mean `" + *near + "`?"
                                                  : "write " + listed(known)});
}

}  // namespace

std::optional<Profile> bindProfile(const Datum& document, const Vocabulary& vocabulary, const Limits& limits,
                                   Diagnostics& diagnostics, const OtherKeys& others) {
  Profile profile;
  Binding binding(vocabulary, limits, diagnostics, others);
  DocumentReader(profile, binding).read(document);
  std::sort(profile.unread.begin(), profile.unread.end());
  profile.unread.erase(std::unique(profile.unread.begin(), profile.unread.end()), profile.unread.end());
  if (!binding.faults.clean()) return std::nullopt;
  return profile;
}

std::optional<Profile> readProfile(const SourceFile& source, std::optional<ProfileSyntax> syntax,
                                   const Vocabulary& vocabulary, const Limits& limits,
                                   Diagnostics& diagnostics, const OtherKeys& others) {
  const std::size_t errors = diagnostics.errorCount();
  if (source.text.size() > limits.profile_bytes) {
    diagnostics.report({.code = "J0603",
                        .message = "the profile is larger than is read",
                        .primary = {source.span(0, 0), ""},
                        .help = "at most " + std::to_string(limits.profile_bytes >> 20) +
                                " MB are read; `batch` reads many companies"});
    return std::nullopt;
  }
  const std::string_view name = source.name;
  const bool json = name.size() > 5 && name.substr(name.size() - 5) == ".json";
  const bool as_json = syntax ? *syntax == ProfileSyntax::Json : json;
  const std::optional<Datum> document =
      as_json ? readJson(source, limits, diagnostics) : readYaml(source, limits, diagnostics);
  if (!document) return std::nullopt;
  std::optional<Profile> profile = bindProfile(*document, vocabulary, limits, diagnostics, others);
  // A key that stands twice does not stop the reading, but the profile is refused all the same.
  if (!profile || diagnostics.errorCount() != errors) return std::nullopt;
  profile->name = source.name;
  return profile;
}

}  // namespace jurat
