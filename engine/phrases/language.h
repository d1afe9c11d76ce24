// Language: what people may be spoken to in. Ids, codes and JSON keys are the same in all of them.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace jurat {

enum class Language : std::uint8_t { English, Chinese };
inline constexpr Language kLanguages[] = {Language::English, Language::Chinese};

// "en", "zh": what `--lang` and rule files call it.
std::string_view codeOf(Language language);
std::optional<Language> languageFromCode(std::string_view code);

}  // namespace jurat
