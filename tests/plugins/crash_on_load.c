/* Crashes before the host gets to see it. */
#include <stdlib.h>

#include "jobhost/plugin.h"

__attribute__((constructor)) static void crash(void) { abort(); }

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host) {
  (void)host;
  return NULL;
}
