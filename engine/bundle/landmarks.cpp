#include "engine/bundle/landmarks.h"

namespace jurat::bundle {
namespace {

void add(const checked::Branch& branch, Landmarks& out) {
  out.branches.push_back(&branch);
  for (const checked::Note& note : branch.notes) out.notes.push_back(&note);
  for (const checked::Exposure& exposure : branch.exposes) out.exposures.push_back(&exposure);
  for (const checked::Branch& inner : branch.exceptions) add(inner, out);
}

}  // namespace

Landmarks landmarksOf(const checked::Program& program) {
  Landmarks out;
  for (const checked::Declaration& declaration : program.declarations) {
    for (const checked::Version& version : declaration.versions) {
      out.versions.push_back(&version);
      add(version.general, out);
    }
  }
  return out;
}

}  // namespace jurat::bundle
