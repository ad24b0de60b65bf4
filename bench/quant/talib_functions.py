"""Which TA-Lib function each indicator of quant is, and how their parameters correspond. Used by w8_talib.py and by
tests/unit/quant/indicators/make_talib_sp500.py.

FUNCTIONS: our name -> (function, columns, our default parameters -> keyword arguments, order of our outputs in its result).
Defaults are spelled out: they differ between versions of TA-Lib.
"""
import numpy as np
import talib

HLC = ("high", "low", "close")
HLCV = HLC + ("volume",)


def period(*defaults):
    return ["timeperiod"], list(defaults)


def named(**defaults):
    return list(defaults), list(defaults.values())


MOVING = {name: (name.upper(), ("close",), period(30), (0,)) for name in ("sma", "ema", "wma", "dema", "tema", "kama", "trima", "trix", "min", "max")}
FOURTEEN = {name: (name.upper(), ("close",), period(14), (0,))
            for name in ("rsi", "cmo", "midpoint", "linearreg", "linearreg_slope", "linearreg_intercept", "linearreg_angle", "tsf")}
RANGES = {name: (name.upper(), HLC, period(14), (0,)) for name in ("atr", "natr", "adx", "plus_di", "minus_di", "cci", "willr")}
CHANGES = {name: (name.upper(), ("close",), period(10), (0,)) for name in ("mom", "roc", "rocp")}
FUNCTIONS = {
    **MOVING, **FOURTEEN, **RANGES, **CHANGES,
    "t3": ("T3", ("close",), named(timeperiod=5, vfactor=0.7), (0,)),
    "macd": ("MACD", ("close",), named(fastperiod=12, slowperiod=26, signalperiod=9), (0, 1, 2)),
    "apo": ("APO", ("close",), named(fastperiod=12, slowperiod=26), (0,)),
    "ppo": ("PPO", ("close",), named(fastperiod=12, slowperiod=26), (0,)),
    "bbands": ("BBANDS", ("close",), named(timeperiod=20, nbdevup=2.0, nbdevdn=2.0), (0, 1, 2)),
    "trange": ("TRANGE", HLC, named(), (0,)),
    "stoch": ("STOCH", HLC, named(fastk_period=5, slowk_period=3, slowd_period=3), (0, 1)),
    "stochf": ("STOCHF", HLC, named(fastk_period=5, fastd_period=3), (0, 1)),
    "stochrsi": ("STOCHRSI", ("close",), named(timeperiod=14, fastk_period=5, fastd_period=3), (0, 1)),
    "mfi": ("MFI", HLCV, period(14), (0,)),
    "obv": ("OBV", ("close", "volume"), named(), (0,)),
    "ad": ("AD", HLCV, named(), (0,)),
    "adosc": ("ADOSC", HLCV, named(fastperiod=3, slowperiod=10), (0,)),
    "ultosc": ("ULTOSC", HLC, named(timeperiod1=7, timeperiod2=14, timeperiod3=28), (0,)),
    "sar": ("SAR", ("high", "low"), named(acceleration=0.02, maximum=0.2), (0,)),
    "aroon": ("AROON", ("high", "low"), period(14), (0, 1)),
    "aroonosc": ("AROONOSC", ("high", "low"), period(14), (0,)),
    "bop": ("BOP", ("open",) + HLC, named(), (0,)),
    "stddev": ("STDDEV", ("close",), named(timeperiod=5, nbdev=1.0), (0,)),
    "var": ("VAR", ("close",), period(5), (0,)),
    "midprice": ("MIDPRICE", ("high", "low"), period(14), (0,)),
}
# Moving averages inside these are simple ones, whatever the version's default.
SIMPLE_INSIDE = ("apo", "ppo")


def defaults(name):
    return FUNCTIONS[name][2][1]


def compute(name, bars, parameters):
    """bars: dict of numpy columns. Returns one array per output, in our order; NaN before the first."""
    function, columns, (keys, kinds), order = FUNCTIONS[name]
    arguments = {key: type(kind)(value) for key, kind, value in zip(keys, kinds, parameters)}
    if name in SIMPLE_INSIDE:
        arguments["matype"] = 0
    result = getattr(talib, function)(*(bars[column] for column in columns), **arguments)
    outputs = result if isinstance(result, tuple) else (result,)
    return [np.asarray(outputs[i]) for i in order]
