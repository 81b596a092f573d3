#!/usr/bin/env bash
# Copies axe-core's script into .cache/axe of the checkout, once for each version.
set -euo pipefail

version=4.14.1
here=$(cd "$(dirname "$0")" && pwd)
folder=$here/../../.cache/axe

if [ "$(cat "$folder/version" 2> /dev/null)" = "$version" ]; then
    exit 0
fi
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT
npm pack "axe-core@$version" --silent --pack-destination "$work" > "$work/name"
tar --extract --file "$work/$(cat "$work/name")" --directory "$work"
mkdir -p "$folder"
cp "$work/package/axe.min.js" "$work/package/LICENSE" "$folder"
echo "$version" > "$folder/version" # last: marks the folder as complete
