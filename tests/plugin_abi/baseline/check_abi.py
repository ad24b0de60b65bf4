#!/usr/bin/env python3
"""Compares the contract in plugin.h with the committed baseline, by debug information (abidiff of libabigail).

check_abi.py [--header FILE] [--update]: prints abidiff's report and exits 1 for any difference but fields at the end of
a struct, and new structs. --update writes contract.abi anew: after a release that added something, never to
silence a report. The library is built here with plain flags, so that a sanitizer build sees the same contract.
"""
import argparse
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
HEADER = HERE.parents[2] / "plugin_api" / "include" / "jobhost" / "plugin.h"
BASELINE = HERE / "contract.abi"
SKIPPED = 77  # ctest shows it as skipped
COMPILER = os.environ.get("CC", "gcc")


def build(header, folder, surface=HERE / "surface.c"):
    """Path of a library whose debug information holds every type of `header`."""
    include = folder / "include" / "jobhost"
    include.mkdir(parents=True)
    (include / "plugin.h").write_text(header.read_text(encoding="utf-8"), encoding="utf-8")
    library = folder / "libsurface.so"
    subprocess.run([COMPILER, "-std=c11", "-g", "-gdwarf-4", "-O0", "-fPIC", "-shared", f"-I{folder / 'include'}",
                    str(surface), "-o", str(library)], check=True)
    return library


def structs_without_use(header, surface=HERE / "surface.c"):
    """Types that surface.c forgot; abidiff would not see them change."""
    types = re.findall(r"^typedef (?:struct|enum) (\w+)|^struct (\w+) \{", header.read_text(encoding="utf-8"), re.M)
    used = set(re.findall(r"^USE\((\w+)\)", surface.read_text(encoding="utf-8"), re.M))
    return sorted({first or second for first, second in types} - used)


def only_appends(block):
    """True when this part of the report says: fields were added at the end of a struct, and nothing else."""
    head, size, count, *fields = block.splitlines() + [""] * 3
    grown = re.fullmatch(r"  type size changed from (\d+) to \d+ \(in bits\)", size)
    if not (re.fullmatch(r"'struct jobhost_\w+' changed:", head) and grown and
            re.fullmatch(r"  \d+ data member insertions?:", count)):
        return False
    # A string has no struct_size and is passed by value.
    if head == "'struct jobhost_string' changed:":
        return False
    offsets = [re.fullmatch(r"    '.*', at offset (\d+) \(in bits\)", field) for field in fields if field]
    return all(offset and int(offset[1]) >= int(grown[1]) for offset in offsets)


def difference(library):
    """abidiff's report; empty when there is none, or only fields at the end of structs. Any code but 0 counts: a
    reordered table is only a 4."""
    run = subprocess.run(["abidiff", "--leaf-changes-only", "--no-show-locs", "--suppressions",
                          str(HERE / "allowed_changes.ini"), str(BASELINE), str(library)],
                         capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return ""
    summary, *changes = run.stdout.strip().split("\n\n")
    functions_are_the_same = re.search(r"functions summary: 0 Removed, 0 Changed, ", summary)
    if run.returncode == 4 and functions_are_the_same and changes and all(map(only_appends, changes)):
        return ""
    return f"abidiff ended with {run.returncode}\n{run.stdout}{run.stderr}"


def update(library):
    subprocess.run(["abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--out-file", str(BASELINE),
                    str(library)], check=True)
    text = BASELINE.read_text(encoding="utf-8")  # without the folder of whoever made it
    BASELINE.write_text(re.sub(r" path='[^']*'", " path='surface.c'", text), encoding="utf-8")


def skip_reason():
    if platform.machine() != "x86_64":
        return f"the baseline is of x86_64, this is {platform.machine()}"
    return "" if shutil.which("abidiff") else "abidiff is missing: apt install abigail-tools"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--header", type=pathlib.Path, default=HEADER)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    if why := skip_reason():
        print(f"SKIPPED: {why}")
        return SKIPPED
    if forgotten := structs_without_use(options.header):
        print(f"surface.c lacks USE({'), USE('.join(forgotten)})")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        library = build(options.header, pathlib.Path(folder))
        if options.update:
            update(library)
        report = difference(library)
    print(report or "the contract is as in contract.abi")
    return 1 if report else 0


if __name__ == "__main__":
    sys.exit(main())
