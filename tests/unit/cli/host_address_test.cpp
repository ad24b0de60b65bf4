#include "cli/host_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/http_client.hpp"
#include "cli_run.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

using test::write_file;
using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(HostAddress, PrefersTheServerOption) {
  const TemporaryFolder data;
  write_file(data, "address", "127.0.0.1:1\n");
  EXPECT_EQ(find_host({"http://127.0.0.1:5", data.path()}, "http://127.0.0.1:6").url, "http://127.0.0.1:5");
}

TEST(HostAddress, ReadsTheAddressFileOfTheDataFolder) {
  const TemporaryFolder data;
  const auto file = write_file(data, "address", "127.0.0.1:43211\n");
  const auto address = find_host({"", data.path()}, "http://127.0.0.1:6");
  EXPECT_EQ(address.url, "http://127.0.0.1:43211");
  EXPECT_EQ(address.source, file);
}

TEST(HostAddress, SaysThatNoHostRunsWhenTheAddressFileIsNotThere) {
  const TemporaryFolder data;
  EXPECT_THAT(
      [&] {
        find_host({"", data.path()}, nullptr);
      },
      ThrowsMessage<HostUnreachable>(HasSubstr("no host runs on this data folder")));
}

TEST(HostAddress, FallsBackToTheEnvironmentThenToTheDefaultFolderThenToTheDefault) {
  const TemporaryFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  EXPECT_EQ(find_host({}, "http://127.0.0.1:6").url, "http://127.0.0.1:6");
  EXPECT_EQ(find_host({}, "").url, "http://127.0.0.1:8080");
  std::filesystem::create_directory("var");
  const auto file = write_file(folder, "var/address", "127.0.0.1:7");
  EXPECT_EQ(find_host({}, nullptr).url, "http://127.0.0.1:7");
  EXPECT_EQ(find_host({}, nullptr).source, "var/address");
  std::filesystem::current_path(before);
}

TEST(HostAddress, CompletesWhatIsShort) {
  EXPECT_EQ(find_host({"localhost:8080", {}}, nullptr).url, "http://localhost:8080");
  EXPECT_EQ(find_host({"http://localhost:8080//", {}}, nullptr).url, "http://localhost:8080");
  EXPECT_EQ(find_host({"[::1]:8080", {}}, nullptr).url, "http://[::1]:8080");
}

TEST(HostAddress, RefusesWhatIsNoAddress) {
  for (const auto* text : {"ftp://x", "http://", "http://x/path", "http://u@x", "a b"}) {
    EXPECT_THROW(find_host({text, {}}, nullptr), UserError) << text;
  }
}

TEST(HostAddress, EncodesWhatGoesIntoAUrl) {
  EXPECT_EQ(percent_encode("BTC/USD:x y"), "BTC%2FUSD%3Ax%20y");
  EXPECT_EQ(percent_encode("W/\"12-3\""), "W%2F%2212-3%22");
  EXPECT_EQ(percent_encode("\xc3\xa4-._~"), "%C3%A4-._~");
}

}  // namespace
}  // namespace jobhost
