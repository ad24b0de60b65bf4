// JSON bodies from clients. Pure functions, any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "http/response.hpp"

namespace jobhost {

// 415 unless it is application/json (parameters are allowed).
std::optional<Response> refuse_unless_json(std::string_view content_type);

// Parses `text` into `document`; else 400 with line, column and byte of the mistake, or because it is nested deeper
// than 64 levels (what comes after may use recursion).
std::optional<Response> parse_json(std::string_view text, nlohmann::json& document);

// "Text/CSV; charset=utf-8" is the media type "text/csv".
bool has_media_type(std::string_view content_type, std::string_view media_type);

}  // namespace jobhost
