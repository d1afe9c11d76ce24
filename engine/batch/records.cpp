#include "engine/batch/records.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "engine/batch/records_impl.h"
#include "engine/source/encoding.h"
#include "engine/source/source_map.h"

namespace jurat::batch {

// ---- the ordinary reader

std::optional<Profile> RecordReader::Impl::bind(const Record& record) {
  complaints.clear();
  const std::string place = std::string(record.name) + ":" + std::to_string(record.line);
  if (const auto fault = encodingFault(record.text, record.name)) {
    const auto begins = [](char byte) { return (byte & 0xC0) != 0x80; };  // a letter, not a byte within one
    const auto column = std::count_if(record.text.begin(), record.text.begin() + fault->offset, begins) + 1;
    complaints = place + ":" + std::to_string(column) + ": error[J0001]: " + fault->message +
                 "\n  help: " + fault->help + "\n";
    return std::nullopt;
  }
  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile& source = sources.add(std::string(record.name), std::string(record.text));
  std::optional<Profile> profile =
      readProfile(source, ProfileSyntax::Json, vocabulary_, limits_, diagnostics, others);
  if (profile) return profile;
  for (const Diagnostic& each : diagnostics.sorted()) {
    if (each.level != DiagnosticLevel::Error) continue;
    const std::optional<Place> at = sources.place(each.primary.span);
    complaints += place + ":" + std::to_string(at ? at->column : 1) + ": error[" + each.code +
                  "]: " + each.message + (each.primary.text.empty() ? "" : " (" + each.primary.text + ")") +
                  "\n";
    if (!each.help.empty()) complaints += "  help: " + each.help + "\n";
  }
  return std::nullopt;
}

// ---- the usual forms; false whenever a record is not of them

bool RecordReader::Impl::quick(const Record& record) {
  if (record.text.size() > limits_.profile_bytes) return false;
  ondemand::document parsed;
  const simdjson::padded_string_view padded(record.text.data(), record.text.size(),
                                            record.text.size() + kPadding);
  if (parser_.iterate(padded).get(parsed)) return false;
  ondemand::object object;
  if (parsed.get_object().get(object)) return false;
  named_.clear();
  namings_.clear();
  said_.clear();
  end_ = record.text.data() + record.text.size();
  if (!document(object) || !settleRefs()) return false;
  return parsed.current_location().error() == simdjson::OUT_OF_BOUNDS && builder_.elements() <= kMostElements;
}

bool RecordReader::Impl::document(ondemand::object object) {
  bool version = false;
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
    if (!id || vocabulary_.entities[*id].parent != EntityId{kNoId} || roots > 0) return false;
    if (keyOf(vocabulary_.entities[*id]) != key) return false;
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

void RecordReader::Impl::addKeys(const Entity& entity) {
  Keys& out = keys_.emplace_back();
  for (const FactId fact : entity.facts)
    out.keys.push_back({.name = vocabulary_.facts[fact].name, .fact = fact});
  for (std::uint32_t c = 0; c < entity.children.size(); ++c) {
    const Entity& child = vocabulary_.entities[entity.children[c]];
    out.keys.push_back({.name = child.list_name.empty() ? child.name : child.list_name, .child = c});
  }
  out.keys.push_back({.name = "id"});
  std::vector<std::pair<std::string_view, std::uint32_t>> names;
  const auto count = static_cast<std::uint32_t>(out.keys.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    names.emplace_back(out.keys[i].name, i);
    out.keys[i].next = out.keys[i].next_but_one = std::min(i + 1, count - 1);
  }
  out.keys.push_back({});
  out.names.emplace(names);
}

// Which key a field has, or kNoId; first those that have been there before.
std::uint32_t RecordReader::Impl::whichKey(Keys& keys, std::uint32_t before, ondemand::field& field) {
  const char* text = field.key().raw();
  const auto is = [&](std::uint32_t key) {
    const std::string_view name = keys.keys[key].name;
    return text + name.size() < end_ && text[name.size()] == '"' &&
           std::memcmp(text, name.data(), name.size()) == 0;
  };
  Key& last = keys.keys[before];
  if (is(last.next)) return last.next;
  std::uint32_t key = last.next_but_one;
  if (!is(key)) {
    std::string_view name;
    if (field.unescaped_key().get(name) || !keys.names->find(name, key)) return kNoId;
  }
  last.next_but_one = last.next;
  last.next = key;
  return key;
}

bool RecordReader::Impl::entity(ondemand::object object, EntityId id, std::uint32_t element,
                                std::string_view* own_id) {
  const Entity& declared = vocabulary_.entities[id];
  Keys& keys = keys_[raw(id)];
  const auto none = static_cast<std::uint32_t>(keys.keys.size() - 1);
  // What has been said: keys may not stand twice. The order of lists is that of the vocabulary.
  const std::size_t said = said_.size();
  said_.resize(said + keys.keys.size(), 0);
  std::uint32_t before = none;
  for (auto each : object) {
    ondemand::field field;
    if (std::move(each).get(field)) return false;
    const std::uint32_t at = whichKey(keys, before, field);
    if (at == kNoId || std::exchange(said_[said + at], 1)) return false;
    before = at;
    const FactId fact_id = keys.keys[at].fact;
    const std::uint32_t child_index = keys.keys[at].child;
    ondemand::value value = field.value();
    if (fact_id != FactId{kNoId}) {
      if (!plainAnswer(value, forms_[raw(fact_id)], element) && !fact(value, fact_id, element)) return false;
    } else if (child_index != kNoId) {
      if (!child(value, id, child_index, element)) return false;
    } else {
      if (!own_id || value.get_string().get(*own_id)) return false;
      if (own_id->find_first_not_of(" \t\r\n") == std::string_view::npos) return false;
    }
  }
  const std::size_t first_child = said + declared.facts.size();
  for (std::uint32_t c = 0; c < declared.children.size(); ++c) {
    if (!said_[first_child + c] && !absent(id, c, element)) return false;
  }
  said_.resize(said);
  return true;
}

// ---- what others see

RecordReader::RecordReader(std::shared_ptr<const RuleSet> rules, const AsOf& as_of, Limits limits)
    : impl_(std::make_unique<Impl>(std::move(rules), as_of, limits)) {}
RecordReader::~RecordReader() = default;

void RecordReader::alsoRead(FactId fact) { impl_->alsoRead(fact); }
void RecordReader::alsoKnow(OtherKeys others) { impl_->others = std::move(others); }
void RecordReader::start(Columns& out) { impl_->start(out); }
bool RecordReader::add(const Record& record) { return impl_->add(record); }
const std::string& RecordReader::complaints() const { return impl_->complaints; }
void RecordReader::finish() { impl_->builder().finish(); }
std::optional<Profile> RecordReader::profile(const Record& record) { return impl_->bind(record); }
std::uint64_t RecordReader::records() const { return impl_->records_seen; }
std::uint64_t RecordReader::bound() const { return impl_->records_bound; }

std::size_t RecordReader::Impl::rootCount() const {
  std::size_t count = 0;
  for (const Entity& entity : vocabulary_.entities) count += entity.parent == EntityId{kNoId} ? 1 : 0;
  return count;
}

}  // namespace jurat::batch
