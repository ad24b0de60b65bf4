// A crash as a user reads it in the `detail` of the attempt's error. Host side, not on the runners' event loop.
#pragma once

#include <string>

#include "runtime/crash_record.hpp"

namespace jobhost {

// "SIGSEGV at address 0x10\n#0 crash_here(int) at hostile.cpp:42\n#1 ...\n"; ends with an end of line.
std::string crash_text(const CrashReport& crash);

}  // namespace jobhost
