// The three ways in which a text takes up a value; private to engine/profile/edit. Each answers the whole new
// text, or nothing where the text has a form that is not edited. Whether it reads as it should is for the
// caller to see.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/profile/datum.h"
#include "engine/profile/profile.h"
#include "engine/source/source_map.h"

namespace jurat {

// A new key behind the last one of a record.
std::optional<std::string> withKey(const SourceFile& source, ProfileSyntax syntax, const Datum& record,
                                   std::string_view key, const Datum& value);
// A new entry behind the last one of a list.
std::optional<std::string> withItem(const SourceFile& source, ProfileSyntax syntax, const Datum& list,
                                    const Datum& value);
// Another value for a key that the record has.
std::optional<std::string> withOther(const SourceFile& source, ProfileSyntax syntax, const Datum& record,
                                     const Datum::Entry& entry, const Datum& value);

}  // namespace jurat
