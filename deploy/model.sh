#!/usr/bin/env bash
# Trains the Rasa model when its sources changed: the model's name carries their hash.
set -euo pipefail
cd "$(dirname "$0")/.."

hash=$(find config.yml domain data lexicon bot/uv.lock bot/*.py bot/components -type f \
    \( -name '*.yml' -o -name '*.py' -o -name '*.json' -o -name '*.lock' \) -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
name="seuil-$hash"
if [ -f "models/$name.tar.gz" ]; then exit 0; fi

echo "Training the model of understanding (some four minutes on two cores)…"
mkdir -p models var
log=var/training.log
if ! RASA_TELEMETRY_ENABLED=false bot/.venv/bin/rasa train --skip-validation --domain domain --fixed-model-name "$name" >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    echo "The model could not be trained; the whole log is in $log." >&2
    exit 1
fi
# One model is kept: the others belong to other sources.
find models -name 'seuil-*.tar.gz' ! -name "$name.tar.gz" -delete
