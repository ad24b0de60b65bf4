// Local files and stdin, as commands read them. Throw UserError with the reason.
#pragma once

#include <filesystem>
#include <string>

namespace jobhost {

// "-" is stdin.
std::string read_file_or_stdin(const std::filesystem::path& file);

}  // namespace jobhost
