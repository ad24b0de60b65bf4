// A real `jobhost serve` on a free loopback port, with its data in a folder of its own. Stopped when it goes out of
// scope; signals go only to the process started here.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "support/api_client.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {

class HostProcess {
 public:
  // config: text of jobs.yaml. Started by start().
  explicit HostProcess(const std::string& config);
  ~HostProcess();
  HostProcess(const HostProcess&) = delete;
  HostProcess& operator=(const HostProcess&) = delete;

  // Instead of a free port and of the folder's own data.
  void listen_on(std::string address) { listen_ = std::move(address); }
  void keep_data_in(std::filesystem::path folder) { data_ = std::move(folder); }

  // Waits until it serves; throws with its output when it ends before that.
  void start();
  // Runs it to its end, for starts that must fail: exit code and what it printed on stderr.
  struct Failure {
    int exit_code = 0;
    std::string output;
  };
  Failure start_and_fail();

  void signal(int number) const;
  // Waits for the end; the exit code, or -signal.
  int wait();
  void kill9();
  [[nodiscard]] pid_t pid() const { return pid_; }

  [[nodiscard]] ApiClient client() const { return ApiClient(address_); }
  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path data() const { return data_; }
  [[nodiscard]] std::string output() const;

 private:
  void spawn();

  TemporaryFolder folder_;
  std::filesystem::path data_ = folder_ / "data";
  std::string listen_ = "127.0.0.1:0";
  pid_t pid_ = -1;
  std::string address_;
};

// A config with the named test plugins as job types of the same name. more: lines for each type, two levels deep.
std::string test_config(const std::vector<std::string>& plugins, const std::string& more = "");

}  // namespace jobhost
