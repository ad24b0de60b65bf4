// What has to be known of a request before its body is let in. Pistache reserves whatever memory Content-Length
// asks for, so the head is looked at before Pistache sees it. Pure function, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace jobhost {

struct RequestHead {
  std::string_view method;
  std::string_view path;                  // without the query
  std::optional<std::size_t> body_bytes;  // 0 when it says nothing; nullopt: not one number
  bool is_chunked = false;
  bool waits_for_continue = false;
};

// `head`: everything up to the empty line, which may be missing. The views point into it.
RequestHead read_request_head(std::string_view head);

}  // namespace jobhost
