#include "engine/batch/records.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/batch/records_impl.h"
#include "engine/source/encoding.h"
#include "engine/source/source_map.h"
#include "engine/source/text.h"

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
                  "]: " + printableLine(each.message);
    if (!each.primary.text.empty()) complaints += " (" + printableLine(each.primary.text) + ")";
    complaints += "\n";
    if (!each.help.empty()) complaints += "  help: " + printableLine(each.help) + "\n";
  }
  return std::nullopt;
}

// ---- the usual forms; false whenever a record is not of them

bool RecordReader::Impl::quick(const Record& record) {
  if (record.text.size() > limits_.profile_bytes) return false;
  json_.start(record.text);
  named_.clear();
  namings_.clear();
  siblings_.clear();
  return document() && json_.ended() && settleRefs() && builder_.elements() <= kMostElements;
}

bool RecordReader::Impl::rootNamed(std::string_view name, EntityId& id) const {
  for (const Root& root : roots_) {
    if (root.name != name) continue;
    id = root.entity;
    return true;
  }
  return false;
}

bool RecordReader::Impl::document() {
  bool version = false, asked = false;
  std::size_t roots = 0;
  const bool read = fields([&](std::string_view key) {
    EntityId id{kNoId};
    if (key == "jurat") {
      std::string_view token;
      return !std::exchange(version, true) && json_.scalar(token) && token == "1";
    }
    if (key == "frameworks") return !std::exchange(asked, true) && frameworks();
    if (!rootNamed(key, id) || ++roots > 1) return false;
    return entity(id, builder_.addElement(id, kNoId, kNoId), nullptr);
  });
  // One company is described; of several roots the ordinary reader knows which may be missing.
  return read && version && roots == 1 && roots == roots_.size();
}

bool RecordReader::Impl::frameworks() {
  std::vector<std::string> named;
  const bool read = items([&] {
    std::string_view name;
    if (!json_.string(name) || name.empty()) return false;
    named.emplace_back(name);
    return true;
  });
  builder_.setFrameworks(std::move(named));
  return read;
}

void RecordReader::Impl::addKeys(const Entity& entity) {
  Keys& out = keys_.emplace_back();
  std::vector<std::pair<std::string_view, std::uint32_t>> names;
  const auto add = [&](std::string_view name, FactId fact, std::uint32_t child) {
    names.emplace_back(name, static_cast<std::uint32_t>(names.size()));
    out.keys.push_back({.word = KnownWord(std::string(name) + "\":"), .fact = fact, .child = child});
  };
  for (const FactId fact : entity.facts) add(vocabulary_.facts[fact].name, fact, kNoId);
  for (std::uint32_t c = 0; c < entity.children.size(); ++c) {
    const Entity& child = vocabulary_.entities[entity.children[c]];
    add(child.list_name.empty() ? child.name : child.list_name, FactId{kNoId}, c);
  }
  add("id", FactId{kNoId}, kNoId);
  const auto count = static_cast<std::uint32_t>(out.keys.size());
  for (std::uint32_t i = 0; i < count; ++i)
    out.keys[i].next = out.keys[i].next_but_one = std::min(i + 1, count - 1);
  out.keys.push_back({});
  out.names.emplace(names);
}

// What the forms of facts mean for their keys.
void RecordReader::Impl::setKeys() {
  for (Keys& keys : keys_) {
    for (Key& key : keys.keys) {
      if (key.fact == FactId{kNoId}) continue;
      const Form& form = forms_[raw(key.fact)];
      key.truth = form.plain == Plain::Truth && form.read;
      key.column = form.column;
    }
  }
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

}  // namespace jurat::batch
