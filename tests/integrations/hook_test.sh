#!/bin/sh
# hook_test.sh BINARY: the hooks of .pre-commit-hooks.yaml under `pre-commit`, in a repository made of examples/ci.
# Run in the project's root folder, which must be a git repository: pre-commit clones hooks at a commit.
set -eu
binary=$1
project=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
ln -s "$binary" "$scratch/bin/jurat"
export HOME="$scratch" PRE_COMMIT_HOME="$scratch/cache" GIT_CONFIG_NOSYSTEM=1 JURAT_RULES_PATH="$project/rules" \
  GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.org GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.org \
  GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=init.defaultBranch GIT_CONFIG_VALUE_0=main \
  GIT_CONFIG_KEY_1=protocol.file.allow GIT_CONFIG_VALUE_1=always
PATH=$scratch/bin:/usr/bin:/bin
wrong() { echo "$1"; exit 1; }

# The hooks as they lie here, committed or not.
hooks=$scratch/hooks
mkdir "$hooks"
cp -R "$project/.pre-commit-hooks.yaml" "$project/integrations" "$hooks"
git -C "$hooks" init -q
git -C "$hooks" add -A
git -C "$hooks" commit -qm "hooks"
revision=$(git -C "$hooks" rev-parse HEAD)

work=$scratch/work
cp -R "$project/examples/ci" "$work"
cd "$work"
sed -i -e "s#repo: .*#repo: $hooks#" -e "s#rev: .*#rev: $revision#" .pre-commit-config.yaml
printf '\nas_of: 2026-11-23\n' >>jurat.yaml
git init -q
git add -A
git commit -qm "The gate"
git update-ref refs/remotes/origin/main HEAD
pre-commit install >/dev/null

# commit WANTED(0|1) WHAT
commit() {
  code=0
  git add -A
  git commit -qm "$2" >"$scratch/out" 2>&1 || code=$?
  if [ "$code" -ne "$1" ]; then
    cat "$scratch/out"
    wrong "$2: exit code $code, not $1"
  fi
}
add_system() {
  printf '    - id: %s\n      status: deployed\n      interacts_with_people: yes\n      testing: %s\n' "$1" "$2" \
    >>profiles/acme.yaml
}
undo() { git reset -q --hard HEAD; }

printf 'Nothing to do with profiles.\n' >notes.txt
commit 0 "no profile is touched"
grep -q "Skipped" "$scratch/out" || wrong "a commit without profiles runs the check"
add_system doorbell implemented
commit 0 "a good system"
grep -q "Passed" "$scratch/out" || wrong "the check did not run"
add_system gate planned
commit 1 "a bad system"
grep -q "house.chat/chat_is_tested" "$scratch/out" || wrong "the finding is not shown"
jurat waiver add profiles/acme.yaml house.chat/chat_is_tested --subject gate --reason "we said so" --owner Eve \
  --approver Eve --expires 2026-12-31 --waivers compliance/waivers.yaml >/dev/null
commit 1 "a bad system with its own waiver"
undo
printf 'rule   x  for ai_system { title "X" cites "1" requires testing }\n' >rules/house/chat/more.jurat
commit 1 "a rule file that is not formatted"
undo
git clean -qfd
rm "$scratch/bin/jurat"
add_system door implemented
commit 1 "without the program"
grep -q "docs/install.md" "$scratch/out" || wrong "it is not said where the program comes from"
echo "the hooks hold"
