/* SPDX-License-Identifier: Apache-2.0
 *
 * jobhost plugin ABI, version 1: the whole contract between the host and a plugin, in plain C.
 *
 * A plugin is one shared library that adds one job type and exports ONE symbol, jobhost_plugin_v1. A runner
 * process loads it, calls the entry once, and then runs one job at a time with it. A plugin that crashes,
 * hangs or exits costs one attempt of one job and nothing else.
 *
 * Rules that hold everywhere:
 * - Every struct begins with `struct_size`. Whoever reads a struct checks JOBHOST_HAS(ptr, field) before it
 *   touches a field, so either side may be older than the other. Within major 1 structs only grow at the end.
 * - Strings are {data, size}, UTF-8, not terminated, borrowed for the call: copy what you keep.
 * - No allocation changes hands. Results, errors, log lines and artifacts go out through host functions,
 *   and the host copies them before the function returns.
 * - A plugin reads files where the host may, but writes only below the current folder of its process (TMPDIR
 *   names it, too), which is its own and empty at the start of every job.
 * - Exceptions must not cross the boundary in either direction (the C++ SDK sees to it).
 * - Each function pointer carries its thread and its precondition:
 *     [main]     the runner's main thread, the one that called jobhost_plugin_v1
 *     [any]      any thread of the plugin, also several at once
 *     [in run]   while the plugin is in run(), plan(), run_shard() or merge() with this job
 *     [in run]   only between the start and the return of run() for that job
 */
#ifndef JOBHOST_PLUGIN_H
#define JOBHOST_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define JOBHOST_ABI_MAJOR 1u
#define JOBHOST_ABI_MINOR 0u

/* The one symbol that a plugin exports. */
#define JOBHOST_ENTRY_SYMBOL "jobhost_plugin_v1"

#if defined(__GNUC__)
#define JOBHOST_EXPORT __attribute__((visibility("default")))
#else
#define JOBHOST_EXPORT
#endif

/* True when the other side's struct is large enough to hold `field`. */
#ifdef __cplusplus
#define JOBHOST_HAS(ptr, field)                                        \
  ((ptr)->struct_size >= reinterpret_cast<const char*>(&(ptr)->field + 1) - \
                             reinterpret_cast<const char*>(ptr))
#else
#define JOBHOST_HAS(ptr, field) ((ptr)->struct_size >= (const char*)(&(ptr)->field + 1) - (const char*)(ptr))
#endif

/* ---- values ------------------------------------------------------------------------------------------ */

/* A borrowed piece of UTF-8 text or bytes. data may be NULL when size is 0. */
typedef struct jobhost_string {
  const char* data;
  size_t size;
} jobhost_string;

/* What host and plugin functions return. Values are never renumbered; unknown ones mean "failed". */
typedef int32_t jobhost_status;
enum {
  JOBHOST_OK = 0,
  JOBHOST_FAILED = 1,        /* see the text given to fail() or last_error() */
  JOBHOST_CANCELLED = 2,     /* run() stopped because cancelled() said so */
  JOBHOST_INVALID = 3,       /* an argument was wrong: not UTF-8, a bad name, a NULL where data was needed */
  JOBHOST_NOT_FOUND = 4,     /* no such series, checkpoint, record */
  JOBHOST_TOO_LARGE = 5      /* over a limit of this job type */
};

/* Log levels, as syslog and spdlog order them. */
enum { JOBHOST_LOG_DEBUG = 0, JOBHOST_LOG_INFO = 1, JOBHOST_LOG_WARNING = 2, JOBHOST_LOG_ERROR = 3 };

/* Retry hint of a failure. */
enum {
  JOBHOST_RETRY = 0,   /* worth another attempt: something outside the job went wrong */
  JOBHOST_NO_RETRY = 1 /* this job cannot succeed: the input is at fault */
};

/* ---- the host, as a plugin sees it ------------------------------------------------------------------- */

typedef struct jobhost_host jobhost_host;
struct jobhost_host {
  uint32_t struct_size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;
  jobhost_string name;    /* "jobhost" */
  jobhost_string version; /* semver of the host program */

  /* [any] A host extension by id, or NULL when this host does not offer it. The pointer lives as long as the
   * process. Ids never change between draft and stable. */
  const void* (*get_extension)(const jobhost_host* host, jobhost_string id);

  /* [main, in jobhost_plugin_v1 and init] Why this plugin refuses to be used, in a sentence for the operator.
   * Call it before returning NULL or a status other than JOBHOST_OK. */
  void (*refuse)(const jobhost_host* host, jobhost_string reason);
};

