// Answers written into any text that reads as a profile's document: what comes out reads again, says the
// answer where it was to stand, and taking it back gives the text as it was; or it is refused with a word.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/profile/edit/edit.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"

namespace {

using namespace jurat;

constexpr std::size_t kMostPlaces = 6;

void write(const SourceFile& source, ProfileSyntax syntax, const Datum& document, const ProfilePlace& place) {
  Diagnostics faults;
  Datum value;
  value.kind = DatumKind::Scalar;
  value.text = "yes";
  const std::optional<EditedText> edited = withValue(source, syntax, document, place, value, {}, faults);
  if (edited.has_value() == faults.hasErrors()) std::abort();
  if (!edited) return;
  const Datum* written = at(edited->document, place);
  if (written == nullptr || written->kind != DatumKind::Scalar || written->text != "yes") std::abort();
  const Splice splice = Splice::between(source.text, edited->source->text);
  if (splice.undone(edited->source->text) != source.text) std::abort();
}

// Each key of a record, a new one in it, and each entry of a list, as deep as the places last.
void walk(const SourceFile& source, ProfileSyntax syntax, const Datum& document, const Datum& here,
          ProfilePlace& place, std::size_t& left) {
  const auto visit = [&](PlaceStep step, const Datum* below) {
    if (left == 0) return;
    --left;
    place.push_back(std::move(step));
    write(source, syntax, document, place);
    if (below != nullptr) walk(source, syntax, document, *below, place, left);
    place.pop_back();
  };
  if (here.kind == DatumKind::Record) {
    for (const Datum::Entry& entry : here.entries) visit({.key = entry.key}, &entry.value);
    if (at(document, place) == &here) visit({.key = "another_key"}, nullptr);
  } else if (here.kind == DatumKind::List) {
    for (std::size_t i = 0; i < here.items.size(); ++i) visit({.key = {}, .item = i}, &here.items[i]);
  }
}

void editAs(ProfileSyntax syntax, const std::string& text) {
  SourceMap sources;
  Diagnostics diagnostics;
  const bool json = syntax == ProfileSyntax::Json;
  const SourceFile* source = addSource(sources, json ? "input.json" : "input.yaml", text, diagnostics);
  if (source == nullptr) return;
  const std::optional<Datum> document =
      json ? readJson(*source, {}, diagnostics) : readYaml(*source, {}, diagnostics);
  if (!document || diagnostics.hasErrors()) return;
  ProfilePlace place;
  std::size_t left = kMostPlaces;
  walk(*source, syntax, *document, *document, place, left);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  editAs(ProfileSyntax::Yaml, text);
  editAs(ProfileSyntax::Json, text);
  return 0;
}
