# complete.fish LINE...: what fish makes of each line at TAB, by the completion that `jurat completion fish` prints.
jurat completion fish | source
for line in $argv
    set -l answers (complete --do-complete $line | string replace --regex '\t.*' '')
    if test (count $answers) -eq 1
        printf '%s\n' (string replace --regex '[^ ]*$' '' -- $line)"$answers[1]"
    else
        printf '%d answers: %s\n' (count $answers) "$answers"
    end
end
