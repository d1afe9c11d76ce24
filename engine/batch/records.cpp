#include "engine/batch/records.h"

#include <string>
#include <utility>
#include <vector>

#include "engine/batch/records_impl.h"
#include "engine/source/encoding.h"
#include "engine/source/source_map.h"

namespace jurat::batch {

// ---- the ordinary reader

std::optional<Profile> RecordReader::Impl::bind(const Record& record) {
  complaints_.clear();
  const std::string place = std::string(record.name) + ":" + std::to_string(record.line);
  if (const auto fault = encodingFault(record.text, record.name)) {
    complaints_ = place + ": error[J0001]: " + fault->message + "\n  help: " + fault->help + "\n";
    return std::nullopt;
  }
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile& source = sources.add(std::string(record.name), std::string(record.text));
  std::optional<Profile> profile =
      readProfile(source, ProfileSyntax::Json, vocabulary_, limits_, diagnostics, others_);
  if (profile) return profile;
  for (const Diagnostic& each : diagnostics.sorted()) {
    if (each.level != DiagnosticLevel::Error) continue;
    const std::optional<Place> at = sources.place(each.primary.span);
    complaints_ += place + ":" + std::to_string(at ? at->column : 1) + ": error[" + each.code +
                   "]: " + each.message + (each.primary.text.empty() ? "" : " (" + each.primary.text + ")") +
                   "\n";
    if (!each.help.empty()) complaints_ += "  help: " + each.help + "\n";
  }
  return std::nullopt;
}

// ---- the usual forms; false whenever a record is not of them

bool RecordReader::Impl::quick(const Record& record) {
  if (record.text.size() > limits_.profile_bytes) return false;
  ondemand::document document_;
  const simdjson::padded_string_view padded(record.text.data(), record.text.size(),
                                            record.text.size() + kPadding);
  if (parser_.iterate(padded).get(document_)) return false;
  ondemand::object object;
  if (document_.get_object().get(object)) return false;
  named_.clear();
  namings_.clear();
  if (!document(object) || !settleRefs()) return false;
  return document_.current_location().error() == simdjson::OUT_OF_BOUNDS &&
         builder_.elements() <= kMostElements;
}

bool RecordReader::Impl::document(ondemand::object object) {
  bool version = false;
  std::vector<std::uint8_t> seen(vocabulary_.entities.size(), 0);
  std::size_t roots = 0;
  for (auto field : object) {
    std::string_view key;
    ondemand::value value;
    if (field.unescaped_key().get(key) || field.value().get(value)) return false;
    if (key == "jurat") {
      std::string_view token = value.raw_json_token();
      while (!token.empty() && token.back() <= ' ') token.remove_suffix(1);
      std::int64_t number = 0;
      if (version || token != "1" || value.get_int64().get(number)) return false;
      version = true;
      continue;
    }
    if (key == "frameworks") {
      if (!frameworks(value)) return false;
      continue;
    }
    const std::optional<EntityId> id = vocabulary_.entity(key);
    if (!id || vocabulary_.entities[*id].parent != EntityId{kNoId} || seen[raw(*id)]) return false;
    if (keyOf(vocabulary_.entities[*id]) != key) return false;
    seen[raw(*id)] = 1;
    ++roots;
    ondemand::object inner;
    if (value.get_object().get(inner)) return false;
    const std::uint32_t element = builder_.addElement(*id, kNoId, kNoId);
    if (!entity(inner, *id, element, nullptr)) return false;
  }
  // One company is described; of several roots the ordinary reader knows which may be missing.
  return version && roots == 1 && roots == rootCount();
}

bool RecordReader::Impl::frameworks(ondemand::value value) {
  ondemand::array items;
  std::vector<std::string> named;
  if (value.get_array().get(items)) return false;
  for (auto item : items) {
    std::string_view name;
    if (item.get_string().get(name) || name.empty()) return false;
    named.emplace_back(name);
  }
  builder_.setFrameworks(std::move(named));
  return true;
}

bool RecordReader::Impl::entity(ondemand::object object, EntityId id, std::uint32_t element,
                                std::string_view* own_id) {
  const Entity& declared = vocabulary_.entities[id];
  const auto& keys = keys_[raw(id)];
  // What has been said: keys may not stand twice. The order of lists is that of the vocabulary.
  std::vector<std::uint8_t> said(declared.slots + declared.children.size(), 0);
  for (auto field : object) {
    std::string_view key;
    ondemand::value value;
    if (field.unescaped_key().get(key) || field.value().get(value)) return false;
    const auto found = keys.find(key);
    if (found == keys.end()) {
      if (key != "id" || !own_id || !own_id->empty()) return false;
      if (value.get_string().get(*own_id)) return false;
      if (own_id->find_first_not_of(" \t\r\n") == std::string_view::npos) return false;
      continue;
    }
    const Meaning& meaning = found->second;
    const std::size_t place =
        meaning.child == kNoId ? vocabulary_.facts[meaning.fact].slot : declared.slots + meaning.child;
    if (std::exchange(said[place], 1)) return false;
    if (meaning.child == kNoId) {
      if (!fact(value, meaning.fact, element)) return false;
    } else if (!child(value, id, meaning.child, element)) {
      return false;
    }
  }
  for (std::uint32_t c = 0; c < declared.children.size(); ++c) {
    if (!said[declared.slots + c] && !absent(id, c, element)) return false;
  }
  return true;
}

// ---- what others see

RecordReader::RecordReader(std::shared_ptr<const RuleSet> rules, const AsOf& as_of, Limits limits)
    : impl_(std::make_unique<Impl>(std::move(rules), as_of, limits)) {}
RecordReader::~RecordReader() = default;

void RecordReader::alsoRead(FactId fact) { impl_->alsoRead(fact); }
void RecordReader::alsoKnow(OtherKeys others) { impl_->others_ = std::move(others); }
void RecordReader::start(Columns& out) { impl_->start(out); }
bool RecordReader::add(const Record& record) { return impl_->add(record); }
const std::string& RecordReader::complaints() const { return impl_->complaints_; }
void RecordReader::finish() { impl_->builder().finish(); }
std::optional<Profile> RecordReader::profile(const Record& record) { return impl_->bind(record); }
std::uint64_t RecordReader::records() const { return impl_->records_; }
std::uint64_t RecordReader::bound() const { return impl_->bound_; }

std::size_t RecordReader::Impl::rootCount() const {
  std::size_t count = 0;
  for (const Entity& entity : vocabulary_.entities) count += entity.parent == EntityId{kNoId} ? 1 : 0;
  return count;
}

}  // namespace jurat::batch
