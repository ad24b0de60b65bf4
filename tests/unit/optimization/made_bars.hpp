// Market data out of closing prices: a bar is its close, one a day.
#pragma once

#include <string>
#include <vector>

#include "optimization/outcome.hpp"
#include "quant/series/bars.hpp"

class MadeBars {
 public:
  // One series per symbol, of one length.
  explicit MadeBars(const std::vector<std::vector<double>>& closes) {
    for (const auto& close : closes) {
      auto& bars = bars_.emplace_back();
      for (std::size_t i = 0; i < close.size(); ++i) {
        bars.time.push_back(static_cast<std::int64_t>(i) * 86'400'000'000);
      }
      bars.open = bars.high = bars.low = bars.close = close;
      bars.volume.assign(close.size(), 1);
    }
    for (const auto& bars : bars_) {
      data_.symbols.push_back("S" + std::to_string(data_.symbols.size()));
      data_.bars.push_back(bars.view());
    }
  }
  [[nodiscard]] const quant_job::MarketData& data() const { return data_; }

 private:
  std::vector<quant::Bars> bars_;
  quant_job::MarketData data_;
};
