// The Range header (RFC 9110) over something of a known size. Pure function, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace jobhost {

struct ByteRange {
  enum class Kind { whole, part, unsatisfiable };  // whole: no Range, one we do not understand, or several ranges
  Kind kind = Kind::whole;
  std::int64_t offset = 0;
  std::int64_t length = 0;
};

// "bytes=0-99", "bytes=100-", "bytes=-50" (the last 50).
ByteRange read_range(std::string_view header, std::int64_t size);

}  // namespace jobhost
