#include "cli/local_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

#include "support/errors.hpp"

namespace jobhost {
namespace {

std::string read_all(std::istream& stream) {
  return {std::istreambuf_iterator<char>(stream), {}};
}

[[noreturn]] void fail(const std::filesystem::path& file, const std::error_code& why) {
  throw UserError(fmt::format("{} cannot be read: {}", file.string(), why.message()));
}

}  // namespace

std::string read_file_or_stdin(const std::filesystem::path& file) {
  if (file == "-") { return read_all(std::cin); }
  // A folder opens like a file and only fails when it is read.
  if (std::filesystem::is_directory(file)) { fail(file, std::make_error_code(std::errc::is_a_directory)); }
  std::ifstream stream(file, std::ios::binary);
  if (!stream.is_open()) { fail(file, {errno, std::generic_category()}); }
  return read_all(stream);
}

}  // namespace jobhost
