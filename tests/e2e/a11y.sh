#!/usr/bin/env bash
# Uses Greenroom as a screen reader does: finds its controls over AT-SPI by role and name, reads them, presses them, and types.
#
#   tests/e2e/a11y.sh [PROGRAM]
#
# PROGRAM is ${CARGO_TARGET_DIR:-target}/release/greenroom if none is named. What is missing is installed with apt-get, by root only.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${1:-${CARGO_TARGET_DIR:-$root/target}/release/greenroom}
[[ -x $program ]] || { printf 'a11y: there is no program %s\n' "$program" >&2; exit 1; }

# The system's own Python: packages of the system are not seen by any other.
readonly python=/usr/bin/python3

has_atspi() { "$python" -c 'import gi; gi.require_version("Atspi", "2.0"); from gi.repository import Atspi' 2>/dev/null; }

missing_packages() {
    local pair
    for pair in Xvfb:xvfb dbus-run-session:dbus gdbus:libglib2.0-bin; do
        command -v "${pair%%:*}" >/dev/null || printf '%s ' "${pair##*:}"
    done
    [[ -x /usr/libexec/at-spi-bus-launcher ]] || printf 'at-spi2-core '
    [[ -x $python ]] || printf 'python3 '
    has_atspi || printf 'python3-gi gir1.2-atspi-2.0 '
    for pair in libGL.so.1:libgl1 libEGL.so.1:libegl1 libX11-xcb.so.1:libx11-xcb1 libXcursor.so.1:libxcursor1 libXi.so.6:libxi6 \
        libxkbcommon-x11.so.0:libxkbcommon-x11-0; do
        PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -F "${pair%%:*} " >/dev/null || printf '%s ' "${pair##*:}"
    done
}

missing=$(missing_packages)
if [[ -n $missing ]]; then
    [[ $(id -u) == 0 ]] || { printf 'a11y: install with: sudo apt-get install %s\n' "$missing" >&2; exit 1; }
    printf 'a11y: installing %s\n' "$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # one word for each package
    { apt-get update && apt-get install -y --no-install-recommends $missing; } </dev/null >/dev/null
fi

work=$(mktemp -d)
screen=''
trap '[[ -z $screen ]] || kill "$screen" 2>/dev/null; rm -rf "$work"' EXIT
exec 3<>"$work/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
screen=$!
for _ in $(seq 100); do
    number=$(tr -d '[:space:]' <"$work/display")
    [[ -n $number ]] && break
    sleep 0.1
done
[[ -n $number ]] || { printf 'a11y: no screen: %s\n' "$(cat "$work/xvfb.log")" >&2; exit 1; }
export DISPLAY=:$number
# A bus of its own, on which assistive technology is said to be in use: else the program builds no tree.
code=0
timeout 120 dbus-run-session -- bash -c '
    gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
        --method org.freedesktop.DBus.Properties.Set org.a11y.Status IsEnabled "<true>" >/dev/null
    "$4" "$1" "$2" "$3"
' a11y "$here/a11y.py" "$program" "$work/data" "$python" 2>"$work/stderr" || code=$?
if ((code != 0)); then
    # The buses talk about themselves.
    grep -v '^dbus-daemon\|^SpiRegistry' "$work/stderr" >&2 || true
fi
exit "$code"
