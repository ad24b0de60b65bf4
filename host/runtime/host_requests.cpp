#include "runtime/host_requests.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "runtime/abi_text.hpp"
#include "runtime/host_functions.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

// Views into the answer, which outlives them.
jobhost_string text_in(const json& object, const char* field) {
  return abi::borrowed(object.at(field).get_ref<const std::string&>());
}

jobhost_series_info series_info(const json& row) {
  return {sizeof(jobhost_series_info),
          0,
          text_in(row, "symbol"),
          text_in(row, "timeframe"),
          text_in(row, "source"),
          row.at("version").get<std::int64_t>(),
          row.at("bars").get<std::int64_t>(),
          row.at("first").get<std::int64_t>(),
          row.at("last").get<std::int64_t>()};
}

jobhost_record record_of(const json& row) {
  return {sizeof(jobhost_record),
          0,
          text_in(row, "key"),
          text_in(row, "json"),
          row.at("job_id").get<std::int64_t>(),
          row.at("time").get<std::int64_t>()};
}

void fill(jobhost_series& out, const ColumnFile& file) {
  out.size = file.size();
  out.version = file.version();
  out.time = file.time().data();
  out.open = file.column(0).data();
  out.high = file.column(1).data();
  out.low = file.column(2).data();
  out.close = file.column(3).data();
  out.volume = file.column(4).data();
}

}  // namespace

jobhost_status HostRequests::ask(json question, json& answer) {
  question["t"] = "ask";
  channel_.send(question);
  auto received = channel_.receive();
  if (!received) { return set_last_error(JOBHOST_FAILED, "the host has gone"); }
  answer = *std::move(received);
  const auto why = answer.value("error", std::string());
  if (why.empty()) { return JOBHOST_OK; }
  return set_last_error(answer.value("found", true) ? JOBHOST_FAILED : JOBHOST_NOT_FOUND, why);
}

jobhost_status HostRequests::open_series(std::string symbol, std::string timeframe, jobhost_series& out) {
  json answer;
  const auto status =
      ask({{"what", "series"}, {"symbol", std::move(symbol)}, {"timeframe", std::move(timeframe)}}, answer);
  if (status != JOBHOST_OK) { return status; }
  fill(out, series_.emplace_back(std::filesystem::path(answer.at("path").get<std::string>())));
  return JOBHOST_OK;
}

jobhost_status HostRequests::list_series(const std::function<void(const jobhost_series_info&)>& each) {
  json answer;
  const auto status = ask({{"what", "series_list"}}, answer);
  if (status != JOBHOST_OK) { return status; }
  for (const auto& row : answer.at("series")) { each(series_info(row)); }
  return JOBHOST_OK;
}

jobhost_status HostRequests::save_checkpoint(std::string_view bytes) {
  if (bytes.size() > max_output_) {
    return set_last_error(JOBHOST_TOO_LARGE,
                          fmt::format("the checkpoint is {} bytes, max_output is {}", bytes.size(), max_output_));
  }
  json answer;
  return ask({{"what", "save_checkpoint"}, {"bytes", json::binary({bytes.begin(), bytes.end()})}}, answer);
}

jobhost_status HostRequests::load_checkpoint(jobhost_string& bytes) {
  json answer;
  const auto status = ask({{"what", "checkpoint"}}, answer);
  if (status != JOBHOST_OK) { return status; }
  const auto& binary = answer.at("bytes").get_binary();
  checkpoint_.assign(binary.begin(), binary.end());
  bytes = abi::borrowed(checkpoint_);
  return JOBHOST_OK;
}

jobhost_status HostRequests::get_record(std::string collection, std::string key, jobhost_string& json_text) {
  json answer;
  const auto status =
      ask({{"what", "record"}, {"collection", std::move(collection)}, {"key", std::move(key)}}, answer);
  if (status != JOBHOST_OK) { return status; }
  record_ = std::move(answer.at("json").get_ref<std::string&>());
  json_text = abi::borrowed(record_);
  return JOBHOST_OK;
}

jobhost_status HostRequests::list_records(const RecordQuery& query,
                                          const std::function<void(const jobhost_record&)>& each) {
  json answer;
  const auto status = ask({{"what", "records"},
                           {"collection", query.collection},
                           {"prefix", query.prefix},
                           {"after", query.after},
                           {"limit", query.limit}},
                          answer);
  if (status != JOBHOST_OK) { return status; }
  for (const auto& row : answer.at("records")) { each(record_of(row)); }
  return JOBHOST_OK;
}

jobhost_status HostRequests::count_trials(const SeriesKey& key, std::int64_t evaluations,
                                          jobhost_trial_totals* out) {
  json answer;
  const auto status =
      ask({{"what", "trials"}, {"symbol", key.symbol}, {"timeframe", key.timeframe}, {"evaluations", evaluations}},
          answer);
  if (status != JOBHOST_OK || out == nullptr) { return status; }
  out->evaluations = answer.at("evaluations").get<std::int64_t>();
  out->jobs = answer.at("jobs").get<std::int64_t>();
  return JOBHOST_OK;
}

jobhost_status HostRequests::read_partial(std::uint32_t index, std::string& out) {
  json answer;
  const auto status = ask({{"what", "partial"}, {"index", index}}, answer);
  if (status == JOBHOST_OK) { out = std::move(answer.at("partial").get_ref<std::string&>()); }
  return status;
}

}  // namespace jobhost
