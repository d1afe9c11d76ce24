#!/bin/sh
# The script of jurat.gitlab-ci.yml: Code Quality on the lines of profiles, JUnit for the list of tests.
set -eu
# shellcheck source=integrations/gate.sh
. "$(dirname "$0")/../gate.sh"

# A merge request is judged by its target, anything else but the default branch by that one.
base=${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-}
if [ -z "$base" ] && [ "${CI_COMMIT_BRANCH:-}" != "${CI_DEFAULT_BRANCH:?is set by GitLab}" ]; then
  base=$CI_DEFAULT_BRANCH
fi
check "$base" text gitlab="$JURAT_REPORTS/gl-code-quality-report.json" junit="$JURAT_REPORTS/jurat.junit.xml"
