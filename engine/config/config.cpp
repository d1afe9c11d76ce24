#include "engine/config/config.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/gate/record.h"
#include "engine/profile/faults.h"
#include "engine/profile/profile.h"
#include "engine/reports/formats.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

std::vector<std::string> formatWords() {
  std::vector<std::string> words;
  for (const ReportFormat& format : reportFormats()) words.emplace_back(format.name);
  return words;
}

const std::vector<std::string>& levelWords() {
  static const std::vector<std::string> words = {"fail", "warn", "off"};
  return words;
}

class ConfigReader {
 public:
  ConfigReader(Config& config, Diagnostics& diagnostics) : config_(config), diagnostics_(diagnostics) {}

  void value(const ConfigKey& key, const Datum& datum) {
    switch (key.shape) {
      case ConfigShape::Word:
      case ConfigShape::Day:
      case ConfigShape::Path:
        return single(key, datum);
      case ConfigShape::Words:
      case ConfigShape::Paths:
      case ConfigShape::Packs:
      case ConfigShape::Formats:
        return several(key, datum);
      case ConfigShape::Flag:
        return flag(key, datum);
      case ConfigShape::Levels:
        return levels(key, datum);
    }
  }

 private:
  void single(const ConfigKey& key, const Datum& datum) {
    if (datum.kind != DatumKind::Scalar || datum.text.empty())
      return wrongShape(datum, tick(key.name), "one text", "", diagnostics_);
    if (key.shape == ConfigShape::Day && datum.text != "today" && !parseDate(datum.text)) {
      return diagnostics_.report({.code = "J0712",
                                  .message = tick(datum.text) + " is no day of the calendar",
                                  .primary = {datum.span, "the day that checks are about"},
                                  .help = "write `today`, or a day as YYYY-MM-DD"});
    }
    if (isWord(key, datum, datum.text)) config_.values[std::string(key.name)] = {{datum.text}, datum.span};
  }

  void several(const ConfigKey& key, const Datum& datum) {
    if (datum.kind != DatumKind::List || datum.items.empty())
      return wrongShape(datum, tick(key.name), "a list", "write `" + std::string(key.name) + ": [...]`",
                        diagnostics_);
    ConfigValue value{{}, datum.span};
    for (const Datum& item : datum.items) {
      if (item.kind != DatumKind::Scalar || item.text.empty()) {
        wrongShape(item, "an entry of " + tick(key.name), "one text", "", diagnostics_);
        continue;
      }
      const std::string name =
          key.shape == ConfigShape::Formats ? item.text.substr(0, item.text.find('=')) : item.text;
      if (!isWord(key, item, name)) continue;
      if (item.text.ends_with('='))
        wrongShape(item, tick(item.text), "NAME or NAME=FILE", "name the file", diagnostics_);
      value.words.push_back(item.text);
    }
    config_.values[std::string(key.name)] = std::move(value);
  }

  void flag(const ConfigKey& key, const Datum& datum) {
    const bool yes = datum.text == "yes" || datum.text == "true",
               no = datum.text == "no" || datum.text == "false";
    if (datum.kind != DatumKind::Scalar || (!yes && !no))
      return wrongShape(datum, tick(key.name), "yes or no", "", diagnostics_);
    config_.values[std::string(key.name)] = {{yes ? "yes" : "no"}, datum.span};
  }

  void levels(const ConfigKey& key, const Datum& datum) {
    if (datum.kind != DatumKind::Record)
      return wrongShape(datum, tick(key.name), "a record", "write `eu.ai_act: warn` below it", diagnostics_);
    ConfigValue value{{}, datum.span};
    for (const Datum::Entry& entry : datum.entries) {
      const auto& words = levelWords();
      const auto found = std::find(words.begin(), words.end(), entry.value.text);
      if (entry.value.kind != DatumKind::Scalar) {
        wrongShape(entry.value, "the level of " + tick(entry.key), "fail, warn or off", "", diagnostics_);
      } else if (found == words.end()) {
        unknownWord(entry.value, key.name, words, diagnostics_);
      } else {
        config_.levels.push_back({entry.key, static_cast<Level>(found - words.begin()), entry.key_span});
        value.words.push_back(entry.key + ": " + entry.value.text);
      }
    }
    config_.values[std::string(key.name)] = std::move(value);
  }

