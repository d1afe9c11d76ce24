#include "engine/git/commit.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "engine/git/library.h"

namespace jurat {
namespace {

// Frees what libgit2 handed out.
template <typename T>
struct Owned {
  T* it = nullptr;
  void (*release)(T*) = nullptr;
  explicit Owned(void (*how)(T*)) : release(how) {}
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (it) release(it);
  }
};

std::string reasonOf(const GitLibrary& git) {
  const git_error* error = git.git_error_last();
  return error && error->message ? error->message : "no reason given";
}

std::string withoutSlash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

}  // namespace

struct GitCommit::State {
  const GitLibrary& git;
  std::string root, ref, id;
  git_repository* repository = nullptr;
  git_tree* tree = nullptr;

  explicit State(const GitLibrary& library) : git(library) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (tree) git.git_tree_free(tree);
    if (repository) git.git_repository_free(repository);
  }

  std::optional<IoError> openRepository(const std::string& folder);
  std::optional<IoError> find(const std::string& wanted);
  bool resolves(const std::string& name) const {
    Owned<git_object> object(git.git_object_free);
    return git.git_revparse_single(&object.it, repository, name.c_str()) == 0;
  }
};

// The flags leave the environment out: it may lead to another repository than the one that is looked at.
std::optional<IoError> GitCommit::State::openRepository(const std::string& folder) {
  if (git.git_repository_open_ext(&repository, folder.c_str(), 0, nullptr) != 0)
    return IoError{"`" + folder + "` is in no git repository: " + reasonOf(git)};
  if (git.git_repository_is_bare(repository) != 0)
    return IoError{"the git repository is bare: run in a working tree, whose files have paths"};
  const char* tree_folder = git.git_repository_workdir(repository);
  std::error_code failed;
  root = withoutSlash(std::filesystem::canonical(tree_folder ? tree_folder : "", failed).string());
  const std::string here = withoutSlash(std::filesystem::canonical(folder, failed).string());
  const bool inside = !failed && (here == root || here.rfind(root == "/" ? root : root + "/", 0) == 0);
  if (!inside)
    return IoError{"the repository says that its working tree is `" + root + "`, which does not hold `" +
                   folder + "`"};
  return std::nullopt;
}

std::optional<IoError> GitCommit::State::find(const std::string& wanted) {
  ref = wanted;
  Owned<git_object> object(git.git_object_free), commit(git.git_object_free);
  if (git.git_revparse_single(&object.it, repository, wanted.c_str()) != 0) {
    std::string message = "git knows no `" + wanted + "` here";
    if (resolves("origin/" + wanted)) {
      message += "; did you mean `origin/" + wanted + "`?";
    } else if (git.git_repository_is_shallow(repository) != 0) {
      message +=
          ": the clone is shallow; fetch it first, as with `git fetch --depth=1 origin " + wanted + "`";
    }
    return IoError{std::move(message)};
  }
  if (git.git_object_peel(&commit.it, object.it, GIT_OBJECT_COMMIT) != 0)
    return IoError{"`" + wanted + "` names no commit: " + reasonOf(git)};
  char digits[GIT_OID_HEXSZ + 1] = {};
  id = git.git_oid_tostr(digits, sizeof digits, git.git_object_id(commit.it));
  if (git.git_commit_tree(&tree, reinterpret_cast<const git_commit*>(commit.it)) != 0)
    return IoError{"the files of `" + wanted + "` are not in this clone: " + reasonOf(git)};
  return std::nullopt;
}

Result<GitCommit> GitCommit::open(const std::string& folder, const std::string& ref) {
  const GitLibrary* git = gitLibrary();
  if (!git) return IoError{"this needs libgit2 " LIBGIT2_SOVERSION ", which is not installed"};
  auto state = std::make_shared<State>(*git);
  if (std::optional<IoError> error = state->openRepository(folder)) return *std::move(error);
  if (std::optional<IoError> error = state->find(ref)) return *std::move(error);
  return GitCommit(std::move(state));
}

