// CSV text -> Bars. Header names in any order and any case (date|time|timestamp|datetime, open, high, low, close,
// volume; "adj close" and unknown columns are ignored; an empty first header is the date; without a volume column
// the volume is 0). Dates: see bar_time.hpp. Comma-separated; fields may be quoted; CRLF, a byte order mark and
// blank lines are accepted. Prices must be finite and high >= low; open and close may lie outside [low, high],
// because published daily bars do (rounding, late prints). Pure function, any thread.
#pragma once

#include <string_view>

#include "storage/market_data.hpp"

namespace jobhost {

// Throws UserError whose problems are "row N" (1 is the first line after the header) and say what is wrong: not a
// number, NaN, high < low, unsorted, duplicate date, missing column; at most 20, then one that counts the rest.
Bars read_bars_csv(std::string_view text);

}  // namespace jobhost
