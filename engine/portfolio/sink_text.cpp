// Lines of JSON or CSV, with the state of the run in a file beside them.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "engine/portfolio/row_writer.h"
#include "engine/portfolio/sink.h"

namespace jurat::portfolio {
namespace {

class TextSink final : public Sink {
 public:
  TextSink(const Plan& plan, const std::string& path) : plan_(plan), file_(path), state_(path + ".resume") {}

  bool resumable() const override { return file_.regular(); }

  Result<std::optional<std::string>> saved() override {
    std::ifstream in(state_, std::ios::binary);
    if (!in) return std::optional<std::string>();
    std::ostringstream text;
    text << in.rdbuf();
    return std::optional<std::string>(text.str());
  }

  bool holds(std::uint64_t bytes) const override { return file_.holds(bytes); }

  Result<Done> open(bool resumed, std::uint64_t bytes) override {
    Result<Done> opened = file_.open(resumed ? bytes : 0);
    if (!opened || resumed || plan_.options.format != Format::Csv) return opened;
    return file_.write(csvHead(plan_.options.fields));
  }

  Result<Done> write(std::string_view rows) override { return file_.write(rows); }
  std::uint64_t bytes() const override { return file_.bytes(); }

  Result<Done> keep(const std::string& state) override {
    if (Result<Done> synced = file_.sync(); !synced) return synced;
    PartFile aside(state_);
    if (Result<Done> opened = aside.open(0); !opened) return opened;
    if (Result<Done> written = aside.write(state); !written) return written;
    if (Result<Done> synced = aside.sync(); !synced) return synced;
    return aside.publish();
  }

  Result<Done> publish() override { return file_.publish(); }

  Result<Done> forget() override {
    if (::unlink(state_.c_str()) == 0 || errno == ENOENT) return Done{};
    return IoError{"`" + state_ + "` cannot be removed"};
  }

 private:
  const Plan& plan_;
  PartFile file_;
  std::string state_;
};

}  // namespace

std::unique_ptr<Sink> makeTextSink(const Plan& plan, const std::string& path) {
  return std::make_unique<TextSink>(plan, path);
}

}  // namespace jurat::portfolio
