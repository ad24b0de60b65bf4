// "Did you mean": the known name that is nearest to a mistyped one. Pure function.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace jobhost {

// By edit distance (insert, delete, replace, swap of neighbours), ignoring case; nullopt when nothing is near
// enough to be meant (at most 2 edits, or a third of a longer word).
std::optional<std::string> closest_name(std::string_view name, std::span<const std::string> known);

}  // namespace jobhost
