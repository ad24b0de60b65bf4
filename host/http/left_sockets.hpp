// What Pistache leaves open when it stops: a connection that was accepted but had not reached its reactor yet
// belongs to nobody then, and its client would wait for as long as the process lives. Called once the endpoint has
// stopped.
#pragma once

#include <cstdint>

namespace jobhost {

// Ends every TCP connection of this process whose own port is `port`, and stops listening on it. The descriptors
// stay open: whoever else knows one may still close it.
void shut_down_left_sockets(std::uint16_t port);

}  // namespace jobhost
