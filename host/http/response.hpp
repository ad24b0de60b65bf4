// An answer as the routes make it: plain data. Reply turns it into bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/unique_fd.hpp"

namespace jobhost {

// Part of an open file, sent after the body; of any size, it is never read into memory.
struct FilePart {
  UniqueFd file;
  std::int64_t offset = 0;
  std::int64_t length = 0;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::optional<FilePart> file;  // then `body` is empty
  std::string refusal;           // why the request was refused, one word for the metrics; empty: it was not
  bool close = false;            // end the connection after this answer

  [[nodiscard]] std::int64_t length() const noexcept {
    return static_cast<std::int64_t>(body.size()) + (file ? file->length : 0);
  }
};

}  // namespace jobhost
