#include <yaml.h>

#include <algorithm>
#include <map>
#include <utility>

#include "engine/profile/datum.h"
#include "engine/profile/faults.h"
#include "engine/profile/profile.h"
#include "engine/profile/read/yaml_text.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

struct Event {
  yaml_event_t it{};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&it); }
};

// What a node costs once its aliases are followed.
struct Weight {
  std::size_t nodes = 1, aliases = 0, height = 1;
};

struct Node {
  Datum datum;
  Weight weight;
};

// A collection whose end has not been seen.
struct Frame {
  Node node;
  std::string anchor;
  std::string key;
  Span key_span;
  bool has_key = false;
  bool is_key = false;      // a collection in the place of a key: refused, read to its end
  bool drop_value = false;  // the key was refused; one complaint is enough
};

class YamlReader {
 public:
  YamlReader(const SourceFile& source, const Limits& limits, Diagnostics& diagnostics, std::string_view what)
      : source_(source),
        limits_(limits),
        what_(what),
        faults_(diagnostics, limits, what),
        positions_(source.text) {
    ready_ = yaml_parser_initialize(&parser_) != 0;
    if (!ready_) return;
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(source.text.data()),
                                 source.text.size());
  }
  YamlReader(const YamlReader&) = delete;
  YamlReader& operator=(const YamlReader&) = delete;
  ~YamlReader() {
    if (ready_) yaml_parser_delete(&parser_);
  }

  std::optional<Datum> read() {
    root_.span = source_.span(0, 0);
    while (!stopped_ && !ended_) {
      Event event;
      if (!ready_ || yaml_parser_parse(&parser_, &event.it) == 0) {
        if (ready_) faults_.report(yamlFault(parser_, source_, positions_, what_));
        return std::nullopt;
      }
      take(event.it);
      stopped_ = stopped_ || faults_.exhausted();
    }
    if (stopped_) return std::nullopt;
    return std::move(root_);
  }

 private:
  void take(const yaml_event_t& event);
  void scalar(const yaml_event_t& event);
  void alias(const yaml_event_t& event);
  void open(const yaml_event_t& event, DatumKind kind, const yaml_char_t* anchor, const yaml_char_t* tag);
  void close(const yaml_event_t& event);
  void finish(Node node, const std::string& anchor);
  void attach(Node node);
  void key(Datum datum, bool plain);
  bool wantsKey() const {
    return !stack_.empty() && stack_.back().node.datum.kind == DatumKind::Record && !stack_.back().has_key;
  }
  void refuseTag(const yaml_event_t& event, const yaml_char_t* tag, bool scalar);
  void stop(Span at, std::string message, std::string help);
  bool spendCopy(std::size_t nodes, Span at);
  Span span(const yaml_event_t& event) const { return spanOf(event.start_mark, event.end_mark); }
  Span spanOf(const yaml_mark_t& begin, const yaml_mark_t& end) const {
    return source_.span(positions_.byte(begin.index), positions_.byte(end.index));
  }

  const SourceFile& source_;
  const Limits& limits_;
  std::string what_;  // "profile", "waiver file" ...
  Faults faults_;
  CodePoints positions_;
  yaml_parser_t parser_{};
  bool ready_ = false;
  bool stopped_ = false;
  bool ended_ = false;
  bool seen_document_ = false;
  std::vector<Frame> stack_;
  std::map<std::string, Node> anchors_;
  std::size_t nodes_ = 0, aliases_ = 0, copied_ = 0;
  Datum root_;
};

