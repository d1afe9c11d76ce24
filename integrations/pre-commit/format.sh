#!/bin/sh
# The hook `jurat-fmt`: the rule files that are committed are in canonical form.
set -eu
if ! command -v jurat >/dev/null; then
  echo "jurat: there is no \`jurat\` here; docs/install.md says how to get it" >&2
  exit 2
fi
exec jurat fmt --check "$@"
