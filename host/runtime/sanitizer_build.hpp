// Whether this program was built with AddressSanitizer or ThreadSanitizer. Their runtimes reserve terabytes of
// address space, take signals for their own reports, and LeakSanitizer clones and traces the process when it ends:
// limits, crash handler and sandbox make way for that.
#pragma once

namespace jobhost {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitizerBuild = true;
#else
inline constexpr bool kSanitizerBuild = false;
#endif

}  // namespace jobhost
