// Bars as clients get them: JSON columns or CSV. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "storage/market_data.hpp"

namespace jobhost {

// How many of the bars fit a page of `most_bytes`, at least one; the rest goes to the next page.
struct BarsText {
  std::string text;
  std::size_t bars = 0;
};

// {"time":["1999-01-04T00:00:00.000000Z",...],"open":[...],...}
BarsText bars_as_columns(const Bars& bars, std::size_t most_bytes);

// With a heading line. Read back by read_bars_csv it gives the same bars, bit for bit.
BarsText bars_as_csv(const Bars& bars, std::size_t most_bytes);

}  // namespace jobhost
