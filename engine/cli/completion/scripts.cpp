#include "engine/cli/completion/scripts.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::string_view kBash =
    R"sh(# Completion of jurat for bash 4 or later. For this shell: source <(jurat completion bash)
# For all: jurat completion bash >~/.local/share/bash-completion/completions/jurat
_jurat() {
  local i word glue='' current rest strip line kind before candidate
  local -a words=() answer=()
  COMPREPLY=()
  # Bash ends a word at `=` and `:`; for jurat `--format=json` and `json=FILE` are one.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ ${#words[@]} -gt 0 && ( -n $glue || $word == [=:]* ) ]]; then
      words[${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    glue=''
    if [[ $word == *[=:] ]]; then glue=1; fi
  done
  current=${words[${#words[@]}-1]}
  rest=${COMP_WORDS[COMP_CWORD]}
  if [[ $rest == *[=:] && $COMP_WORDBREAKS == *=* ]]; then rest=''; fi
  strip=${current%"$rest"}
  mapfile -t answer < <("${COMP_WORDS[0]}" __complete "${words[@]}" 2>/dev/null)
  if [[ ${#answer[@]} -eq 0 ]]; then return 0; fi
  kind=${answer[0]%% *}
  before=${answer[0]#* }
  for line in "${answer[@]:1}"; do
    candidate=${line%%$'\t'*}
    COMPREPLY+=("${candidate#"$strip"}")
    if [[ $candidate == *[=/] ]]; then compopt -o nospace 2>/dev/null; fi
  done
  case $kind in
    files) word=-f ;;
    folders) word=-d ;;
    *) return 0 ;;
  esac
  while IFS= read -r line; do
    candidate=$before$line
    COMPREPLY+=("${candidate#"$strip"}")
    compopt -o filenames 2>/dev/null
  done < <(compgen "$word" -- "${current#"$before"}")
}
complete -F _jurat jurat
)sh";

constexpr std::string_view kZsh = R"sh(#compdef jurat
# Completion of jurat for zsh. For this shell, behind `compinit`: source <(jurat completion zsh)
# For all: jurat completion zsh >_jurat in a folder of $fpath
_jurat() {
  local line kind before word about
  local -a answer whole whole_shown open open_shown
  answer=("${(@f)$("${(Q)words[1]}" __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  kind=${answer[1]%% *}
  before=${answer[1]#* }
  for line in "${(@)answer[2,-1]}"; do
    word=${line%%$'\t'*}
    about=${line#*$'\t'}
    if [[ -n $about ]]; then about="  -- $about"; fi
    if [[ $word == *[=/] ]]; then
      open+=("$word")
      open_shown+=("$word$about")
    else
      whole+=("$word")
      whole_shown+=("$word$about")
    fi
  done
  if (( $#whole )); then compadd -l -d whole_shown -a whole; fi
  if (( $#open )); then compadd -S '' -l -d open_shown -a open; fi
  if [[ $kind == none ]]; then return 0; fi
  if [[ -n $before ]]; then compset -P "${(b)before}"; fi
  if [[ $kind == files ]]; then _files; else _files -/; fi
}
if [[ $funcstack[1] == _jurat ]]; then _jurat "$@"; else compdef _jurat jurat; fi
)sh";

constexpr std::string_view kFish =
    R"sh(# Completion of jurat for fish. For this shell: jurat completion fish | source
# For all: jurat completion fish >~/.config/fish/completions/jurat.fish
function __jurat_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -l answer ($program __complete $words[2..-1] "$current" 2>/dev/null)
    or return
    set -l head (string split --max 1 ' ' -- $answer[1])
    printf '%s\n' $answer[2..-1]
    set -l begun (string sub --start (math (string length -- "$head[2]") + 1) -- "$current")
    switch $head[1]
        case files
            for path in (__fish_complete_path "$begun" '')
                printf '%s%s\n' "$head[2]" $path
            end
        case folders
            for path in (__fish_complete_directories "$begun" '')
                printf '%s%s\n' "$head[2]" $path
            end
    end
end
complete --command jurat --no-files --keep-order --arguments '(__jurat_complete)'
)sh";

std::string_view kindWord(PathKind paths) {
  switch (paths) {
    case PathKind::None:
      return "none";
    case PathKind::Files:
      return "files";
    case PathKind::Folders:
      return "folders";
  }
  return "none";
}

}  // namespace

const std::vector<std::string>& completionShells() {
  static const std::vector<std::string> shells = {"bash", "zsh", "fish"};
  return shells;
}

std::string_view completionScript(const std::string& shell) {
  return shell == "bash" ? kBash : shell == "zsh" ? kZsh : kFish;
}

std::string candidatesText(const Candidates& candidates) {
  std::string out = std::string(kindWord(candidates.paths)) + " " + printableLine(candidates.before) + "\n";
  for (const Candidate& candidate : candidates.words)
    out += printableLine(candidate.word) + "\t" + printableLine(candidate.about) + "\n";
  return out;
}

}  // namespace jurat
