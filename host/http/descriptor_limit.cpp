#include "http/descriptor_limit.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace jobhost {
namespace {

constexpr rlim_t kForTheRest = 400;
constexpr rlim_t kPerConnection = 2;

}  // namespace

std::size_t make_room_for_connections(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) { return 16; }
  const rlim_t needed = kForTheRest + wanted * kPerConnection;
  if (limit.rlim_cur < needed) {
    limit.rlim_cur = std::min(limit.rlim_max, needed);
    // Without permission the old limit stands, and fewer connections fit.
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
  }
  const auto room = limit.rlim_cur > kForTheRest ? (limit.rlim_cur - kForTheRest) / kPerConnection : rlim_t{0};
  return std::clamp<std::size_t>(room, 16, wanted);
}

}  // namespace jobhost
