// Edits: what a profile would say if some of its answers were others; made on its document, before it is
// typed.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/profile/datum.h"

namespace jurat {

class Diagnostics;
struct SourceFile;

// One answer, record or entry, and where it stands in a profile:
// `company.ai_systems[cv-ranker].performs_profiling` with or without `company.`. An entry of a list is named
// by its id or its day, a line of a record by its key.
struct Edit {
  std::string path;
  Span path_span;
  Datum value;
};

// What `PATH=VALUE` asks for; the value is written as in a profile (YAML). Reports (J0741) what is no such
// thing, with its place in the text, and then answers nothing.
std::optional<Edit> readEdit(const SourceFile& text, const Limits& limits, Diagnostics& diagnostics);

// What a patch file asks for: a record of paths and their values, or a part of a profile, or both. Reports
// (J0741) a document that is no record.
std::vector<Edit> readPatch(const Datum& document, Diagnostics& diagnostics);

// How entries of a list are known, which the document alone does not say.
struct ListShape {
  bool keyed = false;  // a record with one line for each key: no list
  std::string day;     // the key by which it is ordered, of entries that have no id; else empty
};

// By the name of the list; nothing for one that no rule knows. Asked only where the document leaves it open.
using ListShapes = std::function<std::optional<ListShape>(const std::string& list)>;

// The document with the edits made, one after the other; nothing when one of them cannot be (J0741). A record
// joins the record that stands there, lists of records join by id or day, an entry that is not there is added
// where the value is a record (to a list that is not there yet, too), `none` takes an entry away; everything
// else takes the place of what stood there. Whether the answers fit their facts is for bindProfile() to say.
std::optional<Datum> edited(const Datum& document, const std::vector<Edit>& edits, Diagnostics& diagnostics,
                            const ListShapes& shapes = {});

}  // namespace jurat
