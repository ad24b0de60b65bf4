#include "optimization/metrics_text.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace optimization {
namespace {

quant::Metrics metrics(double total_return, double sharpe, double max_drawdown, std::uint32_t trades) {
  return {.total_return = total_return, .sharpe = sharpe, .max_drawdown = max_drawdown, .trades = trades};
}

TEST(MetricsText, EveryBitComesBack) {
  using Limits = std::numeric_limits<double>;
  const std::vector<quant::Metrics> all{metrics(0.1, -0.0, -1.0 / 3, 0),
                                        metrics(Limits::denorm_min(), Limits::quiet_NaN(), -Limits::infinity(), 42),
                                        metrics(Limits::max(), std::nextafter(1.0, 2.0), 0, UINT32_MAX)};
  for (std::size_t size = 0; size <= all.size(); ++size) {
    const auto text = metrics_to_text(std::span(all).first(size));
    const auto back = metrics_from_text(text);
    ASSERT_EQ(back.size(), size);
    for (std::size_t i = 0; i < size; ++i) {
      const auto bits = [](double number) { return std::bit_cast<std::uint64_t>(number); };
      EXPECT_EQ(bits(back[i].total_return), bits(all[i].total_return));
      EXPECT_EQ(bits(back[i].sharpe), bits(all[i].sharpe));
      EXPECT_EQ(bits(back[i].max_drawdown), bits(all[i].max_drawdown));
      EXPECT_EQ(back[i].trades, all[i].trades);
    }
  }
}

// Against coreutils: printf '\0...\0' | base64
TEST(MetricsText, IsBase64) {
  EXPECT_EQ(metrics_to_text(std::vector{metrics(0, 0, 0, 1)}), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAA==");
}

TEST(MetricsText, OtherTextIsRefused) {
  EXPECT_THROW(metrics_from_text("AAAA"), std::runtime_error);
  EXPECT_THROW(metrics_from_text("not base64!"), std::runtime_error);
}

}  // namespace
}  // namespace optimization
