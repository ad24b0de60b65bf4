#include "cli_run.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "cli/cli.hpp"

namespace jobhost::test {

CliRun run(std::vector<std::string> arguments) {
  ::unsetenv("JOBHOST_SERVER");
  arguments.insert(arguments.begin(), "jobhost");
  std::vector<char*> argv;
  for (auto& argument : arguments) { argv.push_back(argument.data()); }
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  CliRun result;
  result.exit = run_cli(static_cast<int>(argv.size()), argv.data());
  result.out = testing::internal::GetCapturedStdout();
  result.err = testing::internal::GetCapturedStderr();
  return result;
}

std::string write_file(const TemporaryFolder& folder, const std::string& name, const std::string& content) {
  std::ofstream(folder / name, std::ios::binary) << content;
  return folder / name;
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace jobhost::test
