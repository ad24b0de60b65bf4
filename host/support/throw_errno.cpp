#include "support/throw_errno.hpp"

#include <cerrno>
#include <system_error>

namespace jobhost {

void throw_errno(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace jobhost
