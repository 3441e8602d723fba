#!/usr/bin/env bash
# Uses Greenroom as a person would: a real window on a screen of its own, a mouse and a keyboard, and the files that must be on the
# disk afterwards. It reads, filters, writes a note, sits an interview, pulls the plug in the middle, continues, and leaves.
#
#   tests/e2e/run.sh [PROGRAM]
#
# PROGRAM is ${CARGO_TARGET_DIR:-target}/release/greenroom if none is named. Pictures of the screen are kept in ${E2E_OUT:-target/e2e}.
# What is missing is installed with apt-get, by root only. Nothing waits longer than it must: see `wait_for` and `still`.
set -euo pipefail

# The longest wait for anything, in seconds: two busy cores that draw with software are slow.
readonly LIMIT=20
# How long an idle window is watched, in seconds, and how many hundredths of a second of the processor it may take.
readonly IDLE_SECS=10 IDLE_TICKS=1
# The screen, and the window on it: without a window manager it keeps the size it asks for, at the upper left corner.
readonly WIDTH=1280 HEIGHT=800
# The left edge of the column that an interview is shown in, where check boxes stand.
readonly BOXES=308
readonly NOTE=$'Consul keeps a catalogue of services:\n- agents check the health of their own node\n- clients ask by DNS or HTTP'
readonly FIRST='Clients ask the registry, then call an instance.'
readonly SECOND='The gateway is one door for all clients'
readonly MORE=', and it must not hold business logic.'

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${1:-${CARGO_TARGET_DIR:-$root/target}/release/greenroom}
out=${E2E_OUT:-$root/target/e2e}
work=$(mktemp -d)
data=$work/data
pack=$data/microservices-500
note=$pack/notes/047.md
layout=$data/state/window.ron
frame=$work/screen/Xvfb_screen0
app='' screen='' passed=0 runs=0

say() { printf 'e2e: %s\n' "$*"; }

fail() {
    printf 'e2e: FAILED: %s\n' "$*" >&2
    if ((runs > 0)) && python3 "$here/screen.py" "$frame" png "$out/failure.png"; then
        printf 'e2e: the screen as it was: %s\n' "$out/failure.png" >&2
    fi
    if ((runs > 0)) && [[ -s $work/stderr.$runs ]]; then
        printf 'e2e: the program said:\n' >&2
        cat "$work/stderr.$runs" >&2
    fi
    exit 1
}

passed() {
    passed=$((passed + 1))
    say "ok: $*"
}

clean_up() {
    local process
    for process in "$app" "$screen"; do
        if [[ -n $process ]]; then
            kill -9 "$process" 2>/dev/null || true
            wait "$process" 2>/dev/null || true
        fi
    done
    rm -rf "$work"
}
trap clean_up EXIT

# --- what the machine must have ----------------------------------------------------------------------------------------------

has_library() { PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -F "$1 " >/dev/null; }

missing_packages() {
    local pair
    for pair in Xvfb:xvfb xdotool:xdotool python3:python3; do
        command -v "${pair%%:*}" >/dev/null || printf '%s ' "${pair##*:}"
    done
    # The program opens these while it runs; Xvfb brings the Mesa that draws.
    for pair in libGL.so.1:libgl1 libEGL.so.1:libegl1 libX11-xcb.so.1:libx11-xcb1 libXcursor.so.1:libxcursor1 libXi.so.6:libxi6 \
        libxkbcommon-x11.so.0:libxkbcommon-x11-0; do
        has_library "${pair%%:*}" || printf '%s ' "${pair##*:}"
    done
}

prepare_machine() {
    local missing
    missing=$(missing_packages)
    [[ -z $missing ]] && return
    command -v apt-get >/dev/null || fail "the packages ${missing}are missing, and so is apt-get to install them"
    [[ $(id -u) == 0 ]] || fail "packages are missing; install them with: sudo apt-get install ${missing% }"
    say "installing ${missing% }"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # one word for each package
    { apt-get update && apt-get install -y --no-install-recommends $missing; } </dev/null >"$work/apt.log" 2>&1 || {
        tail -n 20 "$work/apt.log" >&2
        fail "apt-get could not install ${missing% }"
    }
    missing=$(missing_packages)
    [[ -z $missing ]] || fail "still missing after apt-get: $missing"
}

