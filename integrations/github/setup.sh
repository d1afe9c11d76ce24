#!/bin/sh
# Where the runner has no `jurat`, builds the one that this action came with. Needs Debian 12 (`container: debian:12`).
set -eu
if command -v "${JURAT:-jurat}" >/dev/null; then exit 0; fi
source=$(cd "$(dirname "$0")/../.." && pwd)
prefix=${RUNNER_TEMP:?is set by the runner}/jurat
"$source/dev" install --prefix "$prefix"
echo "$prefix/bin" >>"${GITHUB_PATH:?is set by the runner}"
