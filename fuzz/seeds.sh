#!/bin/sh
# Lays out the corpora from the fixtures: bash fuzz/seeds.sh
set -eu
cd "$(dirname "$0")"
mkdir -p corpus/file corpus/form corpus/package
find ../tests/fixtures ../samples/messy -type f \( -name '*.xls' -o -name '*.et' -o -name '*.csv' -o -name '*.xlsx' -o -name '*.ods' -o -name '*.xlsb' \) -size -200k |
    while read -r file; do cp "$file" "corpus/file/$(printf '%s' "$file" | cksum | cut -d' ' -f1)"; done
find ../tests/fixtures/forms -type f -name '*.lrmx' | while read -r file; do
    { printf '\000'; cat "$file"; } > "corpus/form/$(printf '%s' "$file" | cksum | cut -d' ' -f1)"
done
find ../tests/fixtures/forms -type f -name '*.lrm' | while read -r file; do
    { printf '\001'; cat "$file"; } > "corpus/form/$(printf '%s' "$file" | cksum | cut -d' ' -f1)"
done
# The parts of packages, each behind the byte that puts it back in its place (see fuzz_targets/package.rs).
number=0
for file in ../tests/fixtures/rosters/WPS单元格图片.xlsx ../tests/fixtures/rosters/同一名册.ods ../tests/fixtures/rosters/同一名册.xlsb ../tests/fixtures/traps/图片在格子里/名册.ods; do
    unzip -Z1 "$file" | while read -r part; do
        { printf "\\$(printf '%03o' "$number")"; unzip -p "$file" "$(printf '%s' "$part" | sed 's/\[/\\[/')"; } > "corpus/package/$number"
        number=$((number + 1))
    done
    number=$((number + $(unzip -Z1 "$file" | wc -l)))
done
