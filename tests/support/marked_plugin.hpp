// Copies of the plugin `marked` (tests/plugins/marked.cpp) with markers of the test's own, so that a test has as
// many different plugin files as it needs and can tell from a result which of them ran.
#pragma once

#include <filesystem>
#include <string>

namespace jobhost {

// The bytes of the plugin with this marker: a letter and at most 13 digits.
std::string marked_plugin(const std::string& marker);

// Ways in which people replace a file.
void write_in_place(const std::filesystem::path& file, const std::string& bytes);  // truncate, then write
void write_and_rename(const std::filesystem::path& file, const std::string& bytes);
// `link` becomes a link to a new file with these bytes.
void write_and_swap_link(const std::filesystem::path& link, const std::string& bytes);

}  // namespace jobhost
