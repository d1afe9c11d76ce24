// One declaration told whole: what it says, what it reads, who reads it, which tests mention it.
#pragma once
#include <string>
#include <vector>

#include "engine/manual/article/article.h"
#include "engine/manual/article/mentions.h"

namespace jurat::manual {

struct FactRead {
  FactId fact{};
  bool direct = true;  // false: through a definition
};
struct DeclarationRead {
  checked::DeclarationId declaration{};
  bool direct = true;
};

// An article with its surroundings in the program.
struct Portrait {
  Article article;
  std::string place;  // "rules/eu/ai_act/fines.jurat:23:8"
  std::vector<FactRead> facts;
  std::vector<DeclarationRead> reads;
  std::vector<checked::DeclarationId> readers;
  std::vector<Mention> tests;
};

Portrait portraitOf(checked::DeclarationId declaration, const Reading& reading);

}  // namespace jurat::manual