/* ---- one job, as a plugin sees it ------------------------------------------------------------------- */

typedef struct jobhost_job jobhost_job;
struct jobhost_job {
  uint32_t struct_size;
  uint32_t attempt; /* 1 for the first */
  int64_t id;
  jobhost_string payload; /* JSON, already valid against the payload schema; lives until run() returns */
  void* host_data;        /* the host's own; do not touch */

  /* [any, in run] 1 once the job is cancelled or its deadline has passed. One atomic load: call it often, at
   * least every 10 ms. A plugin that goes on after its grace time is killed. */
  int32_t (*cancelled)(const jobhost_job* job);

  /* [any, in run] fraction in 0..1 of the work done; message may be empty. Cheap: the host throttles. Also
   * proves that the job is alive. */
  void (*progress)(const jobhost_job* job, double fraction, jobhost_string message);

  /* [any, in run] One line into the job's log. Also proves that the job is alive. */
  void (*log)(const jobhost_job* job, int32_t level, jobhost_string message);

  /* [any, in run] The result, as JSON. The last call wins. JOBHOST_TOO_LARGE over the type's max_output,
   * in which case the attempt ends as resource_exceeded. */
  jobhost_status (*set_result)(const jobhost_job* job, jobhost_string json);

  /* [any, in run] Why the job fails: code is a short stable word (snake_case), message a sentence for the
   * user. Takes effect when run() then returns JOBHOST_FAILED. The last call wins. */
  void (*fail)(const jobhost_job* job, jobhost_string code, int32_t retry, jobhost_string message);

  /* [any, in run] Text of the last host function that did not return JOBHOST_OK on this thread; valid until
   * the next host call on this thread. */
  jobhost_string (*last_error)(const jobhost_job* job);
};

/* ---- what a plugin provides -------------------------------------------------------------------------- */

/* What the plugin is. All strings must live as long as the process. */
typedef struct jobhost_descriptor {
  uint32_t struct_size;
  uint32_t reserved;
  jobhost_string id;              /* snake_case, the same in every version */
  jobhost_string version;         /* semver of the plugin */
  jobhost_string title;           /* a few words for people */
  jobhost_string description;     /* a sentence or two */
  jobhost_string payload_schema;  /* JSON Schema draft-07; required */
  jobhost_string result_schema;   /* JSON Schema draft-07; may be empty */
  jobhost_string example_payload; /* valid against payload_schema; forms start with it */
} jobhost_descriptor;

typedef struct jobhost_plugin jobhost_plugin;
struct jobhost_plugin {
  uint32_t struct_size;
  uint32_t abi_major; /* JOBHOST_ABI_MAJOR it was built with; another major is refused */
  uint32_t abi_minor;
  uint32_t reserved;
  const jobhost_descriptor* descriptor;

  /* [main] Once, before the first job. settings is the JSON object under `settings:` of the job type in
   * jobs.yaml, "{}" when there is none; lives for the call. *instance is handed to every later call. May be
   * NULL: then instance is NULL. */
  jobhost_status (*init)(const jobhost_host* host, jobhost_string settings, void** instance);

  /* [main] Once, after the last job, when the runner leaves in good order. May be NULL. */
  void (*destroy)(void* instance);

  /* [main] One job, from start to end. Returns JOBHOST_OK after set_result(), JOBHOST_FAILED after fail(),
   * JOBHOST_CANCELLED when it stopped for cancelled(). The plugin may use threads of its own, but they must
   * be joined or idle when run returns. */
  jobhost_status (*run)(void* instance, const jobhost_job* job);

  /* [main] A plugin extension by id, or NULL. May be NULL. */
  const void* (*get_extension)(void* instance, jobhost_string id);
};

/* The entry. [main] Called once after loading. Returns a plugin that lives as long as the process, or NULL
 * after host->refuse(). */
JOBHOST_EXPORT const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host);

/* ---- plugin extension "jobhost.sharding/1" ----------------------------------------------------------- */

/* For jobs that can be cut into shards, which then run at the same time in several runners, are tried again one by
 * one, and are not run again once they have succeeded, whatever happens to the host. The plugin hands out the
 * extension in get_extension(). A job of such a plugin begins with plan() in place of run(). */
#define JOBHOST_EXT_SHARDING "jobhost.sharding/1"

/* Where plan() puts the shards. The host's; lives until plan() returns. */
typedef struct jobhost_shard_sink jobhost_shard_sink;
struct jobhost_shard_sink {
  uint32_t struct_size;
  uint32_t reserved;
  void* host_data; /* the host's own; do not touch */

