#!/usr/bin/env bash
# Installs the Debian packages that are missing and builds one preset. Safe to run again: the second run is quick.
#   scripts/setup.sh [PRESET] [TARGET ...]     PRESET: release (default), asan, tsan, dev
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}
shift || true

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

missing=()
while read -r package; do
  case "$package" in '' | '#'*) continue ;; esac
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done <scripts/packages.txt

if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || { echo "setup: needs Debian's apt-get to install: ${missing[*]}" >&2; exit 2; }
  echo "setup: installing ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

echo "setup: building build/$preset"
if [ ! -f "build/$preset/build.ninja" ]; then
  log=$(mktemp)
  cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
  rm -f "$log"
fi
cmake --build --preset "$preset" ${1:+--target "$@"}
