/* The entry and nothing else: what is wrong with the libraries made of it is in how they are linked. */
#include "jobhost/plugin.h"

#if defined(CALLS_A_LIBRARY)
int function_of_a_library(void);
#else
static int function_of_a_library(void) { return 0; }
#endif

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host) {
  (void)host;
  return function_of_a_library() == 0 ? NULL : NULL;
}
