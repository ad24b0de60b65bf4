#include "http/response_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace jobhost {
namespace {

struct Reason {
  int status;
  std::string_view phrase;
};

constexpr std::array kReasons{
    Reason{200, "OK"},
    Reason{202, "Accepted"},
    Reason{206, "Partial Content"},
    Reason{304, "Not Modified"},
    Reason{400, "Bad Request"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{422, "Unprocessable Content"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{503, "Service Unavailable"},
};

void append_value(std::string& text, std::string_view value) {
  for (const char c : value) { text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c; }
}

}  // namespace

std::string_view reason_phrase(int status) {
  const auto* found =
      std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& each) { return each.status == status; });
  return found == kReasons.end() ? std::string_view("Unknown") : found->phrase;
}

std::string response_head(const Response& response, bool keep_alive) {
  std::string text;
  text.reserve(256);
  fmt::format_to(std::back_inserter(text), "HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
  for (const auto& [name, value] : response.headers) {
    text += name;
    text += ": ";
    append_value(text, value);
    text += "\r\n";
  }
  if (response.status != 304) {
    text += "Content-Type: ";
    append_value(text, response.content_type);
    fmt::format_to(std::back_inserter(text), "\r\nContent-Length: {}\r\n", response.length());
  }
  text += "X-Content-Type-Options: nosniff\r\nConnection: ";
  text += keep_alive ? "keep-alive\r\n\r\n" : "close\r\n\r\n";
  return text;
}

}  // namespace jobhost
