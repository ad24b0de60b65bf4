// A JSON string literal for text that may hold anything; bytes that are not UTF-8 become U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace jobhost {

std::string quote_json(std::string_view text);

}  // namespace jobhost
