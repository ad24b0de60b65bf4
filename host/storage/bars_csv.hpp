// CSV text -> Bars. Header names in any order and any case (date|time|timestamp|datetime, open, high, low, close,
// volume; "adj close" and unknown columns are ignored; an empty first header is the date). Dates: ISO
// (2018-12-31, with or without a time), M/D/Y, epoch seconds or milliseconds. Pure function, any thread.
#pragma once

#include <string_view>

#include "storage/market_data.hpp"

namespace jobhost {

// Throws UserError whose problems are "row N" (1 is the first line after the header) and say what is wrong: not a
// number, NaN, high < low, unsorted, duplicate date, missing column; at most 20, with a count of the rest.
Bars read_bars_csv(std::string_view text);

}  // namespace jobhost
