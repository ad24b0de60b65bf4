/* Built once with the SDK of ABI 1.0 and never again: today's host must run the library beside this file. */
#include <stdio.h>

#include "jobhost/plugin.h"

#define TEXT(literal) {literal, sizeof(literal) - 1}

static const jobhost_descriptor kDescriptor = {
    sizeof(jobhost_descriptor), 0, TEXT("sum_c"), TEXT("1.0.0"), TEXT("Digit sum"), TEXT("Adds the digits of its payload."),
    TEXT("{\"type\": \"object\"}"), TEXT("{\"type\": \"object\", \"required\": [\"sum\"]}"), TEXT("{\"digits\": 123}"),
};

static const jobhost_host* host;
static int instances;

static jobhost_status init(const jobhost_host* the_host, jobhost_string settings, void** instance) {
  host = the_host;
  if (settings.size == 0 || settings.data[0] != '{') {
    const jobhost_string why = TEXT("settings are not an object");
    host->refuse(host, why);
    return JOBHOST_FAILED;
  }
  *instance = &instances;
  return JOBHOST_OK;
}

static void destroy(void* instance) { ++*(int*)instance; }

static jobhost_status keep(const jobhost_job* job, jobhost_string json) {
  const jobhost_string id = TEXT(JOBHOST_EXT_ARTIFACTS);
  const jobhost_string name = TEXT("sum.json");
  const jobhost_string media_type = TEXT("application/json");
  const jobhost_artifacts* artifacts = (const jobhost_artifacts*)host->get_extension(host, id);
  return artifacts == NULL ? JOBHOST_OK : artifacts->attach(job, name, media_type, json);
}

/* NOT_FOUND with a text is what a host without this series says; anything else is a difference. */
static int market_data_answers(const jobhost_job* job) {
  const jobhost_string id = TEXT(JOBHOST_EXT_MARKET_DATA);
  const jobhost_string symbol = TEXT("GOLDEN");
  const jobhost_string timeframe = TEXT("1d");
  const jobhost_market_data* market = (const jobhost_market_data*)host->get_extension(host, id);
  jobhost_series bars = {sizeof(jobhost_series), 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL};
  return market == NULL || (market->open(job, symbol, timeframe, &bars) == JOBHOST_NOT_FOUND && job->last_error(job).size > 0);
}

static jobhost_status run(void* instance, const jobhost_job* job) {
  const jobhost_string code = TEXT("no_digits");
  const jobhost_string why = TEXT("the payload has no digit");
  const jobhost_string line = TEXT("adding");
  char text[64];
  jobhost_string json = {text, 0};
  int sum = 0, found = 0;
  size_t i;
  if (instance != &instances) { return JOBHOST_INVALID; }
  if (job->cancelled(job)) { return JOBHOST_CANCELLED; }
  for (i = 0; i < job->payload.size; ++i) {
    if (job->payload.data[i] >= '0' && job->payload.data[i] <= '9') { sum += job->payload.data[i] - '0', found = 1; }
  }
  job->log(job, JOBHOST_LOG_INFO, line);
  job->progress(job, 0.5, line);
  if (!found) {
    job->fail(job, code, JOBHOST_NO_RETRY, why);
    return JOBHOST_FAILED;
  }
  json.size = (size_t)snprintf(text, sizeof text, "{\"sum\": %d, \"market_data\": %d}", sum, market_data_answers(job));
  if (keep(job, json) != JOBHOST_OK) { return JOBHOST_FAILED; }
  return job->set_result(job, json);
}

static const jobhost_plugin kPlugin = {
    sizeof(jobhost_plugin), JOBHOST_ABI_MAJOR, JOBHOST_ABI_MINOR, 0, &kDescriptor, init, destroy, run, NULL};

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* the_host) {
  host = the_host;
  return &kPlugin;
}
