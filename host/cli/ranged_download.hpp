// Fetches a result or an artifact in pieces: the host does not send large bodies in one answer.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/host_api.hpp"

namespace jobhost {

// Hands the bytes of `path` to `sink`, in order. Throws what HostApi throws, and AnswerUnreadable when the pieces
// do not fit together.
void download(HostApi& host, const std::string& path, const std::function<void(std::string_view)>& sink);

std::string download_text(HostApi& host, const std::string& path);

}  // namespace jobhost
