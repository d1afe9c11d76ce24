// Editing the text of a profile: one answer is written where it belongs, and every other byte stays as it is.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "engine/profile/edit/place.h"
#include "engine/source/source_map.h"

namespace jurat {

// What one edit did to a text: `removed` at an offset gave way to `added`.
struct Splice {
  std::size_t at = 0;
  std::string removed, added;

  // The shortest one that leads from a text to another.
  static Splice between(const std::string& before, const std::string& after);
  // The text as it was before. INVARIANT: `added` stands there.
  std::string undone(const std::string& text) const;
};

// A text as it is after an edit, read again.
struct EditedText {
  std::shared_ptr<SourceMap> sources;  // owns `source`
  const SourceFile* source = nullptr;
  Datum document;
};

// The text of `source`, of which `document` was read, with `value` at that place: in place of what stands
// there, or as a new line behind the last key of its record (a new entry of a list: its index is that behind
// the last). Records that are missing on the way are made. Comments within what is replaced are kept above
// it, order, quotes, indentation and line ends elsewhere stay as they are.
//
// INVARIANT: the new text, read again, says exactly what `document` says and the value; that is looked at
// before anything is answered. What cannot be written so (anchors and aliases, tabs, forms of their own) is
// reported (J0644) with its place, and nothing is answered.
std::optional<EditedText> withValue(const SourceFile& source, ProfileSyntax syntax, const Datum& document,
                                    const ProfilePlace& place, Datum value, const Limits& limits,
                                    Diagnostics& diagnostics);

}  // namespace jurat
