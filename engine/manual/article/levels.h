// What the levels of a declaration say: versions, general case, exceptions; private to engine/manual/article.
#pragma once
#include "engine/manual/article/article.h"

namespace jurat::manual {

// A version with its exceptions.
Level levelOf(const checked::Version& version, const checked::Declaration& declaration,
              const Reading& reading);

}  // namespace jurat::manual
