// A failed system call as an exception. Any thread, right after the call.
#pragma once

#include <string>

namespace jobhost {

// Throws std::system_error with errno and `what`.
[[noreturn]] void throw_errno(const std::string& what);

}  // namespace jobhost
