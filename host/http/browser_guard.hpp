// Keeps web pages from elsewhere out: the host has no API keys yet and listens on loopback, where every page that
// the user opens could otherwise post jobs. Pure function, any thread.
#pragma once

#include <optional>

#include "http/request.hpp"
#include "http/response.hpp"

namespace jobhost {

// 403 when Host is not a loopback name (a foreign name that resolves to 127.0.0.1: DNS rebinding) or Origin, which
// only browsers send, is not this host; 400 when HTTP/1.1 comes without Host.
std::optional<Response> refuse_foreign_page(const Request& request);

}  // namespace jobhost
