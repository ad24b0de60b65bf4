"""W1 in vectorbt, one process, one timed run. Prints one line of JSON; writes the rows to a file.

Usage: w1_vectorbt.py BARS.csv ROWS.csv

Numba's compilation is left out of the time: the same calls run once before on a few windows. "portfolio" is moving
averages, crossings and simulation; "metrics" the four metrics, which vectorbt computes when asked for them.
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


def simulate(close, windows):
    fast, slow = vbt.MA.run_combs(close, window=windows, r=2, short_names=["fast", "slow"])
    entries = fast.ma_crossed_above(slow)
    exits = fast.ma_crossed_below(slow)
    return vbt.Portfolio.from_signals(close, entries, exits, size=np.inf, fees=0.001, freq="1D")


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
    close = pd.Series(bars["Close"].to_numpy(), index=pd.to_datetime(bars["Date"], format="%m/%d/%Y"))
    metrics_of(simulate(close, np.arange(2, 6)))

    start, cpu_start = time.perf_counter(), time.process_time()
    portfolio = simulate(close, np.arange(2, 101))
    simulated = time.perf_counter()
    rows = metrics_of(portfolio)
    end, cpu_end = time.perf_counter(), time.process_time()

    rows.index.names = ["fast_window", "slow_window"]
    rows.to_csv(rows_path)
    print(
        json.dumps(
            {
                "bars": len(close),
                "pairs": len(rows),
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
