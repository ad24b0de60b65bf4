#include <gtest/gtest.h>

#include "storage/market_data.hpp"

namespace jobhost {
namespace {

TEST(MarketDataNames, AcceptsSymbols) {
  for (const auto* symbol : {"SP500", "BRK.B", "binance:BTC/USDT-perp", "_x"}) {
    EXPECT_TRUE(is_valid_symbol(symbol));
  }
  EXPECT_TRUE(is_valid_symbol(std::string(64, 'a')));
}

TEST(MarketDataNames, RefusesWhatIsNoSymbol) {
  for (const auto* symbol : {"", "a b", "a\n", "é", "a;b"}) { EXPECT_FALSE(is_valid_symbol(symbol)) << symbol; }
  EXPECT_FALSE(is_valid_symbol(std::string(65, 'a')));
}

TEST(MarketDataNames, AcceptsTimeframes) {
  for (const auto* timeframe : {"1s", "5m", "15m", "1h", "4h", "1d", "1w"}) {
    EXPECT_TRUE(is_valid_timeframe(timeframe));
  }
}

TEST(MarketDataNames, RefusesWhatIsNoTimeframe) {
  for (const auto* timeframe : {"", "d", "1", "0d", "1y", "1dd", "d1", "-1d", "1 d", "1000000d"}) {
    EXPECT_FALSE(is_valid_timeframe(timeframe)) << timeframe;
  }
}

}  // namespace
}  // namespace jobhost
