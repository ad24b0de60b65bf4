#include "runtime/shared_flags.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <new>
#include <system_error>
#include <utility>

#include "support/throw_errno.hpp"

namespace jobhost {

SharedFlagsMapping SharedFlagsMapping::create() {
  UniqueFd fd(::memfd_create("jobhost-flags", MFD_CLOEXEC));
  if (!fd || ::ftruncate(fd.get(), sizeof(SharedFlags)) != 0) { throw_errno("memfd"); }
  SharedFlagsMapping mapping(std::move(fd));
  new (mapping.flags_) SharedFlags;
  return mapping;
}

SharedFlagsMapping SharedFlagsMapping::open(UniqueFd fd) {
  return SharedFlagsMapping(std::move(fd));
}

SharedFlagsMapping::SharedFlagsMapping(UniqueFd fd) : fd_(std::move(fd)) {
  void* memory = ::mmap(nullptr, sizeof(SharedFlags), PROT_READ | PROT_WRITE, MAP_SHARED, fd_.get(), 0);
  if (memory == MAP_FAILED) { throw_errno("mmap of the shared flags"); }
  flags_ = static_cast<SharedFlags*>(memory);
}

SharedFlagsMapping::SharedFlagsMapping(SharedFlagsMapping&& other) noexcept
    : fd_(std::move(other.fd_)), flags_(std::exchange(other.flags_, nullptr)) {}

SharedFlagsMapping::~SharedFlagsMapping() {
  if (flags_ != nullptr) { ::munmap(flags_, sizeof(SharedFlags)); }
}

}  // namespace jobhost
