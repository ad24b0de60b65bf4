#include "support/unique_fd.hpp"

#include <unistd.h>

namespace jobhost {

UniqueFd& UniqueFd::operator=(UniqueFd&& other) noexcept {
  if (this != &other) {
    reset();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

void UniqueFd::reset() noexcept {
  if (fd_ >= 0) { ::close(std::exchange(fd_, -1)); }
}

}  // namespace jobhost
