// Without -fno-gnu-unique the variable below exists once per process, whoever loaded it first.
#include "jobhost/plugin.h"

template <typename T>
struct __attribute__((visibility("default"))) Counter {
  static inline int count = 0;
};

const jobhost_plugin* jobhost_plugin_v1(const jobhost_host*) {
  ++Counter<int>::count;
  return nullptr;
}
