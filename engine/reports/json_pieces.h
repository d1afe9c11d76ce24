// JsonPieces: the parts of the JSON report, each written where the writer stands; private to engine/reports.
#pragma once
#include <vector>

#include "engine/reports/json_writer.h"
#include "engine/reports/paths.h"

namespace jurat {

class JsonPieces {
 public:
  // `drawn`: the reasoning is laid out as a tree, for people; else one line for each of its branches.
  JsonPieces(JsonWriter& out, const SourceMap& sources, const Paths& paths, bool drawn)
      : out_(out), sources_(sources), paths_(paths), drawn_(drawn) {}

  // Members of an object that the caller opens and closes.
  void finding(const Finding& from) const;
  void benefit(const BenefitResult& from) const;
  void amount(const AmountResult& from) const;
  void amount(const AmountResult& from, const Reason& why) const;
  void derived(const Derived& from) const;
  void exposure(const ExposureLine& line, const Assessment& assessment) const;
  void view(const FindingView& from) const;
  void gate(const GateResult& from) const;

  void texts(std::string_view name, const Texts& texts) const;

 private:
  void place(std::string_view name, const std::optional<Spot>& at) const;
  void place(std::string_view name, Span span) const { place(name, paths_.begin(span)); }
  void reasonMembers(const Reason& from) const;
  void because(const Reason& from) const;
  void branches(const Reason& from) const;
  void missing(const std::vector<Missing>& list) const;
  void confidence(const std::vector<checked::Confidence>& list) const;
  void notes(const std::vector<Texts>& list) const;
  void bounds(const AmountResult& from) const;
  void timing(const Finding& from) const;
  void waiver(const Waiver& from, WaiverState state) const;

  JsonWriter& out_;
  const SourceMap& sources_;
  const Paths& paths_;
  bool drawn_;
};

}  // namespace jurat
