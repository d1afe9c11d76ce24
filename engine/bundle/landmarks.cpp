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

void addLandmarks(const checked::Declaration& declaration, Landmarks& out) {
  for (const checked::Version& version : declaration.versions) {
    out.versions.push_back(&version);
    add(version.general, out);
  }
}

void addPlaces(const LandmarkCounts& counts, Landmarks& out) {
  out.branches.resize(out.branches.size() + counts[0]);
  out.versions.resize(out.versions.size() + counts[1]);
  out.notes.resize(out.notes.size() + counts[2]);
  out.exposures.resize(out.exposures.size() + counts[3]);
}

Landmarks landmarksOf(const checked::Program& program) {
  Landmarks out;
  for (const checked::Declaration& declaration : program.declarations) addLandmarks(declaration, out);
  return out;
}

Landmarks landmarksOf(const checked::Declaration& declaration) {
  Landmarks out;
  addLandmarks(declaration, out);
  return out;
}

LandmarkCounts countsOf(const Landmarks& landmarks) {
  return {landmarks.branches.size(), landmarks.versions.size(), landmarks.notes.size(),
          landmarks.exposures.size()};
}

}  // namespace jurat::bundle
