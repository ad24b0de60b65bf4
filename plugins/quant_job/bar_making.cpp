#include "quant_job/bar_making.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "jobhost/plugin.hpp"
#include "quant/series/time_frame.hpp"
#include "quant_job/instant.hpp"
#include "quant_job/utc_text.hpp"

namespace quant_job {
namespace {

using nlohmann::json;

constexpr std::size_t kMostActions = 10'000;
constexpr auto kBarsFields = std::to_array<std::string_view>(
    {"resample_from", "session_start", "utc_offset", "partial", "adjust_splits", "adjust_dividends", "actions"});
constexpr auto kActionFields = std::to_array<std::string_view>({"symbol", "date", "split_ratio", "dividend"});
constexpr std::array<std::string_view, 2> kPartialNames{"keep", "drop"};  // as quant::PartialBars
constexpr NumberRange kRatios{1e-6, 1e6};
constexpr NumberRange kDividends{0, 1e12};

// "-05:30" or "09:30"; nothing for any other text.
std::optional<std::int64_t> clock_time(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) { text.remove_prefix(1); }
  const auto instant = text.size() == 5 ? instant_of(fmt::format("1970-01-01T{}", text)) : std::nullopt;
  if (!instant) { return std::nullopt; }
  return negative ? -*instant : *instant;
}

std::int64_t read_clock(const PayloadReader& reader, std::string_view key) {
  const auto text = reader.optional_text(key);
  if (!text) { return 0; }
  const auto time = clock_time(*text);
  if (!time) { reader.wrong(key, "hours and minutes with or without a sign, such as 09:30 or -05:00"); }
  return *time;
}

std::string clock_text(std::int64_t time) {
  const auto minutes = std::abs(time) / quant::kMinute;
  return fmt::format("{}{:02}:{:02}", time < 0 ? "-" : "", minutes / 60, minutes % 60);
}

ActionOfSymbol read_action(const PayloadReader& reader) {
  reader.expect_only(kActionFields, "an action");
  const auto date = reader.text("date");
  const auto time = instant_of(date);
  if (!time) { reader.wrong("date", "a date or a time in UTC, such as 2014-06-09"); }
  return {.symbol = reader.optional_text("symbol").value_or(""),
          .action = {.time = *time,
                     .split_ratio = reader.optional_number("split_ratio", kRatios).value_or(1),
                     .dividend = reader.optional_number("dividend", kDividends).value_or(0)}};
}

std::vector<ActionOfSymbol> read_actions(const PayloadReader& reader) {
  if (!reader.has("actions")) { return {}; }
  const auto& list = reader.at("actions");
  if (!list.is_array() || list.size() > kMostActions) {
    reader.wrong("actions", fmt::format("a list of at most {} splits and dividends", kMostActions));
  }
  std::vector<ActionOfSymbol> actions;
  for (const auto& entry : list) {
    actions.push_back(read_action({entry, fmt::format("{}[{}]", reader.path_of("actions"), actions.size())}));
  }
  std::stable_sort(actions.begin(), actions.end(),
                   [](const auto& a, const auto& b) { return a.action.time < b.action.time; });
  return actions;
}

json action_json(const ActionOfSymbol& entry) {
  json document{{"date", utc_text(entry.action.time)},
                {"split_ratio", entry.action.split_ratio},
                {"dividend", entry.action.dividend}};
  if (!entry.symbol.empty()) { document["symbol"] = entry.symbol; }
  return document;
}

std::vector<quant::CorporateAction> actions_of(const BarMaking& making, const std::string& symbol) {
  std::vector<quant::CorporateAction> actions;
  for (const auto& entry : making.actions) {
    if (entry.symbol.empty() || entry.symbol == symbol) { actions.push_back(entry.action); }
  }
  return actions;
}

}  // namespace

BarMaking read_bar_making(const PayloadReader& payload, std::string_view key) {
  const auto reader = payload.object_or_empty(key);
  reader.expect_only(kBarsFields, payload.path_of(key));
  BarMaking making{.resample_from = reader.optional_text("resample_from")};
  if (making.resample_from && !quant::parse_time_frame(*making.resample_from)) {
    reader.wrong("resample_from", "a number and one of s m h d w, such as 1m");
  }
  making.session = {.start = read_clock(reader, "session_start"), .utc_offset = read_clock(reader, "utc_offset")};
  making.partial = reader.choice_or("partial", kPartialNames, "drop") == "drop" ? quant::PartialBars::drop
                                                                                : quant::PartialBars::keep;
  making.adjustment = {.splits = reader.boolean_or("adjust_splits", true),
                       .dividends = reader.boolean_or("adjust_dividends", true)};
  making.actions = read_actions(reader);
  return making;
}

json bar_making_document(const BarMaking& making) {
  auto actions = json::array();
  for (const auto& action : making.actions) { actions.push_back(action_json(action)); }
  return {{"resample_from", making.resample_from ? json(*making.resample_from) : json(nullptr)},
          {"session_start", clock_text(making.session.start)},
          {"utc_offset", clock_text(making.session.utc_offset)},
          {"partial", kPartialNames.at(static_cast<std::size_t>(making.partial))},
          {"adjust_splits", making.adjustment.splits},
          {"adjust_dividends", making.adjustment.dividends},
          {"actions", std::move(actions)}};
}

quant::Bars made_bars(const quant::BarsView& bars, const BarMaking& making, const std::string& symbol,
                      quant::Resampling lengths) {
  lengths.session = making.session;
  lengths.partial = making.partial;
  try {
    auto adjusted = quant::adjust(bars, actions_of(making, symbol), making.adjustment);
    return lengths.from == lengths.to ? std::move(adjusted) : quant::resample(adjusted.view(), lengths);
  } catch (const std::invalid_argument& error) {
    throw jobhost::JobError(fmt::format("bars: {} {}", symbol, error.what()), "invalid_payload");
  }
}

}  // namespace quant_job
