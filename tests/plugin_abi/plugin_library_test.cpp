#include "runtime/plugin_library.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "runtime/host_functions.hpp"

namespace jobhost {
namespace {

std::string plugin(const std::string& name) {
  return std::string(JOBHOST_PLUGIN_DIR) + "/" + name + ".so";
}

// The code and the text of the refusal.
std::pair<std::string, std::string> refusal_of(const std::string& file) {
  try {
    const PluginLibrary library(file, host_table());
  } catch (const PluginRefused& refused) { return {refused.code(), refused.what()}; }
  return {"", "it was loaded"};
}

TEST(PluginLibrary, ReadsTheDescriptorOfAPluginInC) {
  const PluginLibrary library(plugin("example_c"), host_table());
  const auto descriptor = library.descriptor();
  EXPECT_EQ(descriptor.at("id"), "example_c");
  EXPECT_EQ(descriptor.at("version"), "1.0.0");
  EXPECT_TRUE(nlohmann::json::accept(descriptor.at("payload_schema").get<std::string>()));
}

TEST(PluginLibrary, RefusesAnotherMajorVersionWithASentence) {
  const auto [code, text] = refusal_of(plugin("wrong_abi"));
  EXPECT_EQ(code, "abi_mismatch");
  EXPECT_NE(text.find("built for ABI 99.0, this host speaks 1.0: rebuild the plugin"), std::string::npos) << text;
}

TEST(PluginLibrary, RefusesALibraryWithoutTheEntry) {
  const auto [code, text] = refusal_of(plugin("not_a_plugin"));
  EXPECT_EQ(code, "no_entry");
  EXPECT_NE(text.find("does not export jobhost_plugin_v1"), std::string::npos) << text;
}

TEST(PluginLibrary, KeepsTheLoadersReasonForAFileThatIsNoLibrary) {
  const auto file = testing::TempDir() + "text.so";
  std::ofstream(file) << "this is not an ELF file, but it is long enough to have had a header of one";
  const auto [code, text] = refusal_of(file);
  EXPECT_EQ(code, "not_loadable");
  EXPECT_NE(text.find("invalid ELF header"), std::string::npos) << text;
}

// A table that claims to be shorter than the fields the host needs.
TEST(PluginLibrary, HasLooksAtTheOtherSidesSize) {
  jobhost_plugin table{};
  table.struct_size = offsetof(jobhost_plugin, run);
  EXPECT_FALSE(JOBHOST_HAS(&table, run));
  EXPECT_TRUE(JOBHOST_HAS(&table, destroy));
}

}  // namespace
}  // namespace jobhost
