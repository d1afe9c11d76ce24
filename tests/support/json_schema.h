// JsonSchema: holds documents to a JSON Schema (draft-07). Heavy to include: keep it to one file a program.
#pragma once

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <string>

namespace jurat::test {

class JsonSchema {
 public:
  explicit JsonSchema(const nlohmann::json& text) {
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema_);
  }

  // What does not fit, or nothing.
  std::string faults(const nlohmann::json& document) const {
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(document), &results)) return "";
    std::string text;
    for (valijson::ValidationResults::Error error; results.popError(error) && text.size() < 2'000;) {
      for (const std::string& step : error.context) text += step;
      text += ": " + error.description + "\n";
    }
    return text.empty() ? "it does not fit" : text;
  }

 private:
  valijson::Schema schema_;
};

}  // namespace jurat::test
