#include "http/browser_guard.hpp"

#include <fmt/format.h>

#include "config/listen_address.hpp"
#include "http/problem.hpp"
#include "http/text_compare.hpp"

namespace jobhost {
namespace {

// "[::1]:80" is ::1; "localhost:80" and "localhost" are localhost.
std::string name_in(const std::string& host) {
  if (!host.empty() && host.front() == '[') {
    const auto end = host.find(']');
    return end == std::string::npos ? host : host.substr(1, end - 1);
  }
  return host.substr(0, host.find(':'));
}

}  // namespace

std::optional<Response> refuse_foreign_page(const Request& request) {
  if (request.host.empty()) {
    if (request.is_http_1_0) { return std::nullopt; }
    return problem(400, "no_host", "the Host header is missing");
  }
  const auto host = ascii_lower(request.host);
  if (!is_loopback(name_in(host))) {
    return problem(403, "foreign_host",
                   "this host answers to loopback names only (localhost, 127.0.0.1, [::1]); Host is another");
  }
  if (!request.origin.empty() && ascii_lower(request.origin) != fmt::format("http://{}", host)) {
    return problem(403, "foreign_origin", "the request comes from a web page that is not this host's");
  }
  return std::nullopt;
}

}  // namespace jobhost
