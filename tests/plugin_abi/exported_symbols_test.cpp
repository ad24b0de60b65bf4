// What jobhost_add_plugin() promises about the file that it makes.

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>

namespace jobhost {
namespace {

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::string output;
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr) { output += buffer; }
  return output;
}

std::string path_of(const std::string& name) {
  return std::string(JOBHOST_PLUGIN_DIR) + "/" + name + ".so";
}

class BuiltPlugin : public testing::TestWithParam<std::string> {};

TEST_P(BuiltPlugin, ExportsOnlyTheEntry) {
  // Name and type of every defined dynamic symbol.
  const auto symbols =
      output_of("nm -D --defined-only --format=posix " + path_of(GetParam()) + " | cut -d' ' -f1,2");
  EXPECT_EQ(symbols, "jobhost_plugin_v1 T\n");
}

TEST_P(BuiltPlugin, BindsItselfAtLoadTimeAndHasABuildId) {
  const auto dynamic = output_of("readelf -d " + path_of(GetParam()));
  EXPECT_NE(dynamic.find("SYMBOLIC"), std::string::npos);
  EXPECT_NE(dynamic.find("NOW"), std::string::npos);
  EXPECT_NE(output_of("readelf -n " + path_of(GetParam())).find("Build ID"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(All, BuiltPlugin, testing::Values("example_c", "hostile", "sharded"),
                         [](const auto& value) { return value.param; });

}  // namespace
}  // namespace jobhost
