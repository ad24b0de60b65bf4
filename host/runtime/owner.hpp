// Who holds a lease: a name for this process that another process on the same machine can check for life, so that
// jobs of a crashed host come back at once instead of after the lease. Pure functions over /proc, any thread.
#pragma once

#include <string>

namespace jobhost {

// "<boot id>/<pid>/<start time>": unique also when a pid is used again.
std::string this_owner();

// True when `owner` was a process of this boot of this machine and is gone. False when that cannot be told (another
// machine, another format): then the lease decides. An owner of an earlier boot of this machine cannot be told from
// another machine's.
bool is_dead_owner(const std::string& owner);

}  // namespace jobhost
