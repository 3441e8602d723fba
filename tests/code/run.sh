#!/usr/bin/env bash
# Runs or compiles the code that the answers show, and checks what the answers say about it; run.py tells how.
#
#   tests/code/run.sh [PACK_DIR]
#
# PACK_DIR is content/microservices-500 if none is named. What is missing is installed with apt-get, by root only.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
pack=${1:-$here/../../content/microservices-500}

missing=()
command -v python3 >/dev/null || missing+=(python3)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
if ((${#missing[@]} > 0)); then
    command -v apt-get >/dev/null || { printf 'code: missing, and no apt-get to install: %s\n' "${missing[*]}" >&2; exit 1; }
    [[ $(id -u) == 0 ]] || { printf 'code: install with: sudo apt-get install %s\n' "${missing[*]}" >&2; exit 1; }
    printf 'code: installing %s\n' "${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } </dev/null >/dev/null
fi

exec python3 "$here/run.py" "$pack"
