#include "quant/charts/candle_chart.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "quant/charts/encoding.hpp"

namespace quant {
namespace {

using nlohmann::json;

struct Candle {
  std::int64_t time;
  double open, high, low, close;
};

std::vector<Candle> joined_candles(const BarsView& bars, std::size_t bars_each) {
  std::vector<Candle> candles;
  for (std::size_t begin = 0; begin < bars.size(); begin += bars_each) {
    const std::size_t end = std::min(begin + bars_each, bars.size());
    const auto part = bars.slice(begin, end);
    candles.push_back({part.time.front(), part.open.front(), *std::max_element(part.high.begin(), part.high.end()),
                       *std::min_element(part.low.begin(), part.low.end()), part.close.back()});
  }
  return candles;
}

const char* name_of(CandleMark mark) {
  switch (mark) {
    case CandleMark::long_entry:
      return "Long entry";
    case CandleMark::long_exit:
      return "Long exit";
    case CandleMark::short_entry:
      return "Short entry";
    case CandleMark::short_exit:
      return "Short exit";
    case CandleMark::pattern:
      return "Pattern";
  }
  return "";
}

// What is bought points up, what is sold points down; an exit is turned against its entry.
const char* shape_of(CandleMark mark) {
  switch (mark) {
    case CandleMark::long_entry:
    case CandleMark::short_exit:
      return "triangle-up";
    case CandleMark::long_exit:
    case CandleMark::short_entry:
      return "triangle-down";
    case CandleMark::pattern:
      return "diamond";
  }
  return "";
}

json price_channel(const char* field) {
  return axis_channel(field, "Price", ChartUnit::number);
}

json candle_tooltip(const BarsView& bars) {
  return json::array({tooltip_of_time(bars.time), tooltip_of("open", "Open", ChartUnit::money),
                      tooltip_of("high", "High", ChartUnit::money), tooltip_of("low", "Low", ChartUnit::money),
                      tooltip_of("close", "Close", ChartUnit::money)});
}

json candle_rows(const std::vector<Candle>& candles) {
  auto rows = json::array();
  for (const auto& candle : candles) {
    rows.push_back({{"time", chart_time(candle.time)},
                    {"open", chart_number(candle.open)},
                    {"high", chart_number(candle.high)},
                    {"low", chart_number(candle.low)},
                    {"close", chart_number(candle.close)}});
  }
  return rows;
}

json wicks_layer(const BarsView& bars) {
  return {{"mark", {{"type", "rule"}, {"style", "wick"}}},
          {"encoding",
           {{"x", time_channel()},
            {"y", price_channel("low")},
            {"y2", {{"field", "high"}}},
            {"tooltip", candle_tooltip(bars)}}}};
}

json bodies_layer(const BarsView& bars, bool rising, std::size_t candles) {
  // About 500 pixels for all of them, a third of it between them.
  const double width = std::clamp(330.0 / static_cast<double>(candles), 1.0, 14.0);
  return {
      {"transform", json::array({{{"filter", rising ? "datum.close >= datum.open" : "datum.close < datum.open"}}})},
      {"mark",
       {{"type", "bar"}, {"style", rising ? "candle_up" : "candle_down"}, {"size", width}, {"minBandSize", 1}}},
      {"encoding",
       {{"x", time_channel()},
        {"y", price_channel("open")},
        {"y2", {{"field", "close"}}},
        {"tooltip", candle_tooltip(bars)}}}};
}

// How far above its candle a pattern is drawn, so that it hides nothing: a fortieth of the height of the chart.
double pattern_distance(const std::vector<Candle>& candles) {
  double low = candles.front().low;
  double high = candles.front().high;
  for (const auto& candle : candles) {
    low = std::min(low, candle.low);
    high = std::max(high, candle.high);
  }
  return (high - low) / 40;
}

json mark_rows(const CandleChart& input, const std::vector<Candle>& candles, std::size_t bars_each,
               std::size_t most) {
  auto rows = json::array();
  const double above = pattern_distance(candles);
  for (const auto& marked : input.marks) {
    if (marked.bar >= input.bars.size() || rows.size() == most) { continue; }
    const auto& candle = candles[marked.bar / bars_each];
    const bool pattern = marked.mark == CandleMark::pattern;
    rows.push_back({{"time", chart_time(candle.time)},
                    {"price", chart_number(pattern ? candle.high : marked.price)},
                    {"at", chart_number(pattern ? candle.high + above : marked.price)},
                    {"mark", name_of(marked.mark)},
                    {"date", date_text(input.bars.time[marked.bar])},
                    {"text", marked.text.empty() ? name_of(marked.mark) : marked.text}});
  }
  return rows;
}

// Colours and shapes of the marks that occur, in the order of the enumeration.
std::pair<json, json> mark_legend(const std::vector<MarkedBar>& marks) {
  auto names = json::array();
  auto shapes = json::array();
  for (const auto mark : {CandleMark::long_entry, CandleMark::long_exit, CandleMark::short_entry,
                          CandleMark::short_exit, CandleMark::pattern}) {
    if (std::any_of(marks.begin(), marks.end(), [&](const MarkedBar& marked) { return marked.mark == mark; })) {
      names.push_back(name_of(mark));
      shapes.push_back(shape_of(mark));
    }
  }
  return {std::move(names), std::move(shapes)};
}

json marks_layer(const CandleChart& input, json rows) {
  const auto [names, shapes] = mark_legend(input.marks);
  auto shape = colour_channel("mark", names);
  shape["scale"]["range"] = shapes;
  return {{"data", {{"values", std::move(rows)}}},
          {"mark", {{"type", "point"}, {"filled", true}, {"size", 70}, {"opacity", 1}}},
          {"encoding",
           {{"x", time_channel()},
            {"y", price_channel("at")},
            {"color", colour_channel("mark", names)},
            {"shape", std::move(shape)},
            {"tooltip", json::array({tooltip_of_text("date", "Date"), tooltip_of_text("text", "Mark"),
                                     tooltip_of("price", "Price", ChartUnit::money)})}}}};
}

std::string candles_subtitle(const CandleChart& input, std::size_t bars_each, std::size_t drawn_marks) {
  auto text = fmt::format("{} to {}", date_text(input.bars.time.front()), date_text(input.bars.time.back()));
  if (bars_each > 1) { text += fmt::format(", each candle is {} bars", bars_each); }
  if (drawn_marks < input.marks.size()) {
    text += fmt::format(", {} of {} marks", drawn_marks, input.marks.size());
  }
  return text;
}

}  // namespace

json candle_chart(const CandleChart& input, const ChartOptions& options) {
  if (input.bars.size() == 0) { return no_data_chart(input.name, "there are no bars", options); }
  const std::size_t most = std::max<std::size_t>(input.max_candles, 1);
  const std::size_t bars_each = (input.bars.size() + most - 1) / most;
  const auto candles = joined_candles(input.bars, bars_each);
  auto marks = mark_rows(input, candles, bars_each, options.max_points);
  const auto subtitle = candles_subtitle(input, bars_each, marks.size());
  auto chart = chart_frame({.title = input.name,
                            .subtitle = subtitle,
                            .description = fmt::format("Candlestick chart of {}, {} candles with {} marks: {}.",
                                                       input.name, candles.size(), marks.size(), subtitle)},
                           options);
  chart["height"] = 360;
  chart["data"]["values"] = candle_rows(candles);
  auto layers = json::array({wicks_layer(input.bars), bodies_layer(input.bars, true, candles.size()),
                             bodies_layer(input.bars, false, candles.size())});
  if (!marks.empty()) { layers.push_back(marks_layer(input, std::move(marks))); }
  chart["layer"] = std::move(layers);
  return chart;
}

}  // namespace quant
