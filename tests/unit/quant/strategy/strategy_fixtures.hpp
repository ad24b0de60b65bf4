// Short ways to strategies, bars and signals for the tests of this layer.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "quant/series/bars.hpp"
#include "quant/strategy/evaluation.hpp"
#include "quant/strategy/parser.hpp"
#include "quant/strategy/strategy_reader.hpp"

// Fails the test when the document is no strategy.
inline quant::Strategy strategy_of(const nlohmann::json& document) {
  auto read = quant::read_strategy(document);
  if (const auto* const problems = std::get_if<std::vector<quant::StrategyProblem>>(&read)) {
    ADD_FAILURE() << problems->front().text();
    return {};
  }
  return std::get<quant::Strategy>(std::move(read));
}

// Every problem of the document, one a line; "" when it is a strategy.
inline std::string problems_of(const nlohmann::json& document) {
  const auto read = quant::read_strategy(document);
  std::string text;
  if (const auto* const problems = std::get_if<std::vector<quant::StrategyProblem>>(&read)) {
    for (const auto& problem : *problems) { text += (text.empty() ? "" : "\n") + problem.text(); }
  }
  return text;
}

// Bars a day apart from Wednesday 2020-01-01 on, with high = low = open = close.
inline quant::Bars bars_of(const std::vector<double>& close) {
  quant::Bars bars{.time = {}, .open = close, .high = close, .low = close, .close = close, .volume = {}};
  for (std::size_t bar = 0; bar < close.size(); ++bar) {
    bars.time.push_back(1'577'836'800'000'000 + static_cast<std::int64_t>(bar) * 86'400'000'000);
    bars.volume.push_back(1'000 + static_cast<double>(bar));
  }
  return bars;
}

// "0110": one character per bar.
inline std::string bits_of(const quant::BitSeries& bits) {
  std::string text;
  for (std::size_t bar = 0; bar < bits.size(); ++bar) { text += bits[bar] ? '1' : '0'; }
  return text;
}

// The long entry of a strategy without parameters.
inline std::string entry_bits(const std::string& rule, const quant::Bars& bars) {
  return bits_of(quant::evaluate(strategy_of({{"name", "test"}, {"entry", rule}}), bars.view(), {}).long_entry);
}
