/* Does nothing, as fast as a plugin can: what is left is the cost of the host. */
#include "jobhost/plugin.h"

#define TEXT(literal) {literal, sizeof(literal) - 1}

static const jobhost_descriptor kDescriptor = {
    sizeof(jobhost_descriptor),   0,        TEXT("noop"), TEXT("1.0.0"),      TEXT("No-op"),
    TEXT("Returns at once."),     TEXT("{\"type\": \"object\"}"), {NULL, 0},  TEXT("{}"),
};

static jobhost_status run(void* instance, const jobhost_job* job) {
  const jobhost_string result = TEXT("{}");
  (void)instance;
  return job->set_result(job, result);
}

static const jobhost_plugin kPlugin = {
    sizeof(jobhost_plugin), JOBHOST_ABI_MAJOR, JOBHOST_ABI_MINOR, 0, &kDescriptor, NULL, NULL, run, NULL};

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host) {
  (void)host;
  return &kPlugin;
}
