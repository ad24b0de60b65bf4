#!/usr/bin/env python3
"""Writes talib_sp500.csv: what TA-Lib computes on examples/sp500_daily.csv, at a few bars each.

Usage: make_talib_sp500.py > talib_sp500.csv     (needs TA-Lib==0.6.8 and pandas from PyPI)
Columns: indicator, parameters, output, bar, value. The first bar of each is its first with a value.
"""
import pathlib
import sys

import numpy as np
import pandas as pd

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "bench" / "quant"))
import talib_functions  # noqa: E402

# Besides the defaults.
MORE = {
    "macd": [(5, 34, 5), (26, 12, 9), (3, 10, 16)],
    "apo": [(3, 10), (50, 20)],
    "ppo": [(3, 10), (50, 20)],
    "bbands": [(5, 2, 2), (50, 1.5, 2.5), (2, 1, 1)],
    "t3": [(2, 0.7), (10, 0.5), (40, 1)],
    "stoch": [(14, 3, 3), (1, 1, 1), (50, 10, 20)],
    "stochf": [(14, 3), (1, 2), (60, 12)],
    "stochrsi": [(14, 14, 3), (5, 2, 1), (30, 40, 10)],
    "adosc": [(2, 5), (10, 30), (12, 4)],
    "ultosc": [(3, 6, 9), (28, 7, 14), (10, 10, 50)],
    "sar": [(0.01, 0.1), (0.05, 0.5), (0.3, 0.1)],
    "stddev": [(2, 1), (14, 2), (200, 1)],
}
PERIODS = (2, 3, 7, 50, 200)


def parameter_sets(name):
    default = talib_functions.defaults(name)
    if not default:
        return [()]
    more = MORE.get(name) or [(p,) for p in PERIODS]
    return [tuple(default)] + more


def main():
    frame = pd.read_csv(ROOT / "examples" / "sp500_daily.csv")
    bars = {column: frame[column.title()].to_numpy(float) for column in ("open", "high", "low", "close", "volume")}
    print("indicator,parameters,output,bar,value")
    for name in sorted(talib_functions.FUNCTIONS):
        for parameters in parameter_sets(name):
            outputs = talib_functions.compute(name, bars, parameters)
            for index, values in enumerate(outputs):
                first = int(np.argmax(~np.isnan(values)))
                for bar in sorted({first, first + 1, first + 2, first + 37, 1000, 2517, 4004, len(values) - 1}):
                    print(f"{name},{' '.join(f'{p:g}' for p in parameters)},{index},{bar},{values[bar]:.17g}")


main()
