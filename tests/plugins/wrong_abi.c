/* Built, so it says, for an ABI that does not exist yet. */
#include "jobhost/plugin.h"

static const jobhost_plugin kPlugin = {sizeof(jobhost_plugin), 99, 0, 0, NULL, NULL, NULL, NULL, NULL};

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host) {
  (void)host;
  return &kPlugin;
}
