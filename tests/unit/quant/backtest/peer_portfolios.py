#!/usr/bin/env python3
"""Computes what vectorbt says about three symbols on one cash account, for portfolio_test.cpp.

peer_portfolios.py BARS.csv OUT.json: the symbols are the bars, the bars in reverse order, and 1,000,000 / the bars.
"""
import json
import math
import sys
import warnings

import numpy as np
import pandas as pd
import vectorbt as vbt

from peer_scenarios import compact, masked_by_side, plain_number, random, signals_of

warnings.filterwarnings("ignore")

# name, sequence, one_in of the random signals (seed: 21 + symbol), model
SCENARIOS = [
    ("all_cash_given", "given", 9, {"fees_bps": 5}),
    ("all_cash_exits_first", "exits_first", 3, {"fees_bps": 5}),
    ("value_given", "given", 4, {"sizing": "fixed_value", "size": 60, "fees_bps": 10}),
    ("value_exits_first", "exits_first", 4, {"sizing": "fixed_value", "size": 60, "fees_bps": 10}),
    ("cash_fraction_given", "given", 6, {"sizing": "cash_fraction", "size": 0.4, "slippage_bps": 5}),
    ("cash_fraction_exits_first", "exits_first", 3, {"sizing": "cash_fraction", "size": 0.7, "slippage_bps": 5}),
    ("long_and_short_given", "given", 6, {"side": "both", "sizing": "fixed_value", "size": 500, "cash": 10000, "fees_bps": 2}),
]


def symbols_of(bars):
    inverse = pd.DataFrame({"Open": 1e6 / bars.Open, "High": 1e6 / bars.Low, "Low": 1e6 / bars.High, "Close": 1e6 / bars.Close})
    return [bars, bars.iloc[::-1].set_axis(bars.index), inverse]


def run(bars, sequence, one_in, model):
    symbols = symbols_of(bars)
    side = model.get("side", "long_only")
    signals = [masked_by_side(signals_of(random(21 + k, one_in), s.Close.to_numpy()), side) for k, s in enumerate(symbols)]

    def column(which):
        return pd.DataFrame({k: s[which] for k, s in enumerate(signals)}, index=bars.index)

    size = {"all_cash": (np.inf, "amount"), "fixed_value": (model.get("size"), "value"),
            "cash_fraction": (model.get("size"), "percent")}[model.get("sizing", "all_cash")]
    portfolio = vbt.Portfolio.from_signals(
        pd.DataFrame({k: s.Close for k, s in enumerate(symbols)}), entries=column(0), exits=column(1), short_entries=column(2),
        short_exits=column(3), size=size[0], size_type=size[1], fees=model.get("fees_bps", 0) / 1e4,
        slippage=model.get("slippage_bps", 0) / 1e4, init_cash=model.get("cash", 100), cash_sharing=True, group_by=True,
        call_seq="default" if sequence == "given" else "auto", freq="1D")
    equity = portfolio.value().to_numpy()
    records = portfolio.trades.records
    per_symbol = [records[records.col == k] for k in range(len(symbols))]
    marks = sorted({1, len(equity) // 5, len(equity) // 2, len(equity) - 1})
    return {"equity": {str(i): plain_number(equity[i]) for i in marks}, "equity_sum": math.fsum(equity),
            "symbols": [compact({"trades": len(r), "pnl": math.fsum(r.pnl), "units": math.fsum(r["size"])}) for r in per_symbol],
            "stats": compact({"total_return": portfolio.total_return(), "sharpe": portfolio.sharpe_ratio(),
                              "max_drawdown": portfolio.max_drawdown(), "trades": len(records)})}


def main():
    bars = pd.read_csv(sys.argv[1])
    bars = bars.set_index(pd.to_datetime(bars["Date"]))[["Open", "High", "Low", "Close"]]
    results = [{"name": name, "sequence": sequence, "one_in": one_in, "model": model} | run(bars, sequence, one_in, model)
               for name, sequence, one_in, model in SCENARIOS]
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write("[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in results) + "\n]\n")


if __name__ == "__main__":
    main()
