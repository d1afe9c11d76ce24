// JsonPieces: the parts of the JSON report, each written where the writer stands; private to engine/reports.
#pragma once
#include <vector>

#include "engine/reports/json_document.h"
#include "engine/reports/paths.h"
#include "engine/reports/shared_reasons.h"

namespace jurat {

class JsonPieces {
 public:
  // Without `shared` the reasoning is complete and laid out as a tree, for people; else it has one line for
  // each of its branches, and what stands in `shared` is left to it.
  JsonPieces(JsonWriter& out, const SourceMap& sources, const Paths& paths, const SharedReasons* shared)
      : out_(out), sources_(sources), paths_(paths), shared_(shared) {}

  // Members of an object that the caller opens and closes.
  void finding(const Finding& from) const;
  void benefit(const BenefitResult& from) const;
  void amount(const AmountResult& from) const;
  void amount(const AmountResult& from, const Reason& why) const;
  void derived(const Derived& from) const;
  void exposure(const ExposureLine& line, const Assessment& assessment) const;
  void view(const FindingView& from) const;
  void gate(const GateResult& from) const;

  // What findings share, by the index that they know it by.
  void sharedReasons() const;
  void texts(std::string_view name, const Texts& texts) const;

 private:
  void place(std::string_view name, const std::optional<Spot>& at) const;
  void place(std::string_view name, Span span) const { place(name, paths_.begin(span)); }
  void reasonMembers(const Reason& from, bool whole) const;
  void line(const Reason& from, bool whole) const;
  // `whole`: nothing is left to the reasons that findings share.
  void because(const Reason& from, bool whole) const;
  void branches(const Reason& from, bool whole = true) const;
  void missing(const std::vector<Missing>& list) const;
  void confidence(const std::vector<checked::Confidence>& list) const;
  void notes(const std::vector<Texts>& list) const;
  void bounds(const AmountResult& from) const;
  void timing(const Finding& from) const;
  void waiver(const Waiver& from, WaiverState state) const;

  JsonWriter& out_;
  const SourceMap& sources_;
  const Paths& paths_;
  const SharedReasons* shared_;
};

}  // namespace jurat
