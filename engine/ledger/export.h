// Rows as JSON Lines, for other programs and other people: everything that the hash of a row reads, so that
// the chain can be recomputed without this program.
#pragma once
#include <string>

#include "engine/ledger/entry.h"

namespace jurat {

// One object and a line break. Bytes that are not UTF-8 are replaced; counts stand as the object they are.
std::string jsonLine(const LedgerEntry& entry);

}  // namespace jurat
