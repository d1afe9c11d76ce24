# complete.bash LINE...: what bash makes of each line at TAB, by the completion that `jurat completion bash` prints.
# The words are split as readline splits them before it calls the function.
set -u
source <(jurat completion bash)

complete_line() {
  local line=$1 part before rest word
  local -a parts
  COMP_WORDS=()
  read -r -a parts <<<"$line"
  if [[ $line == *' ' ]]; then parts+=(''); fi
  for part in "${parts[@]}"; do
    while [[ $part == *[=:]* ]]; do
      before=${part%%[=:]*}
      rest=${part#"$before"}
      if [[ -n $before ]]; then COMP_WORDS+=("$before"); fi
      COMP_WORDS+=("${rest:0:1}")
      part=${rest:1}
    done
    if [[ -n $part || $line == *' ' ]]; then COMP_WORDS+=("$part"); fi
  done
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=()
  _jurat
  if [[ ${#COMPREPLY[@]} -ne 1 ]]; then
    echo "${#COMPREPLY[@]} answers: ${COMPREPLY[*]:-}"
    return
  fi
  word=${COMP_WORDS[COMP_CWORD]}
  if [[ $word == [=:] ]]; then word=''; fi
  if [[ -d ${COMPREPLY[0]} ]]; then COMPREPLY[0]+=/; fi
  printf '%s\n' "${line%"$word"}${COMPREPLY[0]}"
}

for each in "$@"; do complete_line "$each"; done
