/* A plugin that works, with a descriptor that does not keep the rules: compiled once per fault. */
#include "jobhost/plugin.h"

#define TEXT(literal) {literal, sizeof(literal) - 1}

#ifndef ID
#define ID "bad_descriptor"
#endif
#ifndef VERSION
#define VERSION "1.0.0"
#endif
#ifndef SCHEMA
#define SCHEMA "{\"type\": \"object\"}"
#endif
#ifndef EXAMPLE
#define EXAMPLE "{}"
#endif

static const jobhost_descriptor kDescriptor = {
    sizeof(jobhost_descriptor), 0, TEXT(ID), TEXT(VERSION), TEXT("Bad"), TEXT("Has a bad descriptor."),
    TEXT(SCHEMA), {NULL, 0}, TEXT(EXAMPLE),
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
