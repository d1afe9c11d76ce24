#!/bin/sh
# The step of action.yml: annotations on the lines of profiles, the page of the step, SARIF for code scanning.
set -eu
# shellcheck source=integrations/gate.sh
. "$(dirname "$0")/../gate.sh"

# A pull request is judged by the branch it wants to get into, anything else but the default branch by that one.
base=${GITHUB_BASE_REF:-}
if [ -z "$base" ] && [ "${GITHUB_REF:-}" != "refs/heads/${JURAT_DEFAULT_BRANCH:-main}" ]; then
  base=${JURAT_DEFAULT_BRANCH:-main}
fi

code=0
check "$base" text github sarif="$JURAT_REPORTS/jurat.sarif" || code=$?
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  {
    echo "exit-code=$code"
    if [ -f "$JURAT_REPORTS/jurat.sarif" ]; then echo "sarif=$JURAT_REPORTS/jurat.sarif"; fi
  } >>"$GITHUB_OUTPUT"
fi
exit "$code"
