// Bytes as text for a partial, which is JSON (RFC 4648). Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace quant_job {

std::string to_base64(std::string_view bytes);
// Throws std::runtime_error for a character that is not base64.
std::string from_base64(std::string_view text);

}  // namespace quant_job
