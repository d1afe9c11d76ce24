# complete.zsh LINE...: what an interactive zsh, in a terminal of its own, makes of each line at TAB.
zmodload zsh/zpty || exit 1
zpty -b shell zsh -f -i
say() { zpty -w shell "$1" }
say "PS1='' PS2='' RPS1='' TERM=dumb COLUMNS=200 LISTMAX=10000; unset zle_bracketed_paste; unsetopt prompt_cr prompt_sp"
say "autoload -Uz compinit && compinit -D -u -i && source <(jurat completion zsh)"
# The marks are put together by the shell, so that its echo of these lines does not hold them.
say "finish() { zle complete-word; print -r -- \"<\"\"line>\$BUFFER<\"\"end>\"; BUFFER='' }; zle -N finish; bindkey '^I' finish"
say "print REA\"\"DY"
zpty -r -m shell out '*READY*' || exit 1
for line in "$@"; do
  zpty -w -n shell "$line"$'\t'
  zpty -r -m shell out '*<end>*' || exit 1
  out=${out##*<line>}
  print -r -- "${out%%<end>*}"
done
zpty -d shell
