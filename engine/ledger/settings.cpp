#include "engine/ledger/settings.h"

#include <nlohmann/json.hpp>

namespace jurat {
namespace {

using Json = nlohmann::ordered_json;

// One member after the other; the first that is not of its kind makes the whole no settings.
class Members {
 public:
  explicit Members(const Json& object) : object_(object) {}

  template <typename T>
  void read(const char* name, T& into) {
    const auto found = object_.find(name);
    if (found == object_.end()) return;
    good_ = good_ && get(*found, into);
  }
  bool good() const { return good_; }

 private:
  static bool get(const Json& value, std::string& into) {
    if (value.is_string()) into = value.get<std::string>();
    return value.is_string();
  }
  static bool get(const Json& value, bool& into) {
    if (value.is_boolean()) into = value.get<bool>();
    return value.is_boolean();
  }
  static bool get(const Json& value, std::size_t& into) {
    if (value.is_number_unsigned()) into = value.get<std::size_t>();
    return value.is_number_unsigned();
  }
  template <typename T>
  static bool get(const Json& value, std::vector<T>& into) {
    if (!value.is_array()) return false;
    for (const Json& each : value) {
      T one{};
      if (!get(each, one)) return false;
      into.push_back(std::move(one));
    }
    return true;
  }

  const Json& object_;
  bool good_ = true;
};

}  // namespace

std::string settingsText(const RunSettings& settings) {
  Json out;
  out["jurat_run"] = 1;
  out["as_of"] = settings.as_of;
  out["today"] = settings.today;
  out["packs"] = settings.packs;
  out["input"] = settings.input;
  out["language"] = settings.language;
  out["width"] = settings.width;
  out["fail_on"] = settings.fail_on;
  out["strength"] = settings.strength;
  out["min_severity"] = settings.min_severity;
  out["waivers"] = settings.waivers;
  out["baseline"] = settings.baseline;
  out["levels"] = settings.levels;
  out["judged"] = settings.judged;
  out["no_grow"] = settings.no_grow;
  if (!settings.changes.empty()) out["changes"] = settings.changes;
  if (!settings.directory.empty()) out["directory"] = settings.directory;
  if (settings.evidence) out["proofs"] = settings.proofs;
  if (!settings.set_aside.empty()) out["set_aside"] = settings.set_aside;
  if (!settings.unread.empty()) out["unread"] = settings.unread;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<RunSettings> readSettings(std::string_view text) {
  // Settings are three deep; a hostile text may nest deeper than a program can follow.
  if (text.find("[[[") != std::string_view::npos || text.find('{', 1) != std::string_view::npos)
    return std::nullopt;
  const Json object = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!object.is_object() || object.value("jurat_run", Json()) != Json(1)) return std::nullopt;
  RunSettings out;
  out.fail_on.clear();
  Members members(object);
  members.read("as_of", out.as_of);
  members.read("today", out.today);
  members.read("packs", out.packs);
  members.read("input", out.input);
  members.read("language", out.language);
  members.read("width", out.width);
  members.read("fail_on", out.fail_on);
  members.read("strength", out.strength);
  members.read("min_severity", out.min_severity);
  members.read("waivers", out.waivers);
  members.read("baseline", out.baseline);
  members.read("levels", out.levels);
  members.read("judged", out.judged);
  members.read("no_grow", out.no_grow);
  members.read("changes", out.changes);
  members.read("directory", out.directory);
  out.evidence = object.contains("proofs");
  members.read("proofs", out.proofs);
  members.read("set_aside", out.set_aside);
  members.read("unread", out.unread);
  return members.good() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace jurat
