#!/bin/sh
# The step of a Jenkins pipeline of a multibranch project: JUnit and SARIF for its plugins.
set -eu
# shellcheck source=integrations/gate.sh
. "$(dirname "$0")/../gate.sh"

# A change request is judged by its target, any branch but the primary one by that one.
base=${CHANGE_TARGET:-}
if [ -z "$base" ] && [ "${BRANCH_IS_PRIMARY:-}" != true ]; then base=${JURAT_DEFAULT_BRANCH:-main}; fi
check "$base" text junit="$JURAT_REPORTS/jurat.junit.xml" sarif="$JURAT_REPORTS/jurat.sarif"
