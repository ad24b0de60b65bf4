"""Compares the outputs of both programs at every bar; only when all agree does it print times. Exit code 1 when they do not.

Usage: w8_compare.py FOLDER RUNS
"""
import json
import os
import statistics
import sys

import numpy as np

TOLERANCE = 1e-9
# TA-Lib's running weighted sum has drifted by more than that after a million bars (against exact sums: 2.8e-9; ours is rounded once).
DRIFTS = {"wma": 1e-8}
# Differences of numbers of the size of a price, or of its square: compared on that scale, not their own. TA-Lib itself is no
# more accurate there.
PRICE_SCALE = {"apo", "macd", "mom", "linearreg_slope", "linearreg_angle", "stddev", "ppo", "roc", "rocp", "trix", "bop"}
SQUARE_SCALE = {"var"}
SUM_SCALE = {"ad", "adosc"}
# Percentages: compared on the scale of 100.
PERCENT_SCALE = {"cci", "mfi", "stoch", "stochf", "stochrsi", "ultosc", "rsi", "cmo", "willr", "adx", "plus_di", "minus_di", "aroon", "aroonosc"}


def difference(folder, name, bars):
    ours = np.fromfile(f"{folder}/{name}.bin")
    theirs = np.fromfile(f"{folder}/talib/{name}.bin")
    if ours.shape != theirs.shape or not np.array_equal(np.isnan(ours), np.isnan(theirs)):
        sys.exit(f"W8: {name} has its values at other bars; no times")
    scale = np.abs(theirs)
    price = float(bars[3].max())
    if name in PRICE_SCALE:
        scale = np.maximum(scale, price)
    elif name in SQUARE_SCALE:
        scale = np.maximum(scale, price * price)
    elif name in SUM_SCALE:
        scale = np.maximum(scale, np.nanmax(scale))
    elif name in PERCENT_SCALE:
        scale = np.maximum(scale, 100)
    return float(np.nanmax(np.abs(ours - theirs) / scale))


def check(folder, names):
    bars = np.fromfile(f"{folder}/bars.bin").reshape(5, -1)
    worst = {name: difference(folder, name, bars) for name in names}
    wrong = {name: value for name, value in worst.items() if not value <= DRIFTS.get(name, TOLERANCE)}
    if wrong:
        sys.exit(f"W8: results differ: {wrong}; no times")
    name = max(worst, key=worst.get)
    print(f"W8 results: {len(names)} indicators equal at all {bars.shape[1]} bars, warm-up included; largest relative difference {worst[name]:.1e} ({name})")


def read(folder, name, runs):
    return [json.load(open(f"{folder}/{name}.{run}.json")) for run in range(1, runs + 1)]


def main():
    folder, runs = sys.argv[1], int(sys.argv[2])
    ours, theirs = read(folder, "kernel", runs), read(folder, "talib", runs)
    names = sorted(ours[0]["ns_per_bar"])
    check(folder, names)
    print(f"W8 ns/bar of CPU time, medians of {runs} runs, one core: jobhost (GCC {ours[0]['compiler']}), {theirs[0]['version']}")
    slower = []
    for name in names:
        own = statistics.median(run["ns_per_bar"][name] for run in ours)
        other = statistics.median(run["ns_per_bar"][name] for run in theirs)
        if own > other:
            slower.append(name)
        print(f"W8 {name:20s} {own:7.2f} {other:7.2f}   {other / own:5.1f} x")
    print(f"W8 slower than TA-Lib: {', '.join(slower) or 'none'}; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


main()
