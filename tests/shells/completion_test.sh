#!/bin/sh
# completion_test.sh BINARY SHELL: every row of rows.txt in that shell. Run in the project's root folder.
set -eu
binary=$1 shell=$2
here=$(dirname "$0")
PATH=$(dirname "$binary"):$PATH
export PATH
unset JURAT_RULES_PATH
command -v "$shell" >/dev/null || { echo "there is no $shell here"; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
grep -v '^#' "$here/rows.txt" >"$scratch/rows"
cut -d '|' -f 2 "$scratch/rows" >"$scratch/wanted"
case $shell in
  bash) set -- bash --norc ;;
  zsh) set -- zsh -f ;;
  fish) set -- fish --no-config ;;
  *) echo "no completion is tested in $shell"; exit 2 ;;
esac
set -- "$@" "$here/complete.$shell"
while IFS='|' read -r line _; do set -- "$@" "$line"; done <"$scratch/rows"
HOME=$scratch "$@" </dev/null | sed 's/ *$//' >"$scratch/got"
if ! diff -u --label wanted --label "$shell" "$scratch/wanted" "$scratch/got"; then exit 1; fi
echo "$shell: $(wc -l <"$scratch/got") lines completed"
[ -s "$scratch/got" ]
