// Bundles as files: read whole and verified; and what is remembered of those that were seen.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/bundle/bundle.h"
#include "engine/bundle/header.h"

namespace jurat::bundle {

// The bytes of a regular file of at most so many. A copy and not a mapping of the file: nobody can change
// what was verified, and a file that is cut while it is read is no crash. The error is a clause.
Result<std::string> bytesOf(const std::string& path, std::size_t at_most);

// As bytesOf, of a file that is this user's own, that nobody else may write and that is no link: an entry of
// the cache. Nothing in any other case.
Result<std::string> ownBytesOf(const std::string& path, std::size_t at_most);

// Writes aside and renames, for this user alone; folders are made. False when it could not.
bool writeOwn(const std::string& path, std::string_view bytes);

// Why a bundle is not signed by the holder of that public key; empty when it is.
std::string notSignedBy(const Head& head, const std::string& key);

// Refuses a release below the highest that was seen of the same key and packs, and keeps it otherwise, in the
// folder `memory`. Answers what could not be kept, or "". The error is a clause.
Result<std::string> isLatest(const Head& head, const std::vector<std::string>& packs,
                             const std::string& memory);

}  // namespace jurat::bundle
