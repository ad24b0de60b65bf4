/* A job in plain C that is cut into shards, and uses checkpoint, records and trials: the extensions without the SDK. Three
 * shards, each of which gives back its number and counts as many trials as it has bytes; the merge counts their bytes and
 * publishes the count. */
#include <jobhost/plugin.h>
#include <stdio.h>
#include <string.h>

#define TEXT(literal) {literal, sizeof(literal) - 1}

static const jobhost_host* the_host;

static jobhost_string text(const char* characters) {
  jobhost_string result;
  result.data = characters;
  result.size = strlen(characters);
  return result;
}

static const void* extension(const char* id) { return the_host->get_extension(the_host, text(id)); }

static jobhost_status run(void* instance, const jobhost_job* job) {
  (void)instance;
  job->fail(job, text("not_cut"), JOBHOST_NO_RETRY, text("this job is always cut"));
  return JOBHOST_FAILED;
}

static jobhost_status plan(void* instance, const jobhost_job* job, const jobhost_shard_sink* sink) {
  const char* shards[] = {"1", "22", "333"};
  (void)instance;
  (void)job;
  if (sink->add(sink, text("not JSON")) != JOBHOST_INVALID) { return JOBHOST_FAILED; }
  for (int i = 0; i < 3; ++i) {
    const jobhost_status status = sink->add(sink, text(shards[i]));
    if (status != JOBHOST_OK) { return status; }
  }
  return JOBHOST_OK;
}

/* Whether what must not be counted is refused, and the rest counted. */
static int counts_trials(const jobhost_job* job, int64_t evaluations) {
  const jobhost_trials* trials = extension(JOBHOST_EXT_TRIALS);
  jobhost_trial_totals too_short = {sizeof(uint32_t), 0, 0, 0};
  return trials != NULL && trials->count(job, text("C"), text("1d"), 1, &too_short) == JOBHOST_INVALID &&
         trials->count(job, text(""), text("1d"), 1, NULL) == JOBHOST_INVALID &&
         trials->count(job, text("C"), text("day"), 1, NULL) == JOBHOST_INVALID &&
         trials->count(job, text("C"), text("1d"), -1, NULL) == JOBHOST_INVALID &&
         trials->count(job, text("C"), text("1d"), evaluations, NULL) == JOBHOST_OK;
}

static jobhost_status run_shard(void* instance, const jobhost_job* job, jobhost_string shard, uint32_t index,
                                uint32_t count) {
  const jobhost_checkpoint* checkpoint = extension(JOBHOST_EXT_CHECKPOINT);
  jobhost_string saved;
  (void)instance;
  if (checkpoint == NULL || index >= count || shard.size != index + 1) { return JOBHOST_FAILED; }
  if (checkpoint->load(job, &saved) != JOBHOST_NOT_FOUND) { return JOBHOST_FAILED; }
  if (checkpoint->save(job, shard) != JOBHOST_OK || checkpoint->load(job, &saved) != JOBHOST_OK) {
    return JOBHOST_FAILED;
  }
  if (!counts_trials(job, (int64_t)shard.size)) { return JOBHOST_FAILED; }
  return job->set_result(job, saved);
}

static jobhost_status merge(void* instance, const jobhost_job* job, const jobhost_string* partials, uint32_t count) {
  const jobhost_records* records = extension(JOBHOST_EXT_RECORDS);
  const jobhost_trials* trials = extension(JOBHOST_EXT_TRIALS);
  jobhost_trial_totals totals = {sizeof totals, 0, 0, 0};
  char result[128];
  size_t bytes = 0;
  (void)instance;
  for (uint32_t i = 0; i < count; ++i) { bytes += partials[i].size; }
  if (trials == NULL || trials->count(job, text("C"), text("1d"), 0, &totals) != JOBHOST_OK) { return JOBHOST_FAILED; }
  snprintf(result, sizeof result, "{\"shards\": %u, \"bytes\": %zu, \"trials\": %lld, \"jobs\": %lld}",
           (unsigned)count, bytes, (long long)totals.evaluations, (long long)totals.jobs);
  if (records == NULL || records->put(job, text("sharded_c"), text("last"), text(result)) != JOBHOST_OK) {
    return JOBHOST_FAILED;
  }
  return job->set_result(job, text(result));
}

static const jobhost_sharding sharding = {sizeof(jobhost_sharding), 0, plan, run_shard, merge};

static const void* get_extension(void* instance, jobhost_string id) {
  (void)instance;
  const jobhost_string wanted = TEXT(JOBHOST_EXT_SHARDING);
  return id.size == wanted.size && memcmp(id.data, wanted.data, id.size) == 0 ? &sharding : NULL;
}

static const jobhost_descriptor descriptor = {
    sizeof(jobhost_descriptor), 0, TEXT("sharded_c"), TEXT("1.0.0"), TEXT("Sharded in C"),
    TEXT("Cuts itself into three."), TEXT("{\"type\": \"object\"}"), {NULL, 0}, TEXT("{}")};

static const jobhost_plugin plugin = {
    sizeof(jobhost_plugin), JOBHOST_ABI_MAJOR, JOBHOST_ABI_MINOR, 0, &descriptor, NULL, NULL, run, get_extension};

JOBHOST_EXPORT const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host) {
  the_host = host;
  return &plugin;
}
