// The versions of what Jurat reads and writes, apart from its own: within one of them old files keep loading.
#pragma once

namespace jurat {

inline constexpr int kLanguageVersion = 1;  // of rule files: `language 1` in pack.jurat
inline constexpr int kProfileVersion = 1;   // of profiles: `jurat: 1`
inline constexpr int kReportVersion = 2;    // of the JSON report: "jurat_report": 2
inline constexpr int kBundleVersion = 3;    // of compiled bundles: see engine/bundle/header.h

}  // namespace jurat
