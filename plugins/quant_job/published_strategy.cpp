#include "quant_job/published_strategy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "jobhost/plugin.hpp"
#include "quant/strategy/strategy_reader.hpp"
#include "quant_job/execution_document.hpp"
#include "quant_job/instant.hpp"
#include "quant_job/json_numbers.hpp"
#include "quant_job/strategy_choice.hpp"
#include "quant_job/text_digest.hpp"
#include "quant_job/utc_text.hpp"

namespace quant_job {
namespace {

using nlohmann::json;

// Leaves room for timeframe, strategy name (at most 64 bytes) and digest within the 200 bytes of a key.
constexpr std::size_t kMostSymbolBytes = 96;
constexpr int kRecordFormat = 1;
constexpr ListSize kRecordSymbols{1, 1'000};

std::string joined_symbols(const std::vector<std::string>& symbols) {
  std::string text = symbols.front();
  for (std::size_t i = 1; i < symbols.size(); ++i) {
    if (text.size() + 1 + symbols[i].size() > kMostSymbolBytes) {
      return text + fmt::format("+{} more", symbols.size() - i);
    }
    text += '+' + symbols[i];
  }
  return text;
}

json series_json(const BarsOfRecord& series) {
  return {{"symbols", series.symbols},
          {"timeframe", series.timeframe},
          {"versions", series.versions},
          {"bars", series.bars},
          {"first", utc_text(series.first_us)},
          {"last", utc_text(series.last_us)},
          {"making", bar_making_document(series.making)}};
}

std::int64_t time_of(const PayloadReader& reader, std::string_view key) {
  const auto text = reader.text(key);
  if (const auto instant = instant_of(text)) { return *instant; }
  reader.wrong(key, "a time in UTC");
}

BarsOfRecord read_bars_of(const PayloadReader& reader) {
  BarsOfRecord series{.symbols = reader.texts("symbols", kRecordSymbols),
                      .timeframe = reader.text("timeframe"),
                      .versions = {},
                      .bars = static_cast<std::size_t>(reader.integer("bars", 0, INT64_MAX)),
                      .first_us = time_of(reader, "first"),
                      .last_us = time_of(reader, "last"),
                      .making = read_bar_making(reader, "making")};
  for (const auto& version : reader.at("versions")) { series.versions.push_back(version.get<std::int64_t>()); }
  return series;
}

std::vector<double> read_values(const PayloadReader& reader, const quant::Strategy& strategy) {
  const auto values = reader.object("values");
  std::vector<double> read;
  for (const auto& name : strategy.parameter_names()) { read.push_back(values.number(name, {-1e300, 1e300})); }
  return read;
}

PublishedStrategy read_value(const json& value) {
  const PayloadReader reader(value, {});
  static_cast<void>(reader.integer("format", kRecordFormat, kRecordFormat));
  if (!reader.at("strategy").is_object()) { reader.wrong("strategy", "a strategy as an object"); }
  PublishedStrategy published{.series = read_bars_of(reader.object("series")),
                              .strategy = read_strategy(reader),
                              .values = {},
                              .execution = read_execution_document(reader.at("execution")),
                              .objective = reader.text("objective"),
                              .metrics = reader.at("metrics"),
                              .verdict = reader.at("verdict"),
                              .job_id = reader.integer("job_id", 0, INT64_MAX)};
  published.values = read_values(reader, published.strategy);
  return published;
}

}  // namespace

StrategyRecord record_of(const PublishedStrategy& published) {
  const auto& series = published.series;
  const auto& strategy = published.strategy;
  const auto rules = canonical_text(strategy, published.values);
  auto execution = execution_document(published.execution);
  const auto digest = digest_of(fmt::format("{}\n{}\n{}\n{}\n{}", fmt::join(series.symbols, "+"), series.timeframe,
                                            bar_making_document(series.making).dump(), rules, execution.dump()));
  return {.key = fmt::format("{}/{}/{}-{:016x}", joined_symbols(series.symbols), series.timeframe, strategy.name,
                             digest),
          .value = {{"format", kRecordFormat},
                    {"strategy", to_json(strategy)},
                    {"values", values_json(strategy, published.values)},
                    {"text", rules},
                    {"series", series_json(series)},
                    {"execution", std::move(execution)},
                    {"objective", published.objective},
                    {"metrics", published.metrics},
                    {"verdict", published.verdict},
                    {"job_id", published.job_id}}};
}

PublishedStrategy read_published(std::string_view key, const json& value) {
  try {
    return read_value(value);
  } catch (const jobhost::JobError& error) {
    throw jobhost::JobError(fmt::format("strategies {}: {}; publish it again", key, error.what()), "bad_record");
  } catch (const json::exception& error) {
    throw jobhost::JobError(fmt::format("strategies {}: {}; publish it again", key, error.what()), "bad_record");
  }
}

}  // namespace quant_job
