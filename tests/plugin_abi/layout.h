/* The binary layout of ABI 1.0, pinned. A struct may grow at its end in a later minor: then its size changes here
 * and a line for the new field is added; no other line may ever change. Compiled as C11, C++17 and C++20 with
 * -pedantic. */
#include <stddef.h>

#include "jobhost/plugin.h"

#ifdef __cplusplus
#define PIN(condition) static_assert(condition, #condition)
#else
#define PIN(condition) _Static_assert(condition, #condition)
#endif
#define PIN_FIELD(type, field, offset) PIN(offsetof(type, field) == (offset))

PIN(sizeof(void*) == 8);
PIN(JOBHOST_OK == 0 && JOBHOST_FAILED == 1 && JOBHOST_CANCELLED == 2);
PIN(JOBHOST_INVALID == 3 && JOBHOST_NOT_FOUND == 4 && JOBHOST_TOO_LARGE == 5);
PIN(JOBHOST_LOG_DEBUG == 0 && JOBHOST_LOG_INFO == 1 && JOBHOST_LOG_WARNING == 2 && JOBHOST_LOG_ERROR == 3);
PIN(JOBHOST_RETRY == 0 && JOBHOST_NO_RETRY == 1);

PIN(sizeof(jobhost_string) == 16);
PIN_FIELD(jobhost_string, data, 0);
PIN_FIELD(jobhost_string, size, 8);

PIN(sizeof(jobhost_host) == 64);
PIN_FIELD(jobhost_host, struct_size, 0);
PIN_FIELD(jobhost_host, abi_major, 4);
PIN_FIELD(jobhost_host, abi_minor, 8);
PIN_FIELD(jobhost_host, name, 16);
PIN_FIELD(jobhost_host, version, 32);
PIN_FIELD(jobhost_host, get_extension, 48);
PIN_FIELD(jobhost_host, refuse, 56);

PIN(sizeof(jobhost_job) == 88);
PIN_FIELD(jobhost_job, struct_size, 0);
PIN_FIELD(jobhost_job, attempt, 4);
PIN_FIELD(jobhost_job, id, 8);
PIN_FIELD(jobhost_job, payload, 16);
PIN_FIELD(jobhost_job, host_data, 32);
PIN_FIELD(jobhost_job, cancelled, 40);
PIN_FIELD(jobhost_job, progress, 48);
PIN_FIELD(jobhost_job, log, 56);
PIN_FIELD(jobhost_job, set_result, 64);
PIN_FIELD(jobhost_job, fail, 72);
PIN_FIELD(jobhost_job, last_error, 80);

PIN(sizeof(jobhost_descriptor) == 120);
PIN_FIELD(jobhost_descriptor, struct_size, 0);
PIN_FIELD(jobhost_descriptor, id, 8);
PIN_FIELD(jobhost_descriptor, version, 24);
PIN_FIELD(jobhost_descriptor, title, 40);
PIN_FIELD(jobhost_descriptor, description, 56);
PIN_FIELD(jobhost_descriptor, payload_schema, 72);
PIN_FIELD(jobhost_descriptor, result_schema, 88);
PIN_FIELD(jobhost_descriptor, example_payload, 104);

PIN(sizeof(jobhost_plugin) == 56);
PIN_FIELD(jobhost_plugin, struct_size, 0);
PIN_FIELD(jobhost_plugin, abi_major, 4);
PIN_FIELD(jobhost_plugin, abi_minor, 8);
PIN_FIELD(jobhost_plugin, descriptor, 16);
PIN_FIELD(jobhost_plugin, init, 24);
PIN_FIELD(jobhost_plugin, destroy, 32);
PIN_FIELD(jobhost_plugin, run, 40);
PIN_FIELD(jobhost_plugin, get_extension, 48);

PIN(sizeof(jobhost_series) == 72);
PIN_FIELD(jobhost_series, struct_size, 0);
PIN_FIELD(jobhost_series, size, 8);
PIN_FIELD(jobhost_series, version, 16);
PIN_FIELD(jobhost_series, time, 24);
PIN_FIELD(jobhost_series, open, 32);
PIN_FIELD(jobhost_series, high, 40);
PIN_FIELD(jobhost_series, low, 48);
PIN_FIELD(jobhost_series, close, 56);
PIN_FIELD(jobhost_series, volume, 64);

PIN(sizeof(jobhost_series_info) == 88);
PIN_FIELD(jobhost_series_info, symbol, 8);
PIN_FIELD(jobhost_series_info, timeframe, 24);
PIN_FIELD(jobhost_series_info, source, 40);
PIN_FIELD(jobhost_series_info, version, 56);
PIN_FIELD(jobhost_series_info, bars, 64);
PIN_FIELD(jobhost_series_info, first, 72);
PIN_FIELD(jobhost_series_info, last, 80);

PIN(sizeof(jobhost_market_data) == 24);
PIN_FIELD(jobhost_market_data, open, 8);
PIN_FIELD(jobhost_market_data, list, 16);

PIN(sizeof(jobhost_shard_sink) == 24);
PIN_FIELD(jobhost_shard_sink, host_data, 8);
PIN_FIELD(jobhost_shard_sink, add, 16);

PIN(sizeof(jobhost_sharding) == 32);
PIN_FIELD(jobhost_sharding, plan, 8);
PIN_FIELD(jobhost_sharding, run_shard, 16);
PIN_FIELD(jobhost_sharding, merge, 24);

PIN(sizeof(jobhost_checkpoint) == 24);
PIN_FIELD(jobhost_checkpoint, save, 8);
PIN_FIELD(jobhost_checkpoint, load, 16);

PIN(sizeof(jobhost_record) == 56);
PIN_FIELD(jobhost_record, key, 8);
PIN_FIELD(jobhost_record, json, 24);
PIN_FIELD(jobhost_record, job_id, 40);
PIN_FIELD(jobhost_record, time, 48);

PIN(sizeof(jobhost_records) == 32);
PIN_FIELD(jobhost_records, put, 8);
PIN_FIELD(jobhost_records, get, 16);
PIN_FIELD(jobhost_records, list, 24);

PIN(sizeof(jobhost_trial_totals) == 24);
PIN_FIELD(jobhost_trial_totals, evaluations, 8);
PIN_FIELD(jobhost_trial_totals, jobs, 16);

PIN(sizeof(jobhost_trials) == 16);
PIN_FIELD(jobhost_trials, count, 8);

PIN(sizeof(jobhost_artifacts) == 16);
PIN_FIELD(jobhost_artifacts, attach, 8);
