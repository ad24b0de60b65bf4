#include "runtime/runner_requests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "support/log.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

// Rows of one page of records, whatever a plugin asks for.
constexpr int kMostRecords = 10'000;

json failed(const std::string& why) {
  return {{"error", why}, {"found", true}};
}
json not_found(const std::string& why) {
  return {{"error", why}, {"found", false}};
}

json trials_answer(const TrialTotals& totals) {
  return {{"evaluations", totals.evaluations}, {"jobs", totals.jobs}};
}

std::string text_of(const json& question, const char* field) {
  return question.at(field).get<std::string>();
}

}  // namespace

json RunnerRequests::answer(const RunnerRequest& request) noexcept {
  try {
    return look_up(request);
  } catch (const json::exception& error) {
    return failed(fmt::format("the question is not one of this host's: {}", error.what()));
  } catch (const std::exception& error) {
    log_event(LogLevel::error, "a plugin's question cannot be answered",
              {{"job", request.key.id}, {"reason", error.what()}});
    return failed("the host cannot reach its store now");
  }
}

json RunnerRequests::look_up(const RunnerRequest& request) {
  const auto& question = request.question;
  const auto what = text_of(question, "what");
  if (what == "series") { return find_series(question); }
  if (what == "series_list") { return list_series(); }
  if (what == "partial") { return find_partial(request); }
  if (what == "checkpoint") { return load_checkpoint(request); }
  if (what == "save_checkpoint") { return save_checkpoint(request); }
  if (what == "record") { return find_record(question); }
  if (what == "records") { return list_records(request); }
  if (what == "trials") { return count_trials(request); }
  return failed(fmt::format("this host has no {}", what));
}

json RunnerRequests::find_series(const json& question) {
  const SeriesKey key{text_of(question, "symbol"), text_of(question, "timeframe")};
  if (const auto path = stores_.market_data.column_file(key)) { return {{"path", path->string()}}; }
  std::string known;
  for (const auto& series : stores_.market_data.list()) {
    known += fmt::format("{}{} {}", known.empty() ? "" : ", ", series.key.symbol, series.key.timeframe);
  }
  return not_found(fmt::format("there is no series \"{}\" with timeframe \"{}\"; {}", key.symbol, key.timeframe,
                               known.empty() ? std::string("none has been imported yet") : "there are: " + known));
}

json RunnerRequests::list_series() const {
  auto rows = json::array();
  for (const auto& series : stores_.market_data.list()) {
    rows.push_back({{"symbol", series.key.symbol},
                    {"timeframe", series.key.timeframe},
                    {"source", series.source},
                    {"version", series.version},
                    {"bars", series.bars},
                    {"first", to_micros(series.first)},
                    {"last", to_micros(series.last)}});
  }
  return {{"series", std::move(rows)}};
}

json RunnerRequests::find_partial(const RunnerRequest& request) const {
  const auto index = request.question.at("index").get<int>();
  auto partial = stores_.jobs.shard_result(request.key.id, index);
  if (!partial) { return not_found(fmt::format("shard {} has no result", index)); }
  return {{"partial", *std::move(partial)}};
}

json RunnerRequests::load_checkpoint(const RunnerRequest& request) const {
  const auto bytes = stores_.jobs.checkpoint(request.key.id);
  if (!bytes) { return not_found("this job has no checkpoint yet"); }
  return {{"bytes", json::binary({bytes->begin(), bytes->end()})}};
}

json RunnerRequests::save_checkpoint(const RunnerRequest& request) {
  const auto& binary = request.question.at("bytes").get_binary();
  if (static_cast<std::int64_t>(binary.size()) > request.max_output) {
    return failed(fmt::format("the checkpoint is {} bytes, max_output is {}", binary.size(), request.max_output));
  }
  const bool held = stores_.jobs.save_checkpoint(request.key, std::string(binary.begin(), binary.end()));
  return held ? json::object() : failed("this attempt no longer holds the job");
}

// The example payload of a self-test runs as job 0: nobody sees its results, so it asks like others and counts
// nothing.
json RunnerRequests::count_trials(const RunnerRequest& request) {
  const SeriesKey key{text_of(request.question, "symbol"), text_of(request.question, "timeframe")};
  const auto evaluations = request.question.at("evaluations").get<std::int64_t>();
  if (const auto problem = problem_of_trials(key, evaluations)) { return failed(*problem); }
  if (evaluations == 0 || request.key.id == 0) { return trials_answer(stores_.trials.summary(key).totals); }
  const auto counted = stores_.trials.count(request.key.id, key, evaluations);
  if (!counted) { return failed(fmt::format("job {} is no longer stored", request.key.id)); }
  metrics_.count_trials(counted->type, counted->added);
  return trials_answer(counted->totals);
}

json RunnerRequests::find_record(const json& question) const {
  const auto collection = text_of(question, "collection");
  const auto key = text_of(question, "key");
  auto record = stores_.records.get(collection, key);
  if (!record) { return not_found(fmt::format("there is no record \"{}\" in \"{}\"", key, collection)); }
  return {{"json", std::move(record->json)}};
}

json RunnerRequests::list_records(const RunnerRequest& request) const {
  const auto& question = request.question;
  const RecordQuery query{.collection = text_of(question, "collection"),
                          .prefix = text_of(question, "prefix"),
                          .after = text_of(question, "after"),
                          .limit = std::clamp(question.at("limit").get<int>(), 0, kMostRecords)};
  auto rows = json::array();
  std::int64_t bytes = 0;
  for (auto& record : stores_.records.list(query)) {
    bytes += static_cast<std::int64_t>(record.json.size());
    if (bytes > request.max_output && !rows.empty()) { break; }
    rows.push_back({{"key", std::move(record.key)},
                    {"json", std::move(record.json)},
                    {"job_id", record.job_id},
                    {"time", to_micros(record.time)}});
  }
  return {{"records", std::move(rows)}};
}

}  // namespace jobhost