void YamlReader::take(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
      if (std::exchange(seen_document_, true)) {
        faults_.report({.code = "J0605",
                        .message = "a second document begins here, but a " + what_ + " is one document",
                        .primary = {span(event), "a new document"},
                        .help = what_ == "profile" ? "write one company a file" : "delete it"});
        stopped_ = true;
      }
      return;
    case YAML_ALIAS_EVENT:
      return alias(event);
    case YAML_SCALAR_EVENT:
      return scalar(event);
    case YAML_SEQUENCE_START_EVENT:
      return open(event, DatumKind::List, event.data.sequence_start.anchor, event.data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
      return open(event, DatumKind::Record, event.data.mapping_start.anchor, event.data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      return close(event);
    case YAML_STREAM_END_EVENT:
      ended_ = true;
      return;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
      return;
  }
}

void YamlReader::scalar(const yaml_event_t& event) {
  const auto& data = event.data.scalar;
  refuseTag(event, data.tag, true);
  Node node;
  node.datum.kind = DatumKind::Scalar;
  node.datum.text.assign(reinterpret_cast<const char*>(data.value), data.length);
  // A folded or literal text is as surely text as one in quotes.
  const bool plain = data.style == YAML_PLAIN_SCALAR_STYLE && data.tag == nullptr;
  node.datum.quoted = !plain;
  node.datum.span = trimmed(source_, span(event));
  if (wantsKey()) return key(std::move(node.datum), plain);
  if (plain && isNullWord(node.datum.text)) {
    node.datum.kind = DatumKind::Null;
    node.datum.text.clear();
  }
  finish(std::move(node), data.anchor ? reinterpret_cast<const char*>(data.anchor) : "");
}

void YamlReader::key(Datum datum, bool plain) {
  Frame& frame = stack_.back();
  frame.has_key = true;
  frame.key_span = datum.span;
  frame.drop_value = true;
  if (plain && datum.text == "<<") {
    faults_.report({.code = "J0606",
                    .message = "merge keys are not part of " + what_ + "s",
                    .primary = {datum.span, "this would copy another record in here"},
                    .help = "write the facts out where they belong, so that each has a place of its own"});
    return;
  }
  if (datum.text.empty() || datum.kind != DatumKind::Scalar) {
    faults_.report({.code = "J0607",
                    .message = "a key must be a name",
                    .primary = {datum.span, "the name is missing"},
                    .help = "write `name: value`"});
    return;
  }
  frame.drop_value = false;
  frame.key = std::move(datum.text);
}

void YamlReader::alias(const yaml_event_t& event) {
  const std::string name = reinterpret_cast<const char*>(event.data.alias.anchor);
  const auto found = anchors_.find(name);
  if (found == anchors_.end()) {
    bool inside = false;
    for (const Frame& frame : stack_) inside = inside || frame.anchor == name;
    faults_.report(
        {.code = "J0609",
         .message = inside ? "the alias " + tick("*" + name) + " stands within what it names"
                           : "the alias " + tick("*" + name) + " names nothing",
         .primary = {span(event), inside ? "this would never end" : "no anchor of this name before"},
         .help = inside ? "write the value out" : "write `&" + name + "` before the value it stands for"});
    stopped_ = true;
    return;
  }
  const Node& named = found->second;
  aliases_ += 1 + named.weight.aliases;
  if (aliases_ > limits_.aliases) {
    return stop(span(event), "anchors and aliases stand for more than a " + what_ + " can hold",
                "write the values out; at most " + std::to_string(limits_.aliases) + " aliases are followed");
  }
  if (!spendCopy(named.weight.nodes, span(event))) return;
  if (wantsKey()) return key(named.datum, false);
  Node copy = named;
  copy.weight.aliases += 1;
  nodes_ += copy.weight.nodes - 1;
  if (stack_.size() + copy.weight.height > limits_.nesting) {
    return stop(span(event), "the " + what_ + " is nested too deeply", "");
  }
  finish(std::move(copy), "");
}

// Copies are kept well below the number of nodes a file may hold: a few lines must not cost what 32 MB may.
bool YamlReader::spendCopy(std::size_t nodes, Span at) {
  copied_ += nodes;
  if (copied_ <= limits_.nodes / 16) return true;
  stop(at, "anchors and aliases stand for more than a " + what_ + " can hold", "write the values out");
  return false;
}

void YamlReader::open(const yaml_event_t& event, DatumKind kind, const yaml_char_t* anchor,
                      const yaml_char_t* tag) {
  if (stack_.size() >= limits_.nesting) {
    return stop(span(event), "the " + what_ + " is nested too deeply",
                "lists and records may stand " + std::to_string(limits_.nesting) + " deep");
  }
  refuseTag(event, tag, false);
  Frame frame;
  if (wantsKey()) {
    frame.is_key = true;
    faults_.report({.code = "J0607",
                    .message = "a key must be a name",
                    .primary = {span(event), kind == DatumKind::List ? "this is a list" : "this is a record"},
                    .help = "write `name: value`; quote a text that begins with `[` or `{`"});
  }
  frame.node.datum.kind = kind;
  frame.node.datum.span = span(event);
  if (anchor) frame.anchor = reinterpret_cast<const char*>(anchor);
  stack_.push_back(std::move(frame));
}

void YamlReader::close(const yaml_event_t& event) {
  Frame frame = std::move(stack_.back());
  stack_.pop_back();
  Datum& datum = frame.node.datum;
  // The end of a block collection is only known to lie before what follows; its last child says where.
  Span end = span(event);
  if (end.begin == end.end) {
    end = datum.span;
    if (datum.kind == DatumKind::List && !datum.items.empty()) end = datum.items.back().span;
    if (datum.kind == DatumKind::Record && !datum.entries.empty()) {
      end = cover(datum.entries.back().key_span, datum.entries.back().value.span);
    }
  }
  if (end.end > datum.span.end) datum.span.end = end.end;
  if (datum.kind == DatumKind::Record) refuseDuplicateKeys(datum, faults_);
  if (frame.is_key) {
    stack_.back().has_key = true;
    stack_.back().drop_value = true;
    return;
  }
  finish(std::move(frame.node), frame.anchor);
}

void YamlReader::finish(Node node, const std::string& anchor) {
  if (++nodes_ > limits_.nodes) {
    return stop(node.datum.span, "the " + what_ + " holds too many values",
                "at most " + std::to_string(limits_.nodes) + " are read" +
                    (what_ == "profile" ? "; `batch` reads many companies" : ""));
  }
  if (!anchor.empty()) {
    if (!spendCopy(node.weight.nodes, node.datum.span)) return;
    anchors_[anchor] = node;
  }
  attach(std::move(node));
}

void YamlReader::attach(Node node) {
  if (stack_.empty()) {
    root_ = std::move(node.datum);
    return;
  }
  Frame& frame = stack_.back();
  Weight& weight = frame.node.weight;
  weight.nodes += node.weight.nodes;
  weight.aliases += node.weight.aliases;
  if (weight.height <= node.weight.height) weight.height = node.weight.height + 1;
  if (frame.node.datum.kind == DatumKind::List) {
    frame.node.datum.items.push_back(std::move(node.datum));
    return;
  }
  frame.has_key = false;
  if (std::exchange(frame.drop_value, false)) return;
  frame.node.datum.entries.push_back({std::move(frame.key), frame.key_span, std::move(node.datum)});
  frame.key.clear();
}

void YamlReader::refuseTag(const yaml_event_t& event, const yaml_char_t* tag, bool is_scalar) {
  if (!tag) return;
  constexpr std::string_view kStandard = "tag:yaml.org,2002:";
  std::string name = reinterpret_cast<const char*>(tag);
  if (name.rfind(kStandard, 0) == 0) name.replace(0, kStandard.size(), "!!");
  if (is_scalar && (name == "!!str" || name == "!")) return;
  Span at = span(event);
  const std::size_t begin = at.begin - source_.base;
  const std::size_t end = std::min(source_.text.find_first_of(" \t\r\n,", begin), source_.text.size());
  if (begin < source_.text.size() && source_.text[begin] == '!') at = source_.span(begin, end);
  faults_.report({.code = "J0604",
                  .message = "the tag " + tick(name) + " is not part of " + what_ + "s",
                  .primary = {at, "the vocabulary says what this is"},
                  .help = "delete the tag"});
}

void YamlReader::stop(Span at, std::string message, std::string help) {
  faults_.report(
      {.code = "J0603", .message = std::move(message), .primary = {at, ""}, .help = std::move(help)});
  stopped_ = true;
}

}  // namespace

std::optional<Datum> readYaml(const SourceFile& source, const Limits& limits, Diagnostics& diagnostics,
                              std::string_view what) {
  return YamlReader(source, limits, diagnostics, what).read();
}

}  // namespace jurat
