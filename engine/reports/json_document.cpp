#include "engine/reports/json_document.h"

#include "engine/reports/words.h"

namespace jurat {

void beginDocument(JsonWriter& out, std::string_view kind, int version, std::optional<int> minor,
                   const ReportOptions& options) {
  out.beginObject();
  out.member(kind, version);
  if (minor) out.member("minor", *minor);
  out.member("engine", options.engine_version);
  out.member("disclaimer", "Not legal advice.");
}

void textsMember(JsonWriter& out, std::string_view name, const Texts& texts) {
  out.openObject(name);
  out.member("en", texts.en);
  if (!texts.zh.empty()) out.member("zh", texts.zh);
  out.endObject();
}

std::string inEnglish(const Message& message) { return say(message, Language::English); }

}  // namespace jurat
