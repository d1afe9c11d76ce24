// What the JSON documents have in common: how they begin, titles, phrases. Private to engine/reports.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/reports/json_writer.h"
#include "engine/reports/report.h"

namespace jurat {

// Opens one and says which it is ("jurat_report"), of which version, and who wrote it.
void beginDocument(JsonWriter& out, std::string_view kind, int version, std::optional<int> minor,
                   const ReportOptions& options);

// {"en": ..., "zh": ...}, the Chinese where there is any.
void textsMember(JsonWriter& out, std::string_view name, const Texts& texts);

// Programs read English.
std::string inEnglish(const Message& message);

}  // namespace jurat
