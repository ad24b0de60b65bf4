#include "runtime/runners.hpp"
#include <yaml-cpp/yaml.h>
#include "storage/job_store.hpp"
