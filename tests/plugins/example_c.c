/* A complete plugin in plain C: sums the numbers of its payload, {"values": [1, 2, 3]} -> {"sum": 6}.
 * It shows everything a C plugin needs: descriptor, settings, progress, log, cancel, result, failure, artifact. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jobhost/plugin.h"

#define TEXT(literal) {literal, sizeof(literal) - 1}

static const jobhost_descriptor kDescriptor = {
    sizeof(jobhost_descriptor),
    0,
    TEXT("example_c"),
    TEXT("1.0.0"),
    TEXT("Sum"),
    TEXT("Adds the numbers of its payload; the smallest plugin in plain C."),
    TEXT("{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\", \"properties\": {"
         "\"values\": {\"type\": \"array\", \"title\": \"Values\", \"items\": {\"type\": \"number\"}, "
         "\"minItems\": 1}}, \"required\": [\"values\"], \"additionalProperties\": false}"),
    TEXT("{\"type\": \"object\", \"properties\": {\"sum\": {\"type\": \"number\"}}, \"required\": [\"sum\"]}"),
    TEXT("{\"values\": [1, 2, 3]}"),
};

static const jobhost_host* host;

static jobhost_string text_of(const char* text) {
  jobhost_string result = {text, strlen(text)};
  return result;
}

/* The schema has made sure that the payload is {"values": [number, ...]}; what is left is to find the numbers. */
static double sum_of(const char* text, const char* end) {
  double sum = 0;
  while (text < end && *text != '[') { ++text; }
  while (text < end && *text != ']') {
    char* after;
    double value;
    ++text;
    value = strtod(text, &after);
    sum += value;
    while (after < end && *after != ',' && *after != ']') { ++after; }
    text = after;
  }
  return sum;
}

static jobhost_status attach_result(const jobhost_job* job, const char* json) {
  jobhost_string id = TEXT(JOBHOST_EXT_ARTIFACTS);
  const jobhost_artifacts* artifacts = (const jobhost_artifacts*)host->get_extension(host, id);
  if (artifacts == NULL) { return JOBHOST_OK; } /* an older host: do without */
  return artifacts->attach(job, text_of("sum.json"), text_of("application/json"), text_of(json));
}

static jobhost_status run(void* instance, const jobhost_job* job) {
  char json[64];
  char* payload;
  double sum;
  (void)instance;
  if (job->cancelled(job)) { return JOBHOST_CANCELLED; }
  payload = (char*)malloc(job->payload.size + 1); /* strtod wants a terminator, borrowed text has none */
  if (payload == NULL) {
    job->fail(job, text_of("out_of_memory"), JOBHOST_RETRY, text_of("no memory for the payload"));
    return JOBHOST_FAILED;
  }
  memcpy(payload, job->payload.data, job->payload.size);
  payload[job->payload.size] = '\0';
  job->log(job, JOBHOST_LOG_INFO, text_of("adding up"));
  sum = sum_of(payload, payload + job->payload.size);
  free(payload);
  if (!isfinite(sum)) { /* JSON has no number for it */
    job->fail(job, text_of("too_large"), JOBHOST_NO_RETRY, text_of("the sum is too large for a number"));
    return JOBHOST_FAILED;
  }
  snprintf(json, sizeof json, "{\"sum\": %.17g}", sum);
  job->progress(job, 1.0, text_of("done"));
  if (attach_result(job, json) != JOBHOST_OK) {
    job->fail(job, text_of("attach"), JOBHOST_RETRY, job->last_error(job));
    return JOBHOST_FAILED;
  }
  return job->set_result(job, text_of(json));
}

static const jobhost_plugin kPlugin = {
    sizeof(jobhost_plugin), JOBHOST_ABI_MAJOR, JOBHOST_ABI_MINOR, 0, &kDescriptor, NULL, NULL, run, NULL};

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* the_host) {
  host = the_host;
  return &kPlugin;
}
