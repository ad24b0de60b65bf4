#include "quant_job/series_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "quant_job/instant.hpp"

namespace quant_job {
namespace {

constexpr std::size_t kMaxSymbols = 50;
constexpr std::size_t kMaxSymbolLength = 64;

bool is_symbol(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._:/-").find(c) != std::string_view::npos;
  };
  return text.size() <= kMaxSymbolLength && std::all_of(text.begin(), text.end(), allowed);
}

void expect_symbol(const PayloadReader& payload, std::string_view place, const std::string& symbol) {
  if (is_symbol(symbol)) { return; }
  payload.refuse(place, fmt::format("expected up to {} letters, digits and . _ : / -, got {}", kMaxSymbolLength,
                                    nlohmann::json(symbol.substr(0, kMaxSymbolLength))
                                        .dump(-1, ' ', true, nlohmann::json::error_handler_t::replace)));
}

std::vector<std::string> read_symbols(const PayloadReader& payload) {
  if (payload.has("symbol") && payload.has("symbols")) {
    payload.refuse("symbols", "there is a symbol as well; give either symbol or symbols");
  }
  if (!payload.has("symbols")) {
    auto symbol = payload.text("symbol");
    expect_symbol(payload, "symbol", symbol);
    return {std::move(symbol)};
  }
  auto symbols = payload.texts("symbols", {1, kMaxSymbols});
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    expect_symbol(payload, fmt::format("symbols[{}]", i), symbols[i]);
  }
  return symbols;
}

// A number without leading zeros, and its unit: the pattern of the schema.
bool is_timeframe(std::string_view text) {
  constexpr std::size_t kMaxDigits = 6;
  if (text.size() < 2 || text.size() > kMaxDigits + 1 || text.front() == '0') { return false; }
  const auto count = text.substr(0, text.size() - 1);
  return std::all_of(count.begin(), count.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         std::string_view("smhdw").find(text.back()) != std::string_view::npos;
}

std::string read_timeframe(const PayloadReader& payload) {
  auto timeframe = payload.text("timeframe");
  if (!is_timeframe(timeframe)) { payload.wrong("timeframe", "a number and one of s m h d w, such as 1d"); }
  return timeframe;
}

std::optional<std::int64_t> read_instant(const PayloadReader& payload, std::string_view key) {
  const auto text = payload.optional_text(key);
  if (!text) { return std::nullopt; }
  const auto instant = instant_of(*text);
  if (!instant) { payload.wrong(key, "a date or a time in UTC, such as 2010-01-04 or 2010-01-04T14:30:00Z"); }
  return instant;
}

}  // namespace

SeriesChoice read_series(const PayloadReader& payload) {
  SeriesChoice series;
  series.symbols = read_symbols(payload);
  series.timeframe = read_timeframe(payload);
  series.from = read_instant(payload, "from");
  series.to = read_instant(payload, "to");
  series.making = read_bar_making(payload, "bars");
  if (series.from && series.to && *series.to <= *series.from) {
    payload.refuse("to",
                   fmt::format("the range is empty, to {} is not after from {}; swap them?",
                               *payload.optional_text("to"), *payload.optional_text("from")),
                   "empty_range");
  }
  return series;
}

}  // namespace quant_job
