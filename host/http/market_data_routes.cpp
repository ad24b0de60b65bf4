#include "http/market_data_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>
#include <variant>

#include "http/bars_text.hpp"
#include "http/job_routes.hpp"
#include "http/json_input.hpp"
#include "http/json_output.hpp"
#include "http/problem.hpp"
#include "http/query_reader.hpp"
#include "storage/bars_csv.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kMostSourceBytes = 500;
constexpr std::size_t kMostNamed = 20;

std::variant<SeriesKey, Response> read_key(const Exchange& exchange) {
  SeriesKey key{exchange.parameters[0], exchange.parameters[1]};
  if (!is_valid_symbol(key.symbol)) {
    return problem(400, "bad_symbol",
                   fmt::format("\"{}\" is no symbol: 1 to 64 of A-Z a-z 0-9 . _ : / -", key.symbol));
  }
  if (!is_valid_timeframe(key.timeframe)) {
    return problem(400, "bad_timeframe",
                   fmt::format("\"{}\" is no timeframe: a number and s, m, h, d or w, such as 1d", key.timeframe));
  }
  return key;
}

Response no_such_series(const ApiContext& api, const SeriesKey& key) {
  std::vector<std::string> names;
  const auto all = api.host.market_data.list();
  for (const auto& info : all) {
    if (names.size() < kMostNamed) { names.push_back(fmt::format("{} {}", info.key.symbol, info.key.timeframe)); }
  }
  if (all.size() > names.size()) { names.push_back(fmt::format("and {} more", all.size() - names.size())); }
  return problem(404, "no_such_series",
                 fmt::format("there is no series {} {}; there is: {}", key.symbol, key.timeframe,
                             names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
}

Response imported(const SeriesKey& key, const ImportResult& result) {
  Response response;
  JsonObject object(response.body);
  object.text("symbol", key.symbol);
  object.text("timeframe", key.timeframe);
  object.number("version", result.version);
  object.number("bars", result.bars);
  object.number("added", result.added);
  object.boolean("unchanged", result.unchanged);
  object.close();
  return response;
}

Response import_series(const ApiContext& api, const Exchange& exchange) {
  auto key = read_key(exchange);
  if (auto* refusal = std::get_if<Response>(&key)) { return std::move(*refusal); }
  static const std::array<std::string, 2> known{"source", "mode"};
  QueryReader query(exchange.request, known);
  const auto source = query.text("source");
  if (source.size() > kMostSourceBytes) {
    query.add_problem("source", fmt::format("must have at most {} bytes", kMostSourceBytes));
  }
  const auto mode = query.text("mode");
  if (!mode.empty() && mode != "replace" && mode != "append") {
    query.add_problem("mode", fmt::format("is \"{}\"; must be replace or append", mode));
  }
  if (auto refusal = query.refusal()) { return *std::move(refusal); }
  const auto bars = read_bars_csv(exchange.request.body);
  const auto& series = std::get<SeriesKey>(key);
  return imported(series, api.host.market_data.import_bars(
                              series, source, bars, mode == "append" ? ImportMode::append : ImportMode::replace));
}

using EvaluationsBySeries = std::map<std::pair<std::string, std::string>, std::int64_t>;

EvaluationsBySeries evaluations_by_series(const TrialLedger& trials) {
  EvaluationsBySeries evaluations;
  for (auto& each : trials.list()) {
    evaluations[{std::move(each.key.symbol), std::move(each.key.timeframe)}] = each.totals.evaluations;
  }
  return evaluations;
}

void append_series(std::string& out, const SeriesInfo& info, const EvaluationsBySeries& evaluations) {
  JsonObject object(out);
  object.text("symbol", info.key.symbol);
  object.text("timeframe", info.key.timeframe);
  object.text("source", info.source);
  object.number("version", info.version);
  object.number("bars", info.bars);
  object.time("first", info.first);
  object.time("last", info.last);
  object.time("imported_at", info.imported_at);
  const auto counted = evaluations.find({info.key.symbol, info.key.timeframe});
  object.number("trials", counted == evaluations.end() ? 0 : counted->second);
  object.close();
}

Response list_series(const ApiContext& api) {
  Response response;
  const auto evaluations = evaluations_by_series(api.host.trials);
  response.body = "{\"series\":[";
  for (const auto& info : api.host.market_data.list()) {
    if (response.body.back() != '[') { response.body += ','; }
    append_series(response.body, info, evaluations);
  }
  response.body += "]}";
  return response;
}

// The cursor of bars: the time of the last one, in microseconds.
std::optional<std::int64_t> parse_bar_cursor(const std::string& cursor) {
  std::int64_t time = 0;
  const auto* end = cursor.data() + cursor.size();
  const auto [rest, error] = std::from_chars(cursor.data(), end, time);
  return error == std::errc{} && rest == end ? std::optional(time) : std::nullopt;
}

struct BarsQuery {
  std::int64_t after = INT64_MIN;
  int limit = 1'000;
  bool csv = false;
};

std::variant<BarsQuery, Response> read_bars_query(const Request& request) {
  static const std::array<std::string, 3> known{"cursor", "limit", "format"};
  QueryReader query(request, known);
  BarsQuery asked;
  asked.limit = static_cast<int>(query.integer("limit", asked.limit, 1, 10'000));
  if (const auto cursor = query.text("cursor"); !cursor.empty()) {
    const auto after = parse_bar_cursor(cursor);
    if (!after) { query.add_problem("cursor", "is not a cursor of this series"); }
    asked.after = after.value_or(INT64_MIN);
  }
  const auto format = query.text("format");
  asked.csv = format == "csv" || (format.empty() && has_media_type(request.accept, "text/csv"));
  if (!format.empty() && format != "csv" && format != "json") {
    query.add_problem("format", fmt::format("is \"{}\"; must be json or csv", format));
  }
  if (auto refusal = query.refusal()) { return *std::move(refusal); }
  return asked;
}

Response bars_page(const SeriesInfo& info, const Bars& bars, const BarsText& page, bool csv, bool more) {
  const auto next = more && page.bars > 0 ? fmt::format("{}", bars.time[page.bars - 1]) : std::string{};
  Response response;
  if (csv) {
    response.content_type = "text/csv";
    if (!next.empty()) { response.headers.emplace_back("Next-Cursor", next); }
    response.body = page.text;
    return response;
  }
  JsonObject object(response.body);
  object.text("symbol", info.key.symbol);
  object.text("timeframe", info.key.timeframe);
  object.number("version", info.version);
  object.number("bars", info.bars);
  object.raw("columns", page.text);
  next.empty() ? object.null("next_cursor") : object.text("next_cursor", next);
  object.close();
  return response;
}

Response send_bars(const ApiContext& api, const Exchange& exchange) {
  auto key = read_key(exchange);
  if (auto* refusal = std::get_if<Response>(&key)) { return std::move(*refusal); }
  auto query = read_bars_query(exchange.request);
  if (auto* refusal = std::get_if<Response>(&query)) { return std::move(*refusal); }
  const auto& asked = std::get<BarsQuery>(query);
  const auto& series = std::get<SeriesKey>(key);
  const auto info = api.host.market_data.find(series);
  if (!info) { return no_such_series(api, series); }
  // One more than asked for tells whether another page follows.
  auto bars = api.host.market_data.bars(series, asked.after, asked.limit + 1);
  const bool beyond_limit = bars.size() > static_cast<std::size_t>(asked.limit);
  if (beyond_limit) { bars.time.pop_back(); }
  const auto page = asked.csv ? bars_as_csv(bars, kMostListBytes) : bars_as_columns(bars, kMostListBytes);
  return bars_page(*info, bars, page, asked.csv, beyond_limit || page.bars < bars.size());
}

void append_totals(JsonObject& object, const TrialTotals& totals) {
  object.number("evaluations", totals.evaluations);
  object.number("jobs", totals.jobs);
}

// A series that is not stored any more keeps its trials, and one that never was has none: no 404.
Response send_trials(const ApiContext& api, const Exchange& exchange) {
  auto key = read_key(exchange);
  if (auto* refusal = std::get_if<Response>(&key)) { return std::move(*refusal); }
  const auto& series = std::get<SeriesKey>(key);
  const auto summary = api.host.trials.summary(series);
  Response response;
  JsonObject object(response.body);
  object.text("symbol", series.symbol);
  object.text("timeframe", series.timeframe);
  append_totals(object, summary.totals);
  object.key("by_type");
  JsonObject types(response.body);
  for (const auto& each : summary.by_type) {
    types.key(each.type);
    JsonObject type(response.body);
    append_totals(type, each.totals);
    type.close();
  }
  types.close();
  object.close();
  return response;
}

}  // namespace

void add_market_data_routes(Router& router, const ApiContext& api) {
  router.add("GET /v1/market-data", answered_by(api.readers, [&api](const Exchange&) { return list_series(api); }));
  router.add("GET /v1/market-data/{symbol}/{timeframe}",
             answered_by(api.readers, [&api](const Exchange& exchange) { return send_bars(api, exchange); }));
  router.add("GET /v1/market-data/{symbol}/{timeframe}/trials",
             answered_by(api.readers, [&api](const Exchange& exchange) { return send_trials(api, exchange); }));
  const auto import =
      answered_by(api.importers, [&api](const Exchange& exchange) { return import_series(api, exchange); });
  router.add("PUT /v1/market-data/{symbol}/{timeframe}", [import](Exchange& exchange) {
    if (has_media_type(exchange.request.content_type, "text/csv")) { return import(exchange); }
    exchange.reply.send(
        problem(415, "wrong_content_type",
                fmt::format("Content-Type is \"{}\"; must be text/csv", exchange.request.content_type)));
  });
}

}  // namespace jobhost
