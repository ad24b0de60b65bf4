// Metrics as text and back, bit for bit: how a shard hands its part of the sweep to the merge. Base64 (RFC 4648) of
// 28 bytes for each, little-endian: total_return, sharpe, max_drawdown, trades. (As JSON numbers they would take
// twice the room, and a figure without a value would need a word of its own.)
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quant/statistics/metrics.hpp"

namespace optimization {

std::string metrics_to_text(std::span<const quant::Metrics> metrics);

// Throws std::runtime_error when the text is not one of metrics_to_text's.
std::vector<quant::Metrics> metrics_from_text(std::string_view text);

}  // namespace optimization
