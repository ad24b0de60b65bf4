// How many clients the process has descriptors for. Called once at start, by the main thread.
#pragma once

#include <cstddef>

namespace jobhost {

// Raises the soft limit of open descriptors towards the hard one (a connection takes two) and returns how many
// connections fit, with room left for the store and the runners; at most `wanted`, at least 16.
std::size_t make_room_for_connections(std::size_t wanted);

}  // namespace jobhost
