// ProfileFile: the file of a profile that is written while others may write it too.
#pragma once
#include <sys/stat.h>

#include <string>

namespace jurat {

class ProfileFile {
 public:
  // `text`: of the profile as it was read (readSource), without a byte order mark.
  ProfileFile(std::string path, const std::string& text);

  // Whether it can be written at all: it is a regular file that may be written, so is its folder, and what
  // replaces it can be given its owner or at least its group. Says on standard error what is in the way.
  bool isWritable() const;

  enum class Written { Yes, Changed, Failed };
  // Puts another text in its place, aside first and then renamed, so that whoever reads it (or is
  // interrupted) finds the old or the new one whole; it is on the disk when this comes back. Group, mode,
  // byte order mark and symbolic links stay, and the owner where the system lets it. Changed: what stands
  // there is not what was read or written last, and is left alone. Failed: said on standard error, the file
  // is as it was.
  Written write(const std::string& text);

 private:
  bool isAsKnown() const;
  bool isReplaceable(const struct stat& there) const;
  Written replace(const std::string& bytes) const;

  std::string path_;   // behind symbolic links
  std::string known_;  // its bytes
  std::string mark_;   // the byte order mark, or nothing
};

}  // namespace jurat
