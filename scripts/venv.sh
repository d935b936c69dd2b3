#!/bin/sh
# Makes the virtual environment named by $1 with a Python of 3.11 or newer, or says in one sentence what is missing.
set -eu
venv=$1

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
    if command -v "$candidate" >/dev/null 2>&1 && new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Bell Lap needs Python 3.11 or newer; none was found. Install one, or name it: make run PYTHON=/path/to/python3.11" >&2
    exit 1
fi

# Debian keeps the part of Python that makes virtual environments in a package of its own.
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq && apt-get install -y -qq python3-venv
    else
        echo "This Python has no ensurepip: install your system's python3-venv package, then run the same command again." >&2
        exit 1
    fi
fi
"$python" -m venv "$venv"