  bool isWord(const ConfigKey& key, const Datum& datum, const std::string& word) {
    if (key.choices.empty() || std::find(key.choices.begin(), key.choices.end(), word) != key.choices.end())
      return true;
    Datum shown = datum;
    shown.text = word;
    unknownWord(shown, key.name, key.choices, diagnostics_);
    return false;
  }

  Config& config_;
  Diagnostics& diagnostics_;
};

}  // namespace

const std::vector<ConfigKey>& configKeys() {
  static const std::vector<ConfigKey> keys = {
      {"rules",
       ConfigShape::Paths,
       {},
       "--rules-path",
       "the usual folders",
       "folders in which packs are looked for"},
      {"packs", ConfigShape::Packs, {}, "--rules", "those in force", "packs to run, by id or folder"},
      {"as_of", ConfigShape::Day, {}, "--as-of", "today", "the day that checks are about"},
      {"formats", ConfigShape::Formats, formatWords(), "--format", "text", "reports that `check` writes"},
      {"fail_on",
       ConfigShape::Words,
       {"violated", "undetermined", "review", "pending"},
       "--fail-on",
       "violated, undetermined, review",
       "outcomes that fail the gate"},
      {"min_severity",
       ConfigShape::Word,
       {"low", "medium", "high", "critical"},
       "--min-severity",
       "low",
       "the least severity that counts"},
      {"strength",
       ConfigShape::Words,
       {"must", "should", "voluntary", "aspirational"},
       "--strength",
       "must",
       "strengths that count"},
      {"levels", ConfigShape::Levels, {}, "", "fail", "what a pack's or a rule's findings do to the gate"},
      {"waivers", ConfigShape::Path, {}, "--waivers", "none", "the file of waivers"},
      {"baseline", ConfigShape::Path, {}, "--baseline", "none", "the file of known findings"},
      {"no_grow", ConfigShape::Flag, {}, "--no-grow", "no", "findings at level warn may not be new either"},
      {"ledger",
       ConfigShape::Path,
       {},
       "--ledger",
       "none",
       "the ledger to which runs of `check` are appended"},
      {"lang", ConfigShape::Word, {"en", "zh"}, "--lang", "en", "language of reports"},
  };
  return keys;
}

const ConfigValue* Config::find(std::string_view key) const {
  const auto found = values.find(key);
  return found == values.end() ? nullptr : &found->second;
}

std::optional<Config> readConfig(const SourceFile& source, const Limits& limits, Diagnostics& diagnostics) {
  const std::size_t faults = diagnostics.errorCount();
  const std::optional<Datum> document = readYaml(source, limits, diagnostics, "configuration");
  if (!document || !hasVersion(*document, "jurat", "configuration", diagnostics)) return std::nullopt;
  std::vector<std::string_view> names = {"jurat"};
  for (const ConfigKey& key : configKeys()) names.push_back(key.name);
  const RecordReader record(*document, "the configuration", names, diagnostics);
  Config config;
  ConfigReader reader(config, diagnostics);
  for (const ConfigKey& key : configKeys()) {
    if (const Datum* value = record.find(key.name)) reader.value(key, *value);
  }
  if (diagnostics.errorCount() > faults) return std::nullopt;
  return config;
}

void checkLevels(const std::vector<LevelSetting>& levels, const std::vector<std::string>& loaded_rules,
                 const std::vector<std::string>& known_packs, Diagnostics& diagnostics) {
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const LevelSetting& setting : levels) {
    const std::size_t slash = setting.name.find('/');
    const std::string pack = setting.name.substr(0, slash);
    const std::string rule = setting.name.substr(0, setting.name.find('['));
    const bool loaded = std::any_of(loaded_rules.begin(), loaded_rules.end(),
                                    [&](const std::string& one) { return one.starts_with(pack + "/"); });
    const bool pack_known = loaded || has(known_packs, pack);
    if (pack_known && (slash == std::string::npos || !loaded || has(loaded_rules, rule))) continue;
    const std::vector<std::string>& known = pack_known ? loaded_rules : known_packs;
    const std::string& wrong = pack_known ? rule : pack;
    diagnostics.report({.code = "J0705",
                        .message = std::string(pack_known ? "there is no rule " : "there is no pack ") +
                                   tick(wrong) + didYouMean(wrong, known),
                        .primary = {setting.place, "given a level here"},
                        .help = "`jurat rules list` shows the packs, `jurat rules show PACK` their rules"});
  }
}

}  // namespace jurat
