#include <fmt/format.h>
#include <stdint.h>
