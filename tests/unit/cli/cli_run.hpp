// Runs one command of the CLI in this process and keeps what it printed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace jobhost::test {

struct CliRun {
  int exit = -1;
  std::string out;
  std::string err;
};

// Without "jobhost". JOBHOST_SERVER is not set.
CliRun run(std::vector<std::string> arguments);

// The path of a new file in `folder`.
std::string write_file(const TemporaryFolder& folder, const std::string& name, const std::string& content);
std::string read_file(const std::filesystem::path& file);

}  // namespace jobhost::test
