// If-None-Match, and the `if_changed` parameter that means the same. Pure functions, any thread.
#pragma once

#include <string_view>

namespace jobhost {

// Does `condition`, a list of tags or *, name `etag`? Weak comparison (RFC 9110): W/ does not count. A tag without
// its quotes is taken too, because a URL is where they get lost.
bool names_etag(std::string_view condition, std::string_view etag);

}  // namespace jobhost
