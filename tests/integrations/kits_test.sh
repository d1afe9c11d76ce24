#!/bin/sh
# kits_test.sh BINARY: the scripts of the kits, as a forge starts them: in a shallow clone of one branch, with the
# forge's environment and no other. The repository is examples/ci. Run in the project's root folder.
set -eu
binary=$1
project=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
day=2026-11-23
failed=0

# The program as it is installed, so that the kits find each other; rules are those of the source.
mkdir -p "$scratch/usr/bin" "$scratch/usr/share/jurat"
ln -s "$binary" "$scratch/usr/bin/jurat"
ln -s "$project/integrations" "$project/rules" "$scratch/usr/share/jurat"
export HOME="$scratch" GIT_CONFIG_NOSYSTEM=1 JURAT_RULES_PATH="$project/rules"
PATH=$scratch/usr/bin:/usr/bin:/bin

git_as() { git -c user.name=Ada -c user.email=ada@example.org -c init.defaultBranch=main -c protocol.file.allow=always "$@"; }

# ---- the repository: main, a good branch, a bad one, and one that excuses itself -----------------------------------

origin=$scratch/origin.git
work=$scratch/work
git_as init -q --bare "$origin"
cp -R "$project/examples/ci" "$work"
cd "$work"
git_as init -q .
git_as add -A
git_as commit -qm "The gate"
git_as push -q "$origin" main

branch() {
  git_as checkout -q -B "$1" main
  "$1"
  git_as add -A
  git_as commit -qm "$1"
  git_as push -q "$origin" "$1"
}
add_system() {
  cat >>profiles/acme.yaml <<TEXT
    - id: $1
      status: deployed
      interacts_with_people: yes
      testing: $2
TEXT
}
good() { add_system doorbell implemented; }
bad() { add_system doorbell planned; }
sly() {
  add_system doorbell planned
  "$scratch/usr/bin/jurat" waiver add profiles/acme.yaml house.chat/chat_is_tested --subject doorbell \
    --reason "we said so" --owner Eve --approver Eve --expires 2026-12-31 --as-of $day \
    --waivers compliance/waivers.yaml >/dev/null
}
# The whole policy goes: no waiver needed where nothing counts.
bold() {
  add_system doorbell planned
  printf 'jurat: 1\nrules: [rules]\npacks: [house.chat]\nlevels:\n  house.chat: "off"\n' >jurat.yaml
}
for each in good bad sly bold; do branch "$each"; done
# Judged by its own rules, the sly branch is clean: what holds it must be the policy of main.
git_as checkout -q sly
"$scratch/usr/bin/jurat" check profiles --as-of $day >"$scratch/out" || { cat "$scratch/out"; exit 1; }

# ---- one run ---------------------------------------------------------------------------------------------------

# forge NAME BRANCH CODE VARIABLE=VALUE...: what the script of a kit makes of a branch.
forge() {
  name=$1 at=$2 wanted=$3
  shift 3
  clone=$scratch/clone
  cd "$scratch"
  rm -rf "$clone"
  git_as clone -q --depth=1 --single-branch --branch "$at" "file://$origin" "$clone"
  cd "$clone"
  code=0
  env -i PATH="$PATH" HOME="$HOME" LC_ALL=C JURAT_RULES_PATH="$JURAT_RULES_PATH" JURAT_PROFILES=profiles \
    JURAT_AS_OF=$day GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=protocol.file.allow GIT_CONFIG_VALUE_0=always "$@" \
    sh "$scratch/usr/share/jurat/integrations/$name/${script:-check}.sh" >"$scratch/out" 2>"$scratch/err" || code=$?
  what="$name on $at ($*)"
  if [ "$code" -ne "$wanted" ]; then
    wrong "exit code $code, not $wanted"
    cat "$scratch/out" "$scratch/err"
  fi
}
wrong() {
  echo "$what: $1"
  failed=$((failed + 1))
}
says() { grep -qF -- "$2" "$1" || wrong "$1 does not say: $2"; }

# ---- GitHub ----------------------------------------------------------------------------------------------------

