// The interview in the midst of a line: interrupted while it is typed, and why it is no answer.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "tests/cli/bridges.h"
#include "tests/support/golden.h"

using namespace jurat::test;
using namespace jurat::test::bridges;

namespace {

// The interview, running; its answers come through a pipe.
class Running {
 public:
  explicit Running(const Bridges& bridges) {
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    const char* named = std::getenv("JURAT_BINARY");
    std::vector<std::string> words = Bridges::words({"--by", "Ann", "--source", "our files"});
    words.insert(words.begin(), named != nullptr ? named : JURAT_BINARY_PATH);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const std::string out = bridges.folder / "out.txt";
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      ::signal(SIGINT, SIG_DFL);
      const int file = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
      const bool ready = ::chdir(bridges.folder.path().c_str()) == 0 && ::dup2(ends[0], STDIN_FILENO) >= 0 &&
                         ::dup2(file, STDOUT_FILENO) >= 0;
      if (ready) ::execv(argv[0], argv.data());
      ::_exit(98);
    }
    ::close(ends[0]);
    in_ = ends[1];
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    ::close(in_);
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }

  void type(const std::string& text) const {
    REQUIRE(::write(in_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  // How it ends when it is interrupted: what waitpid() says.
  int interrupt() {
    int status = 0;
    ::kill(child_, SIGINT);
    REQUIRE(::waitpid(child_, &status, 0) == child_);
    child_ = -1;
    return status;
  }

 private:
  pid_t child_ = -1;
  int in_ = -1;
};

}  // namespace

TEST_CASE("interrupted in the middle of a question, everything answered so far is in the file") {
  const Bridges whole;
  whole.talk(kAnswers, {"--by", "Ann", "--source", "our files"});
  for (std::size_t answered = 0; answered < kAnswers.size(); ++answered) {
    INFO(answered);
    const Bridges bridges;
    Running running(bridges);
    for (std::size_t i = 0; i < answered; ++i) running.type(kAnswers[i] + "\n");
    // Until it waits for the next one, of which half is typed.
    running.type(kAnswers[answered].substr(0, 1));
    for (int i = 0; i < 500 && countOf(textOf(bridges.folder / "out.txt"), "\n> ") <= answered; ++i)
      ::usleep(20'000);
    const int status = running.interrupt();
    CHECK(WIFSIGNALED(status));  // 130 in a shell
    CHECK(WTERMSIG(status) == SIGINT);
    const Bridges same;
    same.talk({kAnswers.begin(), kAnswers.begin() + static_cast<std::ptrdiff_t>(answered)},
              {"--by", "Ann", "--source", "our files"});
    CHECK(bridges.text() == same.text());
    // Nothing lies beside the file, and the same command goes on from there.
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(bridges.folder.path()))
      files += entry.is_regular_file() ? 1 : 0;
    CHECK(files == 2);
    bridges.talk({kAnswers.begin() + static_cast<std::ptrdiff_t>(answered), kAnswers.end()},
                 {"--by", "Ann", "--source", "our files"});
    CHECK(bridges.text() == whole.text());
  }
}

TEST_CASE("why a line is no answer is said of the line, in both languages") {
  const auto said = [](const std::vector<std::string>& lines, const std::string& language) {
    return Bridges().talk(lines, {"--lang", language}).out;
  };
  struct Row {
    std::vector<std::string> lines;
    const char *english, *chinese;
  };
  const std::vector<std::string> list = {"old"}, open = {"old", "120"}, day = {"old", "120", "yes"};
  const auto then = [](std::vector<std::string> lines, const std::string& line) {
    lines.push_back(line);
    return lines;
  };
  for (const Row& row :
       {Row{then(list, "twelve"), "`twelve` is not", "这不是所要求的数字"},
        Row{then(list, "-3"), "is outside what `span` can be", "超出可能的范围：不得低于 0。"},
        Row{then(list, "{at_least: 9, at_most: 3}"), "", "此范围内没有值。"},
        Row{then(list, "{at_least: 40"), "the answer ends before", "写法不完整"},
        Row{then(list, "\"12\" x\xff"), "the line is no text", "其中含有无法读取的字符。"},
        Row{then(open, "perhaps"), "neither yes nor no", "这既不是“是”，也不是“否”。"},
        Row{then(open, "{value: yes, vlaue: no}"), "`vlaue`", "其中有此处未询问的名称。"},
        Row{then(open, "none"), "", "此处不能答复 `none`。"},
        Row{then(day, "31.12.2026"), "is not a day", "这不是日期"},
        Row{{"old, [x"}, "", "未以标识或日期列出条目"}}) {
    const std::string english = said(row.lines, "en"), chinese = said(row.lines, "zh");
    INFO(row.lines.back());
    fits(english);
    fits(chinese);
    CHECK_MESSAGE(contains(english, row.english), english);
    CHECK_MESSAGE(contains(chinese, row.chinese), chinese);
    CHECK_MESSAGE(!contains(english.substr(english.find("no answer to it")), "the file"), english);
  }
}
