#!/bin/sh
# The hook `jurat-check`: what stands behind `args:` goes to `jurat check` as it is; without any, the folder profiles.
set -eu
if ! command -v jurat >/dev/null; then
  echo "jurat: there is no \`jurat\` here; docs/install.md says how to get it" >&2
  exit 2
fi
if [ $# -eq 0 ]; then set -- profiles; fi
exec jurat check "$@"
