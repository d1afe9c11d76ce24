// libgit2, loaded when it is first needed: linked as usual, its fifteen libraries would cost every start of
// the program several milliseconds, and a machine without it could not run a check at all. Private to
// engine/git.
#pragma once
#include <git2.h>

namespace jurat {

#define JURAT_GIT_FUNCTIONS(X) \
  X(git_libgit2_init)          \
  X(git_libgit2_opts)          \
  X(git_error_last)            \
  X(git_repository_open_ext)   \
  X(git_repository_free)       \
  X(git_repository_is_bare)    \
  X(git_repository_is_shallow) \
  X(git_repository_workdir)    \
  X(git_repository_odb)        \
  X(git_revparse_single)       \
  X(git_object_peel)           \
  X(git_object_free)           \
  X(git_object_id)             \
  X(git_oid_tostr)             \
  X(git_commit_tree)           \
  X(git_tree_entry_bypath)     \
  X(git_tree_entry_free)       \
  X(git_tree_entry_filemode)   \
  X(git_tree_entry_id)         \
  X(git_tree_entry_name)       \
  X(git_tree_lookup)           \
  X(git_tree_walk)             \
  X(git_tree_free)             \
  X(git_odb_read_header)       \
  X(git_odb_free)              \
  X(git_blob_lookup)           \
  X(git_blob_rawcontent)       \
  X(git_blob_rawsize)          \
  X(git_blob_free)

struct GitLibrary {
#define JURAT_GIT_MEMBER(name) decltype(&::name) name = nullptr;
  JURAT_GIT_FUNCTIONS(JURAT_GIT_MEMBER)
#undef JURAT_GIT_MEMBER
};

// Null when this machine has no libgit2 of the version that was built with.
const GitLibrary* gitLibrary();

}  // namespace jurat
