#!/bin/sh
# The script of `.jurat-rules` in jurat.gitlab-ci.yml: what the rules of a merge request do to the profiles, as a
# comment on it. The rules of the target branch are held against those of the working tree; nothing is judged.
#   JURAT_FAIL_ON      what fails the job: violated, worse or any (`jurat diff --fail-on`); default: nothing
#   JURAT_NOTES_TOKEN  a token of the project with the scope `api`, to comment with; without one the report is an
#                      artifact only. A job token may not write comments.
set -eu
# shellcheck source=integrations/gate.sh
. "$(dirname "$0")/../gate.sh"

ready
base=${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-}
if [ -z "$base" ]; then stop "this job is for merge requests: there is no branch to hold the rules against"; fi
fetch_branch "$base"
mkdir -p -- "$JURAT_REPORTS"
report=$JURAT_REPORTS/difference.md
set -- --rules-from-git "refs/remotes/origin/$base" --format text --format "markdown=$report"
if [ -n "${JURAT_FAIL_ON:-}" ]; then set -- "$@" --fail-on "$JURAT_FAIL_ON"; fi
if [ -n "${JURAT_AS_OF:-}" ]; then set -- "$@" --as-of "$JURAT_AS_OF"; fi
code=0
with_profiles "$JURAT" diff "$@" || code=$?

# A comment that is already there is written anew: this line, which nobody sees, tells it from others.
mark='<!-- jurat diff -->'
if [ -f "$report" ] && [ -n "${JURAT_NOTES_TOKEN:-}" ]; then
  notes=$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes
  # The token stands in a file and never in the list of processes.
  secret=$(mktemp)
  trap 'rm -f "$secret"' EXIT
  printf 'header = "PRIVATE-TOKEN: %s"\n' "$JURAT_NOTES_TOKEN" >"$secret"
  { printf '%s\n' "$mark"; cat "$report"; } >"$report.note"
  forge() { curl --fail --silent --show-error --config "$secret" "$@"; }
  send() { forge --output /dev/null --data-urlencode "body@$report.note" "$@"; }
  # The note stands among those written last; of a long talk further pages are asked for. `known`: its number,
  # empty when there is none; fails when the forge does not answer.
  find_note() {
    known='' page=1
    while [ "$page" -le 20 ]; do
      forge "$notes?per_page=100&page=$page&order_by=updated_at&sort=desc" >"$report.notes" || return 1
      found=$(python3 -c 'import json, sys
notes = json.load(open(sys.argv[2], encoding="utf-8"))
print(len(notes), next((n["id"] for n in notes if n["body"].startswith(sys.argv[1])), ""))' \
        "$mark" "$report.notes" 2>/dev/null) || return 1
      known=${found#* }
      if [ -n "$known" ] || [ "${found%% *}" -lt 100 ]; then return 0; fi
      page=$((page + 1))
    done
  }
  # One that cannot be written anew, for it is another's, is left; without an answer nothing is written twice.
  comment() {
    find_note || return 1
    if [ -n "$known" ] && send --request PUT "$notes/$known"; then return 0; fi
    send --request POST "$notes"
  }
  comment || echo "jurat: the comment could not be written; the report is $report" >&2
  rm -f "$report.notes"
  rm -f "$report.note"
fi
exit "$code"
