"""W3 in vectorbt, one process, one timed run. Prints one line of JSON; writes the rows to a file.

Usage: w3_vectorbt.py BARS.csv ROWS.csv

Numba's compilation is left out of the time: the same calls run once before on a few combinations.
"""
import json
import os
import platform
import resource
import sys
import time

os.environ.setdefault("NUMBA_NUM_THREADS", "1")  # one core, as the kernel

import numba
import numpy as np
import pandas as pd
import vectorbt as vbt


def simulate(bars, stops, targets):
    """One column per pair of the two arrays."""
    columns = pd.MultiIndex.from_arrays([stops, targets], names=["stop", "target"])
    close = bars["Close"]
    fast, slow = vbt.MA.run(close, 10), vbt.MA.run(close, 30)

    def wide(series):
        values = np.broadcast_to(series.to_numpy()[:, None], (len(bars), len(columns)))
        return pd.DataFrame(values, index=bars.index, columns=columns)

    return vbt.Portfolio.from_signals(
        wide(close), wide(fast.ma_crossed_above(slow)), wide(fast.ma_crossed_below(slow)),
        open=wide(bars["Open"]), high=wide(bars["High"]), low=wide(bars["Low"]),
        sl_stop=stops[None, :], tp_stop=targets[None, :], size=np.inf, fees=0.001, freq="1D",
    )


def metrics_of(portfolio):
    return pd.DataFrame(
        {
            "total_return": portfolio.total_return(),
            "trades": portfolio.trades.count(),
            "sharpe": portfolio.sharpe_ratio(),
            "max_drawdown": portfolio.max_drawdown(),
        }
    )


def main():
    bars_path, rows_path = sys.argv[1:]
    bars = pd.read_csv(bars_path)
    bars.index = pd.to_datetime(bars["Date"], format="%m/%d/%Y")
    steps = np.arange(1, 65)
    stops, targets = np.repeat(0.005 * steps, 64), np.tile(0.01 * steps, 64)
    metrics_of(simulate(bars, stops[:3], targets[:3]))

    start, cpu_start = time.perf_counter(), time.process_time()
    portfolio = simulate(bars, stops, targets)
    simulated = time.perf_counter()
    rows = metrics_of(portfolio)
    end, cpu_end = time.perf_counter(), time.process_time()

    rows.index.names = ["stop", "target"]
    rows.to_csv(rows_path)
    print(
        json.dumps(
            {
                "bars": len(bars),
                "combinations": len(rows),
                "portfolio": simulated - start,
                "metrics": end - simulated,
                "cpu": cpu_end - cpu_start,
                "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
                "versions": f"vectorbt {vbt.__version__}, numba {numba.__version__}, numpy {np.__version__}, "
                f"pandas {pd.__version__}, Python {platform.python_version()}",
            }
        )
    )


if __name__ == "__main__":
    main()
