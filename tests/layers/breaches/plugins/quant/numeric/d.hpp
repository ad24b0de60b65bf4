#include "quant/sweep/crossings.hpp"
