// Contents: the bytes that rows name by digest, and the manifests that name the files of a run.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/ledger/ledger.h"
#include "engine/sqlite/database.h"

namespace jurat {

struct ManifestLine {
  std::string digest{};
  std::size_t size = 0;
  std::string name{};
};

// Reads what manifestOf() wrote; nothing for any other text.
std::optional<std::vector<ManifestLine>> readManifest(std::string_view manifest);

// Keeps the bytes, or notes that the row recorded at `recorded_at` keeps them, too. Returns their digest.
Result<std::string> keepContent(Database& database, std::string_view bytes, const std::string& recorded_at);

// The bytes of a content, checked against their digest; nothing when they are not kept.
Result<std::optional<std::string>> readContent(Database& database, const std::string& digest);

// The files that a manifest names, as far as they are kept; nothing when the manifest itself is not.
Result<std::optional<std::vector<KeptFile>>> readFiles(Database& database,
                                                       const std::string& manifest_digest);

}  // namespace jurat
