/* Every type of plugin.h, so that the debug information of this library is the contract. check_abi.py builds it and
 * compares it with contract.abi. A new struct of plugin.h gets a line here (a test finds one that was forgotten). */
#include "jobhost/plugin.h"

#define USE(type) \
  void use_##type(const type* value); \
  void use_##type(const type* value) { (void)value; }

USE(jobhost_string)
USE(jobhost_status)
USE(jobhost_host)
USE(jobhost_job)
USE(jobhost_descriptor)
USE(jobhost_plugin)
USE(jobhost_series)
USE(jobhost_market_data)
USE(jobhost_artifacts)
USE(jobhost_series_info)
USE(jobhost_shard_sink)
USE(jobhost_sharding)
USE(jobhost_checkpoint)
USE(jobhost_record)
USE(jobhost_records)
USE(jobhost_trial_totals)
USE(jobhost_trials)

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host) {
  (void)host;
  return NULL;
}
