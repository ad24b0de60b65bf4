// What a plugin asks its host for and waits for: bars, checkpoints, records, trials, and the partials of a merge.
// One for each run in this runner. Main thread only: it is the one that reads the channel, and during a run nothing
// but answers comes. What was handed out lives until the run ends, or as long as plugin.h says.
#pragma once

#include <functional>
#include <list>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "jobhost/plugin.h"
#include "runtime/runner_channel.hpp"
#include "storage/column_file.hpp"
#include "storage/market_data.hpp"
#include "storage/record_store.hpp"

namespace jobhost {

class HostRequests {
 public:
  HostRequests(RunnerChannel& channel, std::size_t max_output) : channel_(channel), max_output_(max_output) {}
  HostRequests(const HostRequests&) = delete;
  HostRequests& operator=(const HostRequests&) = delete;

  // Each leaves the reason for last_error() when it does not return JOBHOST_OK.
  jobhost_status open_series(std::string symbol, std::string timeframe, jobhost_series& out);
  jobhost_status list_series(const std::function<void(const jobhost_series_info&)>& each);
  jobhost_status save_checkpoint(std::string_view bytes);
  jobhost_status load_checkpoint(jobhost_string& bytes);
  jobhost_status get_record(std::string collection, std::string key, jobhost_string& json);
  jobhost_status list_records(const RecordQuery& query, const std::function<void(const jobhost_record&)>& each);
  // out may be NULL.
  jobhost_status count_trials(const SeriesKey& key, std::int64_t evaluations, jobhost_trial_totals* out);
  // The partial of one shard of this parent.
  jobhost_status read_partial(std::uint32_t index, std::string& out);

 private:
  // Sends the question, waits for the answer. JOBHOST_OK: `answer` has what was asked for.
  jobhost_status ask(nlohmann::json question, nlohmann::json& answer);

  RunnerChannel& channel_;
  const std::size_t max_output_;
  std::list<ColumnFile> series_;
  std::string checkpoint_;
  std::string record_;
};

}  // namespace jobhost
