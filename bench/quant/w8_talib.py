"""TA-Lib's side of W8.

w8_talib.py bars FOLDER COUNT: writes FOLDER/bars.bin (random walk, fixed seed) and FOLDER/calls.txt, every indicator with its defaults.
w8_talib.py run FOLDER RUNS REPEATS: prints one line of JSON, CPU nanoseconds per bar of each (median of the runs), and writes the outputs
to FOLDER/talib/NAME.bin.
"""
import json
import statistics
import sys
import time

import numpy as np
import talib
import talib_functions

COLUMNS = ("open", "high", "low", "close", "volume")


def make_bars(folder, count):
    random = np.random.default_rng(20240101)
    close = 100 * np.exp(np.cumsum(random.normal(0, 0.001, count)))
    open_ = np.concatenate([close[:1], close[:-1]])
    high = np.maximum(open_, close) * (1 + np.abs(random.normal(0, 0.0005, count)))
    low = np.minimum(open_, close) * (1 - np.abs(random.normal(0, 0.0005, count)))
    volume = random.integers(1_000, 100_000, count).astype(float)
    np.concatenate([open_, high, low, close, volume]).tofile(f"{folder}/bars.bin")
    with open(f"{folder}/calls.txt", "w") as calls:
        for name in sorted(talib_functions.FUNCTIONS):
            print(name, *talib_functions.defaults(name), file=calls)


def run(folder, runs, repeats):
    columns = np.fromfile(f"{folder}/bars.bin").reshape(5, -1)
    bars = dict(zip(COLUMNS, (np.ascontiguousarray(column) for column in columns)))
    count = columns.shape[1]
    result = {}
    for line in open(f"{folder}/calls.txt"):
        name, *parameters = line.split()
        parameters = [float(p) for p in parameters]
        seconds = []
        for _ in range(runs):
            start = time.process_time()
            for _ in range(repeats):
                outputs = talib_functions.compute(name, bars, parameters)
            seconds.append(time.process_time() - start)
        result[name] = statistics.median(seconds) * 1e9 / count / repeats
        np.concatenate(outputs).tofile(f"{folder}/talib/{name}.bin")
    version = talib.__ta_version__.decode().split()[0]
    print(json.dumps({"version": f"TA-Lib C {version} (PyPI TA-Lib {talib.__version__})", "ns_per_bar": result}))


if sys.argv[1] == "bars":
    make_bars(sys.argv[2], int(sys.argv[3]))
else:
    run(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
