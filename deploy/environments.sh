#!/usr/bin/env bash
# Makes both Python environments from their locks; quick when they are up to date.
set -euo pipefail
cd "$(dirname "$0")/.."

# A uv on the PATH may be a shim that does not run: ask it.
if uv --version >/dev/null 2>&1; then
    uv=uv
else
    uv=.uv/bin/uv
    if ! "$uv" --version >/dev/null 2>&1; then
        echo "Installing uv into .uv (it is not on this machine)…"
        python3 -m venv .uv
        .uv/bin/pip install --quiet --disable-pip-version-check uv
    fi
    uv="$PWD/$uv"
fi

# Rasa needs Python 3.10. pyenv's versions are not on the PATH unless chosen, so they are looked up by place.
find_python310() {
    local candidate
    for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python python3.10; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; then
            command -v "$candidate"
            return
        fi
    done
    echo 3.10 # uv downloads it
}

if [ ! -x .venv/bin/python ]; then echo "Installing the service's environment (about a minute)…"; fi
"$uv" sync --frozen --quiet
if [ ! -x bot/.venv/bin/rasa ]; then echo "Installing Rasa's environment (about 2 GB, some minutes)…"; fi
"$uv" sync --frozen --quiet --project bot --python "$(find_python310)"

# PDF is laid out by Pango, which no lock can bring; without it the desk shows the page to print instead.
if ! .venv/bin/python -c 'import ctypes as c; c.CDLL("libpangoft2-1.0.so.0"), c.CDLL("libharfbuzz-subset.so.0")' 2>/dev/null; then
    packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null && apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null; then
        echo "Installed Pango for PDF."
    else
        echo "The desk will make no PDF until this machine has: $packages" >&2
    fi
fi
