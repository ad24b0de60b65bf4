// Status line and headers of an answer. Pure function, any thread.
#pragma once

#include <string>

#include "http/response.hpp"

namespace jobhost {

// Ends with the empty line. Control characters in header values (a plugin names media types) become spaces. Always
// says Content-Length and, so that a browser takes nothing for what it is not, nosniff.
std::string response_head(const Response& response, bool keep_alive);

// "Not Found" for 404.
std::string_view reason_phrase(int status);

}  // namespace jobhost
