#include "engine/manual/version_text.h"

#include <nlohmann/json.hpp>

#include "engine/base/versions.h"

namespace jurat {

std::string versionText(std::string_view engine) {
  return "jurat " + std::string(engine) + "\nlanguage " + std::to_string(kLanguageVersion) + ", profile " +
         std::to_string(kProfileVersion) + ", report " + std::to_string(kReportVersion) + ", bundle " +
         std::to_string(kBundleVersion) + "\nNot legal advice.\n";
}

std::string versionJson(std::string_view engine, const std::vector<KnownPack>& packs) {
  nlohmann::ordered_json out = {{"jurat", engine},
                                {"language", kLanguageVersion},
                                {"profile", kProfileVersion},
                                {"report", kReportVersion},
                                {"bundle", kBundleVersion},
                                {"notice", "Not legal advice."},
                                {"packs", nlohmann::ordered_json::array()}};
  for (const KnownPack& pack : packs)
    out["packs"].push_back({{"id", pack.id}, {"version", pack.version}, {"folder", pack.folder}});
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace jurat