# --- waiting, looking ----------------------------------------------------------------------------------------------------------

is_running() {
    local stat
    # A process that has ended stays listed as a zombie until it is waited for.
    { read -r stat <"/proc/$app/stat"; } 2>/dev/null && [[ ${stat##*) } != Z* ]]
}

is_closed() { ! is_running; }

# wait_for WHAT COMMAND…: until the command succeeds.
wait_for() {
    local what=$1 end=$((SECONDS + LIMIT))
    shift
    until "$@"; do
        ((SECONDS < end)) || fail "waited $LIMIT s in vain for $what"
        if [[ -n $app && $1 != is_closed ]] && is_closed; then
            fail "the program ended while the script waited for $what"
        fi
        sleep 0.05
    done
}

holds() { grep -qF -- "$2" "$1" 2>/dev/null; }
matches() { grep -qE -- "$2" "$1" 2>/dev/null; }
exists() { [[ -e $1 ]]; }

still() { python3 "$here/screen.py" "$frame" still "$LIMIT" || fail "the window did not come to rest within $LIMIT s"; }

# keep NAME: a picture of the screen, once it stands still.
keep() {
    still
    python3 "$here/screen.py" "$frame" png "$out/$1.png"
}

picture() { python3 "$here/screen.py" "$frame" sum; }

# --- mouse and keyboard ----------------------------------------------------------------------------------------------------------

# Each waits until the window has answered, as a person does.
press() {
    xdotool key "$@"
    still
}
write() {
    local line is_first=true
    while IFS= read -r line; do
        # xdotool types a line feed as a key that no keyboard has.
        $is_first || xdotool key Return
        is_first=false
        xdotool type --delay 8 -- "$line"
    done <<<"$1"
    still
}
click() { xdotool mousemove "$1" "$2" click 1; }

window_id() { window=$(xdotool search --onlyvisible --name '^Greenroom$' 2>/dev/null | head -n 1) && [[ -n $window ]]; }

start_program() {
    runs=$((runs + 1))
    "$program" --data-dir "$data" </dev/null >"$work/stdout.$runs" 2>"$work/stderr.$runs" &
    app=$!
    wait_for "a window" window_id
    # Without a window manager nobody else gives the window the keyboard.
    timeout "$LIMIT" xdotool windowfocus --sync "$window" || fail "the window does not take the keyboard"
    still
}

# What the program said in this run: nothing at all.
expect_silence() {
    [[ ! -s $work/stderr.$runs ]] || fail "the program wrote to stderr in run $runs"
    [[ ! -s $work/stdout.$runs ]] || fail "the program wrote to stdout in run $runs"
}

# --- what is tried ----------------------------------------------------------------------------------------------------------------

# run CODE COMMAND…: the command's exit code must be this one; what it says is in $work/said and $work/complained.
run() {
    local wanted=$1 code=0
    shift
    timeout "$LIMIT" "$@" </dev/null >"$work/said" 2>"$work/complained" || code=$?
    ((code == wanted)) || fail "\`$*\` ended with $code instead of $wanted: $(cat "$work/said" "$work/complained" | head -c 2000)"
}

try_command_line() {
    local line=3 broken=$work/broken section=02-communication-patterns/section.ron
    run 0 "$program" --help
    holds "$work/said" --data-dir || fail "--help does not tell of --data-dir: $(cat "$work/said")"
    run 0 "$program" --version
    matches "$work/said" '^greenroom [0-9]+\.[0-9]+\.[0-9]+$' || fail "--version says: $(cat "$work/said")"
    run 0 "$program" check
    [[ ! -s $work/said && ! -s $work/complained ]] || fail "check is not silent about the built-in pack: $(head "$work/said")"
    passed "--help, --version and check"

    cp -R "$root/content/microservices-500" "$broken"
    sed -i "${line}s/.*/    ???/" "$broken/$section"
    run 1 "$program" check "$broken"
    holds "$work/said" "$section:$line: " || fail "check does not name $section:$line but says: $(cat "$work/said")"
    run 1 "$program" --data-dir "$data" --pack "$broken"
    holds "$work/complained" "$section:$line: " || fail "--pack does not name $section:$line but says: $(cat "$work/complained")"
    [[ ! -e $data ]] || fail "a refused pack left files behind"
    passed "a broken pack is refused with file and line"

    run 1 env -u DISPLAY "$program" --data-dir "$data"
    holds "$work/complained" 'display' || fail "without a display the program says: $(cat "$work/complained")"
    (($(wc -l <"$work/complained") == 1)) || fail "without a display the program says more than a sentence: $(cat "$work/complained")"
    ! grep -qi panicked "$work/complained" || fail "without a display the program panics: $(cat "$work/complained")"
    run 1 env DISPLAY=:no-such-display "$program" --data-dir "$data"
    ! grep -qi panicked "$work/complained" || fail "with a display that is not there the program panics: $(cat "$work/complained")"
    (($(wc -l <"$work/complained") == 1)) || fail "with a display that is not there the program says: $(cat "$work/complained")"
    passed "without a display it says so in a sentence"
}

is_another_open() { matches "$layout" 'open: Some\([0-9]+\)' && ! holds "$layout" 'open: Some(1)'; }
is_note_kept() { printf '%s' "$NOTE" | cmp -s - "$note"; }

try_reading() {
    keep reading
    click 150 260
    wait_for "the clicked row to be open, in $layout" is_another_open
    passed "a click in the contents opens a question"

    press ctrl+l
    write consul
    keep filter
    press Down
    press Return
    wait_for "question 47, found by filtering for consul, to be open in $layout" holds "$layout" 'open: Some(47)'
    passed "the filter finds and opens a question"

    press ctrl+e
    write "$NOTE"
    wait_for "$note to hold exactly what was typed" is_note_kept
    keep note
    passed "a note is on the disk as typed"
}

ticks() {
    local stat fields
    read -r stat <"/proc/$app/stat"
    read -ra fields <<<"${stat##*) }"
    echo $((fields[11] + fields[12]))
}

is_at_rest() {
    local before
    before=$(ticks)
    sleep 1
    (($(ticks) == before))
}

try_idling() {
    local before used
    wait_for "the window to need no processor for a second" is_at_rest
    before=$(ticks)
    sleep "$IDLE_SECS"
    used=$(($(ticks) - before))
    ((used <= IDLE_TICKS)) || fail "an idle window with the caret in a note took ${used}0 ms of the processor in $IDLE_SECS s"
    passed "an idle window took ${used} ticks of the processor in $IDLE_SECS s"
}

# Presses where check boxes stand, downwards, until one is ticked: words beside them wrap differently in every answer.
tick_a_point() {
    local y
    for ((y = 160; y < HEIGHT - 60; y += 7)); do
        click "$BOXES" "$y"
        # Long enough for a frame and a write, short enough for a whole column of misses.
        sleep 0.15
        if matches "$interview" 'ticked: \[[[:space:]]*[0-9]'; then return; fi
    done
    fail "no click at x = $BOXES ticked a key point in $interview"
}

has_interview() { interview=$(find "$pack/interviews" -name '*.ron' -print -quit 2>/dev/null) && [[ -n $interview ]]; }
has_two_answers() { holds "$interview" "$FIRST" && holds "$interview" "$SECOND"; }

try_interview() {
    press ctrl+2
    keep set-up
    press ctrl+Return
    wait_for "an interview in $pack/interviews" has_interview
    write "$FIRST"
    wait_for "the first answer in $interview" holds "$interview" "$FIRST"
    keep question
    press ctrl+Return
    wait_for "the answer to be revealed, in $interview" holds "$interview" 'stage: Judging'
    tick_a_point
    keep judging
    press 3
    wait_for "the grade in $interview" holds "$interview" 'grade: Some(Good)'
    press Return
    wait_for "the second question in $interview" holds "$interview" 'at: 1'
    write "$SECOND"
    wait_for "both answers in $interview" has_two_answers
    passed "an interview is written down at every step"
}

pull_the_plug() {
    kill -9 "$app"
    # The shell would report the kill in its own words.
    wait "$app" 2>/dev/null || true
    app=''
    expect_silence
    holds "$interview" 'at: 1' || fail "after kill -9 the second question is not the running one in $interview"
    has_two_answers || fail "after kill -9 an answer is missing in $interview"
    holds "$interview" 'ended_at: None' || fail "after kill -9 the interview is called ended in $interview"
    cp "$interview" "$work/interrupted.ron"
}

is_taken_up() { matches "$interview" 'away_millis: [1-9]'; }

try_resuming() {
    local offered
    start_program
    keep resumed
    offered=$(picture)
    cmp -s "$interview" "$work/interrupted.ron" || fail "starting again changed $interview before anything was chosen"
    holds "$layout" 'open: Some(47)' || fail "the open question was lost in $layout"
    # The first button of the dialog has the keyboard: continue.
    press Return
    wait_for "the interview to go on, in $interview" is_taken_up
    still
    [[ $(picture) != "$offered" ]] || fail "the offer to continue is still on the screen"
    write "$MORE"
    wait_for "the second answer and what was added to it in $interview" holds "$interview" "$SECOND$MORE"
    passed "an interview that was killed is offered and goes on"

    press ctrl+Return
    wait_for "the second answer to be revealed, in $interview" holds "$interview" 'stage: Judging'
    press 2
    wait_for "the second grade in $interview" holds "$interview" 'grade: Some(Hard)'
    press Return
    wait_for "the end of the interview in $interview" matches "$interview" 'ended_at: Some'
    keep report
    passed "the interview ends with a report"
}

leave() {
    local code=0
    xdotool key ctrl+q
    wait_for "the window to close after Ctrl+Q" is_closed
    wait "$app" || code=$?
    app=''
    ((code == 0)) || fail "leaving with Ctrl+Q ended with $code instead of 0"
    expect_silence
    passed "Ctrl+Q leaves with 0, and nothing was said on stderr"
}

check_files() {
    local wanted left
    is_note_kept || fail "$note is not what was typed: $(cat "$note")"
    holds "$layout" 'open: Some(47)' || fail "the open question was lost in $layout: $(cat "$layout")"
    (($(find "$pack/interviews" -type f | wc -l) == 1)) || fail "there is more than one interview: $(ls "$pack/interviews")"
    (($(grep -c 'stage: Done' "$interview") == 2)) || fail "not both questions are done: $(cat "$interview")"
    matches "$interview" 'ticked: \[[[:space:]]*[0-9]' || fail "the ticked point was lost: $(cat "$interview")"
    for wanted in "$FIRST" "$SECOND$MORE" 'ended_at: Some(' 'grade: Some(Good)' 'grade: Some(Hard)' 'questions: 2'; do
        holds "$interview" "$wanted" || fail "$interview lacks \"$wanted\": $(cat "$interview")"
    done
    left=$(find "$data" -name '*unreadable*' -o -name '*conflict*' -o -name '*.tmp')
    [[ -z $left ]] || fail "files were left behind: $left"
    passed "note, interview and layout are in their files"
}

# --- from here on, in order ------------------------------------------------------------------------------------------------------

mkdir -p "$out" "$work/screen"
prepare_machine
[[ -x $program ]] || fail "there is no program at $program; build it with \`cargo build --release\`"

Xvfb -displayfd 3 -screen 0 "${WIDTH}x${HEIGHT}x24" -fbdir "$work/screen" -dpi 96 -r -nolisten tcp -noreset \
    3>"$work/display" >"$work/xvfb.log" 2>&1 </dev/null &
screen=$!
wait_for "a screen from Xvfb" test -s "$work/display"
DISPLAY=:$(<"$work/display")
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY WAYLAND_SOCKET GREENROOM_DATA_DIR

try_command_line

mkdir -p "$data/config"
cat >"$data/config/settings.ron" <<'RON'
(
    format: 1,
    theme: Light,
    plan: (sections: [3], questions: 2, secs_each: 120, seed: 1),
)
RON
start_program
try_reading
try_idling
try_interview
pull_the_plug
try_resuming
leave
check_files
say "all $passed checks went well in $SECONDS s; pictures are in $out"
