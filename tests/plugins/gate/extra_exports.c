/* Seven functions that nobody hides. */
#include "jobhost/plugin.h"

#define EXPORT_ONE(name) \
  int name(void);        \
  int name(void) { return 0; }

EXPORT_ONE(one)
EXPORT_ONE(two)
EXPORT_ONE(three)
EXPORT_ONE(four)
EXPORT_ONE(five)
EXPORT_ONE(six)
EXPORT_ONE(seven)

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host* host) {
  (void)host;
  return NULL;
}
