// Market data that is not part of the project: tests that need it are skipped where it is absent.
#pragma once

#include <string>

#include "quant/series/bars.hpp"

// ../shared/data/NAME, unpacked: "YYYY-MM-DD HH:MM..." or "YYYYMMDD HH:MM" (UTC), open, high, low, close, volume,
// prices divided by `scale`. No bars where there is no such file.
quant::Bars shared_bars(const std::string& name, double scale);
// Start of a day, "2014-06-09", in microseconds.
std::int64_t day(const std::string& text);
