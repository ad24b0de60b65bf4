// Writes down where a plugin crashed, then lets the process die of its signal as if nobody had looked. Runner side,
// on the main thread, before the plugin is loaded. Not in sanitizer builds, which have reports of their own. A
// thread of the plugin that runs out of stack dies without a report: only the main thread has a stack to write it
// on.
#pragma once

#include "runtime/crash_record.hpp"

namespace jobhost {

// `record` must live as long as the process.
void install_crash_handler(CrashRecord& record);

}  // namespace jobhost
