// What `what-if` tries: the answers of --set and --patch, and the range of --range.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/advice/change/edit.h"
#include "engine/cli/command.h"
#include "engine/cli/profiles.h"

namespace jurat {

// The texts of options, as sources are named.
inline constexpr std::string_view kSetName = "--set", kRangeName = "--range";

// The answers that are tried, in the order of the command line, those of the patch first.
std::vector<Edit> editsOf(Session& session);

// Whether the command line itself names the packs.
bool setsPacks(const Session& session, const std::vector<Edit>& edits);

// Prints what was reported; nothing when none of it is an error. A fault of the command line is wrong usage;
// one of a file means that it does not load. The first error decides; a pack that is not to be found
// has no place, and is the command line's where that names the packs.
std::optional<ExitCode> refused(Session& session, bool packs_set = false);

// The lists of the rules that the profile as it stands calls for. Read apart: what is wrong with them is said
// when both sides are read.
ListShapes shapesFor(const Arguments& arguments, const ProfileText& text);

// `what-if --range`, of a profile that was read.
ExitCode runRange(Session& session, const ProfileText& text, const std::vector<Edit>& edits);
const std::vector<std::string>& rangeFormats();

}  // namespace jurat
