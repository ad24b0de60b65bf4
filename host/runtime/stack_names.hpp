// Names for the addresses of a stack, from the symbols and debug information of the files that were mapped. Host
// side; takes milliseconds to seconds, so never on the runners' event loop. Any thread, one call at a time each.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace jobhost {

// One text per address: "crash_here(int) at hostile.cpp:42", "malloc in libc.so.6", or the bare address.
// frames: innermost first; all but the first are return addresses. maps: text of /proc/PID/maps, which may be
// forged: only regular files are opened.
std::vector<std::string> stack_names(std::span<const std::uint64_t> frames, const std::string& maps);

}  // namespace jobhost
