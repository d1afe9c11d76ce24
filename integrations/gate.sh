# What the scripts of all forges share; sourced by them, POSIX sh. What a pipeline may set, all of it optional but
# the first:
#   JURAT_PROFILES     profiles, or folders of them, one a line
#   JURAT_WAIVERS      a file of waivers, where jurat.yaml names none
#   JURAT_BASELINE     a baseline, where jurat.yaml names none
#   JURAT_AS_OF        the day the check is about; default: today
#   JURAT_POLICY_FROM  where jurat.yaml, waivers, baseline and local rules come from: a branch of the remote;
#                      `worktree` means the change itself; default: what the script of the forge finds out
#   JURAT_REPORTS      the folder for reports; default: jurat-reports
#   JURAT              the program; default: jurat
# Everything comes as environment, never pasted into a script: names of branches are chosen by strangers.

JURAT=${JURAT:-jurat}
JURAT_REPORTS=${JURAT_REPORTS:-jurat-reports}

# The pipeline is set up wrongly: the code that `jurat` itself has for that.
stop() {
  printf 'jurat: %s\n' "$1" >&2
  exit 2
}

# Fetches a branch of the remote, one commit deep: build servers clone no other branch than the one they build.
fetch_branch() {
  case $1 in
    -* | *[[:space:]]*) stop "\`$1\` is no name of a branch" ;;
  esac
  git -c safe.directory="$PWD" fetch --quiet --no-tags --depth=1 origin \
    "+refs/heads/$1:refs/remotes/origin/$1" \
    || stop "the branch \`$1\` could not be fetched; without it a change would be judged by rules of its own"
}

# There is a program, and something to check.
ready() {
  command -v "$JURAT" >/dev/null || stop "there is no \`$JURAT\` here; docs/install.md says how to get it"
  if [ -z "${JURAT_PROFILES:-}" ]; then stop "JURAT_PROFILES names no profile"; fi
}

# with_profiles COMMAND...: runs it with the profiles of the pipeline behind its other words.
with_profiles() {
  old_ifs=$IFS
  IFS='
'
  set -f
  for profile in $JURAT_PROFILES; do
    case $profile in
      -*) stop "\`$profile\` is no profile" ;;
    esac
    set -- "$@" "$profile"
  done
  set +f
  IFS=$old_ifs
  "$@"
}

# check BRANCH FORMAT...: the gate, with its policy from that branch; an empty one means the working tree. Its exit
# code is that of jurat (docs/exit-codes.md).
check() {
  ready
  policy=$1
  shift
  case ${JURAT_POLICY_FROM:-} in
    "") ;;
    worktree) policy= ;;
    *) policy=$JURAT_POLICY_FROM ;;
  esac
  mkdir -p -- "$JURAT_REPORTS"
  # The formats that were given become options, in their order, then come those that are set.
  count=$#
  while [ "$count" -gt 0 ]; do
    set -- "$@" --format "$1"
    shift
    count=$((count - 1))
  done
  if [ -n "$policy" ]; then
    fetch_branch "$policy"
    set -- "$@" --policy-from-git "refs/remotes/origin/$policy"
    echo "jurat: jurat.yaml, waivers, baseline and local rules are those of the branch $policy"
  fi
  if [ -n "${JURAT_WAIVERS:-}" ]; then set -- "$@" --waivers "$JURAT_WAIVERS"; fi
  if [ -n "${JURAT_BASELINE:-}" ]; then set -- "$@" --baseline "$JURAT_BASELINE"; fi
  if [ -n "${JURAT_AS_OF:-}" ]; then set -- "$@" --as-of "$JURAT_AS_OF"; fi
  with_profiles "$JURAT" check "$@"
}
