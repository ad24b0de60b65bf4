// UTF-8 as RFC 3629 has it. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace jobhost {

bool is_utf8(std::string_view text);

// Every byte that is not part of a valid sequence becomes U+FFFD.
std::string to_valid_utf8(std::string_view text);

}  // namespace jobhost
