/* The job type {{name}}: adds up the numbers of its payload. Replace the descriptor and run() with your own. */
#include <jobhost/plugin.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(literal) {literal, sizeof(literal) - 1}

static const jobhost_descriptor kDescriptor = {
    sizeof(jobhost_descriptor),
    0,
    TEXT("{{name}}"),
    TEXT("0.1.0"),
    TEXT("{{title}}"),
    TEXT("Adds up the numbers of its payload."),
    TEXT("{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\", \"properties\": {"
         "\"values\": {\"type\": \"array\", \"title\": \"Values\", \"items\": {\"type\": \"number\"}, "
         "\"minItems\": 1}}, \"required\": [\"values\"], \"additionalProperties\": false}"),
    TEXT("{\"type\": \"object\", \"properties\": {\"sum\": {\"type\": \"number\"}, \"count\": {\"type\": "
         "\"integer\"}}, \"required\": [\"sum\", \"count\"]}"),
    TEXT("{\"values\": [1, 2, 3]}"),
};

static jobhost_string text_of(const char* text) {
  jobhost_string result = {text, strlen(text)};
  return result;
}

static jobhost_status fail(const jobhost_job* job, const char* code, int32_t retry, const char* message) {
  job->fail(job, text_of(code), retry, text_of(message));
  return JOBHOST_FAILED;
}

/* text: {"values": [number, ...]}, as the payload schema has made sure. JOBHOST_CANCELLED when it was cancelled. */
static jobhost_status add_up(const jobhost_job* job, const char* text, double* sum, int* count) {
  text = strchr(text, '[');
  while (text != NULL && *text != ']') {
    char* after;
    const double value = strtod(text + 1, &after);
    if (job->cancelled(job)) { return JOBHOST_CANCELLED; } /* cheap; at least every 10 ms */
    if (after == text + 1) { return JOBHOST_INVALID; }
    *sum += value;
    ++*count;
    text = strpbrk(after, ",]");
  }
  return text == NULL ? JOBHOST_INVALID : JOBHOST_OK;
}

static jobhost_status run(void* instance, const jobhost_job* job) {
  double sum = 0;
  int count = 0;
  char result[96];
  jobhost_status status;
  char* text = (char*)malloc(job->payload.size + 1); /* borrowed text has no terminator, strtod wants one */
  (void)instance;
  if (text == NULL) { return fail(job, "out_of_memory", JOBHOST_RETRY, "no memory for the payload"); }
  memcpy(text, job->payload.data, job->payload.size);
  text[job->payload.size] = '\0';
  status = add_up(job, text, &sum, &count);
  free(text);
  if (status == JOBHOST_CANCELLED) { return status; }
  if (status != JOBHOST_OK) { return fail(job, "bad_values", JOBHOST_NO_RETRY, "values is not a list of numbers"); }
  if (!isfinite(sum)) { return fail(job, "too_large", JOBHOST_NO_RETRY, "the sum is too large for a number"); }
  job->log(job, JOBHOST_LOG_INFO, text_of("added up"));
  job->progress(job, 1.0, text_of("done"));
  snprintf(result, sizeof result, "{\"sum\": %.17g, \"count\": %d}", sum, count);
  return job->set_result(job, text_of(result));
}

static const jobhost_plugin kPlugin = {
    sizeof(jobhost_plugin), JOBHOST_ABI_MAJOR, JOBHOST_ABI_MINOR, 0, &kDescriptor, NULL, NULL, run, NULL};

JOBHOST_EXPORT const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host) {
  (void)host; /* keep it when you want extensions: host->get_extension() */
  return &kPlugin;
}