const std::string& GitCommit::root() const { return state_->root; }
const std::string& GitCommit::ref() const { return state_->ref; }
const std::string& GitCommit::id() const { return state_->id; }

Result<std::optional<std::string>> GitCommit::file(const std::string& path, std::size_t at_most) const {
  const GitLibrary& git = state_->git;
  const std::string name = "`" + path + "` in `" + state_->ref + "`";
  Owned<git_tree_entry> entry(git.git_tree_entry_free);
  const int found = git.git_tree_entry_bypath(&entry.it, state_->tree, path.c_str());
  if (found == GIT_ENOTFOUND) return std::optional<std::string>();
  if (found != 0) return IoError{"cannot read " + name + ": " + reasonOf(git)};
  const git_filemode_t mode = git.git_tree_entry_filemode(entry.it);
  if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE)
    return IoError{"cannot read " + name + ": it is a folder, a link or a submodule, not a file"};
  const git_oid* id = git.git_tree_entry_id(entry.it);
  Owned<git_odb> objects(git.git_odb_free);
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (git.git_repository_odb(&objects.it, state_->repository) != 0 ||
      git.git_odb_read_header(&size, &type, objects.it, id) != 0)
    return IoError{"cannot read " + name + ": " + reasonOf(git)};
  if (size > at_most)
    return IoError{"cannot read " + name + ": it is larger than " + std::to_string(at_most) + " bytes"};
  Owned<git_blob> blob(git.git_blob_free);
  if (git.git_blob_lookup(&blob.it, state_->repository, id) != 0)
    return IoError{"cannot read " + name + ": " + reasonOf(git)};
  const char* bytes = static_cast<const char*>(git.git_blob_rawcontent(blob.it));
  return std::optional<std::string>(
      std::string(bytes, static_cast<std::size_t>(git.git_blob_rawsize(blob.it))));
}

namespace {

// What a walk over a tree gathers; libgit2 hands it back as a pointer.
struct Walk {
  const GitLibrary& git;
  std::string before;  // the path of the folder, with its slash
  const std::string& ending;
  std::size_t at_most;
  std::vector<std::string> paths;
};

int visit(const char* folder, const git_tree_entry* entry, void* payload) {
  Walk& walk = *static_cast<Walk*>(payload);
  const git_filemode_t mode = walk.git.git_tree_entry_filemode(entry);
  if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE) return 0;
  std::string path = walk.before + folder + walk.git.git_tree_entry_name(entry);
  if (path.ends_with(walk.ending)) walk.paths.push_back(std::move(path));
  return walk.paths.size() < walk.at_most ? 0 : -1;
}

}  // namespace

Result<std::vector<std::string>> GitCommit::filesBelow(const std::string& folder, const std::string& ending,
                                                       std::size_t at_most) const {
  const GitLibrary& git = state_->git;
  Walk walk{git, folder.empty() ? "" : folder + "/", ending, at_most, {}};
  Owned<git_tree> below(git.git_tree_free);
  git_tree* tree = state_->tree;
  if (!folder.empty()) {
    Owned<git_tree_entry> entry(git.git_tree_entry_free);
    const int found = git.git_tree_entry_bypath(&entry.it, state_->tree, folder.c_str());
    if (found == GIT_ENOTFOUND) return walk.paths;
    if (found != 0 ||
        git.git_tree_lookup(&below.it, state_->repository, git.git_tree_entry_id(entry.it)) != 0)
      return IoError{"cannot read the folder `" + folder + "` in `" + state_->ref + "`: " + reasonOf(git)};
    tree = below.it;
  }
  const int walked = git.git_tree_walk(tree, GIT_TREEWALK_PRE, visit, &walk);
  if (walked != 0 && walk.paths.size() < at_most)
    return IoError{"cannot read the folder `" + folder + "` in `" + state_->ref + "`: " + reasonOf(git)};
  std::sort(walk.paths.begin(), walk.paths.end());
  return walk.paths;
}

}  // namespace jurat