  /* [main, in plan] One more shard: any JSON value, copied before this returns. JOBHOST_TOO_LARGE when the shards
   * are more than 10,000 or together more than max_output; then plan() should fail. */
  jobhost_status (*add)(const jobhost_shard_sink* sink, jobhost_string shard);
};

typedef struct jobhost_sharding {
  uint32_t struct_size;
  uint32_t reserved;

  /* [main] Cuts the job. Returns as run() does. JOBHOST_OK with no shard at all: the job is run whole, by run(), in
   * the same attempt. With shards this attempt ends here and does not count; the job waits for them. set_result()
   * and attach() have no effect. */
  jobhost_status (*plan)(void* instance, const jobhost_job* job, const jobhost_shard_sink* sink);

  /* [main] Runs one shard of `count`; index from 0. Returns as run() does; what it gives to set_result() is the
   * partial, any JSON value up to max_output. job->payload is that of the whole job; job->id, attempt, progress,
   * log, checkpoint and artifacts are the shard's own. shard is borrowed for the call. */
  jobhost_status (*run_shard)(void* instance, const jobhost_job* job, jobhost_string shard, uint32_t index,
                              uint32_t count);

  /* [main] All shards have succeeded: makes the result of the job of their partials, in the order of the shards.
   * Returns as run() does; set_result() is the job's result and attach() the job's artifacts. A merge that fails is
   * tried again without running a shard again. partials are borrowed for the call. */
  jobhost_status (*merge)(void* instance, const jobhost_job* job, const jobhost_string* partials, uint32_t count);
} jobhost_sharding;

/* ---- host extension "jobhost.market_data/1" ---------------------------------------------------------- */

#define JOBHOST_EXT_MARKET_DATA "jobhost.market_data/1"

/* Bars of one series as columns of `size` values each, memory-mapped read-only, 64-byte aligned, shared by all
 * runners. time is the start of the bar, microseconds since 1970-01-01 UTC, strictly increasing. Prices are in
 * the series' currency, volume in units. No NaN. */
typedef struct jobhost_series {
  uint32_t struct_size;
  uint32_t reserved;
  uint64_t size;
  int64_t version; /* grows with every import into this series */
  const int64_t* time;
  const double* open;
  const double* high;
  const double* low;
  const double* close;
  const double* volume;
} jobhost_series;

/* What there is to open. The strings are borrowed for the call of `each`. */
typedef struct jobhost_series_info {
  uint32_t struct_size;
  uint32_t reserved;
  jobhost_string symbol;
  jobhost_string timeframe;
  jobhost_string source; /* free text of whoever imported it */
  int64_t version;
  int64_t bars;
  int64_t first; /* start of the first and of the last bar, microseconds since 1970-01-01 UTC */
  int64_t last;
} jobhost_series_info;

typedef struct jobhost_market_data {
  uint32_t struct_size;
  uint32_t reserved;

  /* [main, in run] Opens a series. The caller sets out->struct_size. The columns live until run() returns.
   * JOBHOST_NOT_FOUND: last_error() names the series that exist. */
  jobhost_status (*open)(const jobhost_job* job, jobhost_string symbol, jobhost_string timeframe,
                         jobhost_series* out);

  /* [main, in run] Calls `each` with every series, by symbol and timeframe, before it returns; `each` must not call
   * the host. user is handed through. */
  jobhost_status (*list)(const jobhost_job* job, void* user,
                         void (*each)(void* user, const jobhost_series_info* series));
} jobhost_market_data;

/* ---- host extension "jobhost.artifacts/1" ------------------------------------------------------------ */

#define JOBHOST_EXT_ARTIFACTS "jobhost.artifacts/1"

typedef struct jobhost_artifacts {
  uint32_t struct_size;
  uint32_t reserved;

  /* [main, in run] Stores a file with the job. name: 1 to 100 of [A-Za-z0-9._-], not starting with a dot; the
   * same name again replaces. media_type: as in HTTP. Kept only if the attempt succeeds. */
  jobhost_status (*attach)(const jobhost_job* job, jobhost_string name, jobhost_string media_type,
                           jobhost_string bytes);
} jobhost_artifacts;

/* ---- host extension "jobhost.checkpoint/1" ----------------------------------------------------------- */

/* For long jobs: what a later attempt needs to go on where this one stopped. Each job, and each shard, has at most one
 * checkpoint. It outlives attempts and restarts of the host, and is deleted when the job ends. */
#define JOBHOST_EXT_CHECKPOINT "jobhost.checkpoint/1"

