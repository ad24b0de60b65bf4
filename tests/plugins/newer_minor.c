/* As an SDK of ABI 1.7 would build it: the plugin's structs are longer than those this host knows, and it asks for an
 * extension that this host does not have. */
#include "jobhost/plugin.h"

#define TEXT(literal) {literal, sizeof(literal) - 1}

typedef struct newer_descriptor {
  jobhost_descriptor known;
  jobhost_string icon;
} newer_descriptor;

typedef struct newer_plugin {
  jobhost_plugin known;
  void (*later)(void);
} newer_plugin;

static const newer_descriptor kDescriptor = {
    {sizeof(newer_descriptor), 0, TEXT("newer_minor"), TEXT("2.0.0"), TEXT("Newer"), TEXT("Knows more than the host."),
     TEXT("{\"type\": \"object\"}"), {NULL, 0}, TEXT("{}")},
    TEXT("star"),
};

static const jobhost_host* host;

static jobhost_status run(void* instance, const jobhost_job* job) {
  const jobhost_string id = TEXT("jobhost.from_the_future/1");
  const jobhost_string without = TEXT("{\"extension\": false}");
  const jobhost_string with = TEXT("{\"extension\": true}");
  (void)instance;
  return job->set_result(job, host->get_extension(host, id) == NULL ? without : with);
}

static void later(void) {}

static const newer_plugin kPlugin = {
    {sizeof(newer_plugin), JOBHOST_ABI_MAJOR, 7, 0, &kDescriptor.known, NULL, NULL, run, NULL}, later};

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* the_host) {
  host = the_host;
  return &kPlugin.known;
}
