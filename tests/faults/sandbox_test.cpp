// What a plugin may not do fails with an error that it sees, hurts nobody, and the host serves on.

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

constexpr auto kOneRunner = "    max_attempts: 1\n    concurrency: 1\n";

struct Trespass {
  std::string action;
  int error;
};

void PrintTo(const Trespass& trespass, std::ostream* out) {
  *out << trespass.action;
}

// A port of 127.0.0.1 that somebody listens on.
class OpenPort {
 public:
  OpenPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, any, size) != 0 || ::listen(socket_, 4) != 0 || ::getsockname(socket_, any, &size) != 0) {
      throw std::runtime_error("no port for the test");
    }
    port_ = ntohs(address.sin_port);
  }
  ~OpenPort() { ::close(socket_); }
  OpenPort(const OpenPort&) = delete;
  OpenPort& operator=(const OpenPort&) = delete;
  [[nodiscard]] int port() const { return port_; }

 private:
  int socket_;
  int port_ = 0;
};

class Sandbox : public testing::TestWithParam<Trespass> {};

TEST_P(Sandbox, Refuses) {
  HostProcess host(test_config({"hostile"}, std::string(kOneRunner) + "    sandbox: required\n"));
  host.start();
  const OpenPort port;
  const auto file = host.folder() / "outside";
  std::ofstream(file) << "untouched";
  auto api = host.client();
  const auto& [action, error] = GetParam();
  const auto target = action == "make_folder" || action == "write_file" ? file.string() + "2" : file.string();
  const auto job = api.finish(api.submit("hostile", {{"do", action}, {"file", target}, {"port", port.port()}}));
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result").at("errno"), error) << job.dump();
  EXPECT_EQ(job.at("result").value("children", 0), 0);
  EXPECT_EQ(std::filesystem::file_size(file), 9u);
  EXPECT_FALSE(std::filesystem::exists(file.string() + "2"));
  EXPECT_EQ(api.finish(api.submit("hostile", {{"do", "print"}})).at("state"), "succeeded");
}

std::string action_name(const testing::TestParamInfo<Trespass>& trespass) {
  return trespass.param.action;
}

INSTANTIATE_TEST_SUITE_P(To, Sandbox,
                         testing::Values(Trespass{"exec", EPERM}, Trespass{"write_file", EACCES},
                                         Trespass{"remove_file", EACCES}, Trespass{"truncate_file", EACCES},
                                         Trespass{"make_folder", EACCES}, Trespass{"change_mode", EPERM},
                                         Trespass{"connect", EPERM}, Trespass{"kill_parent", EPERM},
                                         Trespass{"limit_parent", EPERM}, Trespass{"raise_own_limit", EPERM},
                                         Trespass{"leave_group", EPERM}, Trespass{"unshare", EPERM},
                                         Trespass{"io_uring", EPERM}),
                         action_name);

// Not in sanitizer builds: LeakSanitizer clones and traces.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
INSTANTIATE_TEST_SUITE_P(Also, Sandbox,
                         testing::Values(Trespass{"fork_bomb", EPERM}, Trespass{"trace_parent", EPERM}),
                         action_name);
#endif

TEST(SandboxThatIsOff, LetsAPluginWriteWhereItLikes) {
  HostProcess host(test_config({"hostile"}, "    sandbox: off\n"));
  host.start();
  auto api = host.client();
  const auto job =
      api.finish(api.submit("hostile", {{"do", "write_file"}, {"file", (host.folder() / "outside").string()}}));
  EXPECT_EQ(job.at("result").at("errno"), 0) << job.dump();
  EXPECT_EQ(api.get("/v1/job-types/hostile").json().at("sandbox"), "none");
}

TEST(SandboxWithNetwork, LetsAPluginConnect) {
  HostProcess host(test_config({"hostile"}, "    sandbox: required\n    allow_network: true\n"));
  host.start();
  const OpenPort port;
  auto api = host.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "connect"}, {"port", port.port()}}));
  EXPECT_EQ(job.at("result").at("errno"), 0) << job.dump();
}

TEST(SandboxInForce, IsShownWithTheLimitsOfTheType) {
  HostProcess host(test_config({"noop"}, "    sandbox: required\n    cpu_time_limit: 90s\n    nice: 3\n"));
  host.start();
  const auto type = host.client().get("/v1/job-types/noop").json();
  EXPECT_EQ(type.at("sandbox"), "full");
  EXPECT_EQ(type.at("limits").at("cpu_time"), "90s");
  EXPECT_EQ(type.at("limits").at("nice"), 3);
  EXPECT_TRUE(type.at("limits").at("memory_bytes").is_null());
  EXPECT_EQ(type.at("limits").at("allow_network"), false);
}

TEST(SandboxInForce, LeavesThreadsAndItsOwnSignalsToAPlugin) {
  HostProcess host(test_config({"hostile"}, "    sandbox: required\n"));
  host.start();
  auto api = host.client();
  const auto threads = api.finish(api.submit("hostile", {{"do", "threads"}}));
  EXPECT_EQ(threads.at("result").at("sum"), 36) << threads.dump();
  const auto signal = api.finish(api.submit("hostile", {{"do", "signal_itself"}}));
  EXPECT_EQ(signal.at("result").at("came"), true) << signal.dump();
}

}  // namespace
}  // namespace jobhost