typedef struct jobhost_checkpoint {
  uint32_t struct_size;
  uint32_t reserved;

  /* [main, in run] Any bytes, up to max_output (JOBHOST_TOO_LARGE beyond), take the place of the last checkpoint.
   * Durable when it returns JOBHOST_OK, which takes some milliseconds: save every few seconds, not every step. */
  jobhost_status (*save)(const jobhost_job* job, jobhost_string bytes);

  /* [main, in run] The last checkpoint, also one of this attempt; borrowed until the next load() or the end of run.
   * JOBHOST_NOT_FOUND when there is none. */
  jobhost_status (*load)(const jobhost_job* job, jobhost_string* bytes);
} jobhost_checkpoint;

/* ---- host extension "jobhost.records/1" -------------------------------------------------------------- */

/* JSON documents for other jobs and for the UI (GET /v1/records/{collection}), by collection (1 to 64 of
 * [a-z0-9_.-]) and key (1 to 200 bytes of UTF-8 without control characters). They outlive their job. */
#define JOBHOST_EXT_RECORDS "jobhost.records/1"

/* The strings are borrowed for the call of `each`. */
typedef struct jobhost_record {
  uint32_t struct_size;
  uint32_t reserved;
  jobhost_string key;
  jobhost_string json;
  int64_t job_id; /* that wrote it */
  int64_t time;   /* when that job ended, microseconds since 1970-01-01 UTC */
} jobhost_record;

typedef struct jobhost_records {
  uint32_t struct_size;
  uint32_t reserved;

  /* [any, in run] Stores a document, in place of one with the same key. It is kept with the attempt and becomes
   * visible, to this job too, when the attempt has succeeded; a failed attempt leaves nothing. At most 10,000 puts
   * and max_output bytes an attempt (JOBHOST_TOO_LARGE beyond). */
  jobhost_status (*put)(const jobhost_job* job, jobhost_string collection, jobhost_string key, jobhost_string json);

  /* [main, in run] The document; borrowed until the next get() or the end of run. JOBHOST_NOT_FOUND when there is
   * none. */
  jobhost_status (*get)(const jobhost_job* job, jobhost_string collection, jobhost_string key, jobhost_string* json);

  /* [main, in run] Calls `each` with the documents whose key begins with prefix (empty: all) and comes after `after`
   * (empty: from the first), by key in byte order, at most `limit`, before it returns; `each` must not call the
   * host. user is handed through. A page ends before it has more than max_output bytes: go on after its last key
   * until a page is empty. */
  jobhost_status (*list)(const jobhost_job* job, jobhost_string collection, jobhost_string prefix,
                         jobhost_string after, uint32_t limit, void* user,
                         void (*each)(void* user, const jobhost_record* record));
} jobhost_records;

/* ---- host extension "jobhost.trials/1" --------------------------------------------------------------- */

/* How many evaluations of strategies all jobs have made on a series (symbol and timeframe), ever: the number of trials
 * that the deflated Sharpe ratio and the minimum backtest length need. Symbol: 1 to 64 of [A-Za-z0-9._:/-]; timeframe:
 * a number and one of s m h d w. The series need not exist, or no longer. */
#define JOBHOST_EXT_TRIALS "jobhost.trials/1"

/* Over all jobs on one series. */
typedef struct jobhost_trial_totals {
  uint32_t struct_size;
  uint32_t reserved;
  int64_t evaluations;
  int64_t jobs; /* that have made any; the shards of a job are one with it */
} jobhost_trial_totals;

typedef struct jobhost_trials {
  uint32_t struct_size;
  uint32_t reserved;

  /* [main, in run] evaluations: how many different ones this job, or this shard, has made on the series so far, over all
   * its attempts; the sum, not what was added since the last call. Durable when it returns JOBHOST_OK, which takes some
   * milliseconds, and kept whatever becomes of the attempt. Call it before results are seen, and every few seconds in
   * long jobs.
   * What counts for a job, or a shard, and a series is the largest number that any of its attempts has reported: one that
   * is tried again or goes on from a checkpoint is not counted twice. An attempt that no longer holds its job still
   * counts, since its evaluations were made. A job whose shards count should count in merge() only what merge() itself
   * evaluates.
   * The self-test of the example payload is answered and not counted.
   * 0 counts nothing and only asks. out: the totals of the series, this job included; the caller sets out->struct_size.
   * May be NULL. JOBHOST_INVALID: a symbol or timeframe that is none, or evaluations below 0 or over 10^12. */
  jobhost_status (*count)(const jobhost_job* job, jobhost_string symbol, jobhost_string timeframe, int64_t evaluations,
                          jobhost_trial_totals* out);
} jobhost_trials;

#ifdef __cplusplus
}
#endif

#endif /* JOBHOST_PLUGIN_H */
