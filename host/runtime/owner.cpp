#include "runtime/owner.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <sstream>

namespace jobhost {
namespace {

std::string boot_id() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(file, id);
  return id;
}

// Field 22 of /proc/PID/stat, in clock ticks since boot. The command in field 2 may hold spaces and parentheses, so
// counting starts after the last ')'. nullopt: no such process.
std::optional<std::string> start_time(const std::string& pid) {
  std::ifstream file("/proc/" + pid + "/stat");
  std::string line;
  if (!std::getline(file, line)) { return std::nullopt; }
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::string field;
  for (int number = 3; number <= 22; ++number) { fields >> field; }
  return field;
}

}  // namespace

std::string this_owner() {
  const auto pid = std::to_string(::getpid());
  return fmt::format("{}/{}/{}", boot_id(), pid, start_time(pid).value_or("0"));
}

bool is_dead_owner(const std::string& owner) {
  const auto first = owner.find('/');
  const auto second = owner.find('/', first + 1);
  if (first == std::string::npos || second == std::string::npos) { return false; }
  if (owner.substr(0, first) != boot_id()) { return false; }
  const auto pid = owner.substr(first + 1, second - first - 1);
  if (pid.empty() || pid.find_first_not_of("0123456789") != std::string::npos) { return false; }
  return start_time(pid) != owner.substr(second + 1);
}

}  // namespace jobhost