github() {
  : >"$scratch/summary"
  : >"$scratch/output"
  forge github "$@" GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY="$scratch/summary" GITHUB_OUTPUT="$scratch/output" \
    JURAT_DEFAULT_BRANCH=main
}
pull="GITHUB_EVENT_NAME=pull_request GITHUB_BASE_REF=main GITHUB_REF=refs/pull/7/merge"
# shellcheck disable=SC2086  # words of their own
github good 0 $pull
says "$scratch/output" "exit-code=0"
# shellcheck disable=SC2086
github bad 1 $pull
says "$scratch/out" "::error file=profiles/acme.yaml,line="
says "$scratch/output" "exit-code=1"
says "$scratch/output" "sarif=jurat-reports/jurat.sarif"
[ -s "$scratch/summary" ] || wrong "the page of the step is empty"
says jurat-reports/jurat.sarif '"version": "2.1.0"'
# shellcheck disable=SC2086
github sly 1 $pull
says "$scratch/out" "::error file=profiles/acme.yaml,line="
says "$scratch/out" "house.chat/chat_is_tested"
says "$scratch/out" "which was not used"
# shellcheck disable=SC2086
github bold 1 $pull
# A push to a branch is judged by the default branch, one to the default branch by itself.
github sly 1 GITHUB_EVENT_NAME=push GITHUB_REF=refs/heads/sly
github main 0 GITHUB_EVENT_NAME=push GITHUB_REF=refs/heads/main
# Without the base nothing is judged, and nothing is green.
github good 2 GITHUB_EVENT_NAME=pull_request GITHUB_BASE_REF=no-such-branch GITHUB_REF=refs/pull/7/merge
says "$scratch/err" "the branch \`no-such-branch\` could not be fetched"
github good 2 GITHUB_BASE_REF=--upload-pack=evil
# shellcheck disable=SC2086
github good 2 $pull JURAT_PROFILES=
# shellcheck disable=SC2086
github good 2 $pull JURAT_PROFILES=--help
# shellcheck disable=SC2086
github good 2 $pull JURAT=no-such-program
# A list of profiles, with a blank in a name; the wish to be judged by the change itself.
# shellcheck disable=SC2086
github sly 0 $pull JURAT_POLICY_FROM=worktree "JURAT_PROFILES=profiles/acme.yaml
profiles"
# shellcheck disable=SC2086
github good 4 $pull "JURAT_PROFILES=no such profile.yaml"

# ---- GitLab ----------------------------------------------------------------------------------------------------

gitlab() { forge gitlab "$@" GITLAB_CI=true CI_DEFAULT_BRANCH=main CI_PROJECT_DIR="$scratch/clone"; }
gitlab good 0 CI_PIPELINE_SOURCE=merge_request_event CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main
gitlab bad 1 CI_PIPELINE_SOURCE=merge_request_event CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main
says jurat-reports/gl-code-quality-report.json '"fingerprint"'
says jurat-reports/gl-code-quality-report.json "profiles/acme.yaml"
says jurat-reports/jurat.junit.xml "<testsuites"
gitlab sly 1 CI_PIPELINE_SOURCE=merge_request_event CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main
gitlab sly 1 CI_PIPELINE_SOURCE=push CI_COMMIT_BRANCH=sly
gitlab main 0 CI_PIPELINE_SOURCE=push CI_COMMIT_BRANCH=main

# ---- GitLab: the comment on a change of the rules ------------------------------------------------------------------

# A rule that asks for more: what was planned is no longer enough for the system that is in the baseline.
stricter() { sed -i 's/severity .*/severity critical/' rules/house/chat/*.jurat; }
cd "$work"
branch stricter
# A forge that keeps one comment: curl as the script calls it.
mkdir -p "$scratch/forge"
cat >"$scratch/usr/bin/curl" <<'TEXT'
#!/bin/sh
forge=$HOME/forge
body= method=GET url=
while [ $# -gt 0 ]; do
  case $1 in
    --config) grep -q 'PRIVATE-TOKEN: secret' "$2" || exit 22; shift ;;
    --output) shift ;;
    --data-urlencode) body=${2#body@}; shift ;;
    --request) method=$2; shift ;;
    --*) ;;
    *) url=$1 ;;
  esac
  case $* in *secret*) exit 99 ;; esac
  shift
done
echo "$method $url" >>"$forge/calls"
# What the forge refuses.
if [ -f "$forge/refuses" ] && [ "$(cat "$forge/refuses")" = "$method" ]; then exit 22; fi
# A long talk: the note is on the second page.
case $method$url in
  GET*page=1\&*) if [ -f "$forge/long" ]; then cat "$forge/long"; exit 0; fi ;;
esac
case $method in
  GET) if [ -f "$forge/note" ]; then printf '%s\n' '[{"id":3,"body":"looks good"},{"id":7,"body":"<!-- jurat diff -->\nold"}]'; else echo '[]'; fi ;;
  *) cp "$body" "$forge/note" ;;
esac
TEXT
chmod +x "$scratch/usr/bin/curl"
comment() {
  script=rules_diff gitlab "$@" CI_PIPELINE_SOURCE=merge_request_event CI_API_V4_URL=https://forge.example/api/v4 \
    CI_PROJECT_ID=5 CI_MERGE_REQUEST_IID=9
}
comment stricter 0 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main JURAT_NOTES_TOKEN=secret
says "$scratch/forge/note" "<!-- jurat diff -->"
says "$scratch/forge/note" "house.chat/chat_is_tested"
says "$scratch/forge/calls" "POST https://forge.example/api/v4/projects/5/merge_requests/9/notes"
comment stricter 0 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main JURAT_NOTES_TOKEN=secret
says "$scratch/forge/calls" "PUT https://forge.example/api/v4/projects/5/merge_requests/9/notes/7"
# On a later page it is found as well.
python3 -c 'import json; print(json.dumps([{"id": 100 + i, "body": "more"} for i in range(100)]))' >"$scratch/forge/long"
comment stricter 0 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main JURAT_NOTES_TOKEN=secret
[ "$(tail -n 1 "$scratch/forge/calls")" = "PUT https://forge.example/api/v4/projects/5/merge_requests/9/notes/7" ] \
  || wrong "a note on the second page was not found"
rm "$scratch/forge/long"
# A note that may not be written anew is followed by another one.
echo PUT >"$scratch/forge/refuses"
comment stricter 0 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main JURAT_NOTES_TOKEN=secret
[ "$(tail -n 1 "$scratch/forge/calls")" = "POST https://forge.example/api/v4/projects/5/merge_requests/9/notes" ] \
  || wrong "a note that is refused was not written as a new one"
# A forge that does not answer gets no second note, and the job does not fail for it.
echo GET >"$scratch/forge/refuses"
comment stricter 0 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main JURAT_NOTES_TOKEN=secret
case $(tail -n 1 "$scratch/forge/calls") in
  GET*) ;;
  *) wrong "something was sent though the notes could not be read" ;;
esac
rm "$scratch/forge/refuses"
# Without a token nothing is sent, and the report is there.
calls=$(wc -l <"$scratch/forge/calls")
comment stricter 0 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main
[ "$(wc -l <"$scratch/forge/calls")" -eq "$calls" ] || wrong "something was sent without a token"
says jurat-reports/difference.md "house.chat/chat_is_tested"
comment stricter 1 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main JURAT_FAIL_ON=worse
comment good 0 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main JURAT_FAIL_ON=any
comment stricter 2
comment stricter 2 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=no-such-branch
comment stricter 2 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main JURAT_PROFILES=--help
comment stricter 4 CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main "JURAT_PROFILES=no such profile.yaml"

# ---- Jenkins ---------------------------------------------------------------------------------------------------

jenkins() { forge jenkins "$@" JENKINS_URL=http://localhost/; }
jenkins good 0 CHANGE_ID=7 CHANGE_TARGET=main BRANCH_NAME=PR-7
jenkins bad 1 CHANGE_ID=7 CHANGE_TARGET=main BRANCH_NAME=PR-7
says jurat-reports/jurat.sarif '"version": "2.1.0"'
says jurat-reports/jurat.junit.xml "<testsuites"
jenkins sly 1 CHANGE_ID=7 CHANGE_TARGET=main BRANCH_NAME=PR-7
jenkins sly 1 BRANCH_NAME=sly
jenkins main 0 BRANCH_NAME=main BRANCH_IS_PRIMARY=true

[ "$failed" -eq 0 ] || { echo "$failed failed"; exit 1; }
echo "the kits hold"
