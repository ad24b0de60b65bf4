#include "runtime/crash_text.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <iterator>

namespace jobhost {

// Outside the unnamed namespace and not static, so that its name is a symbol of this program.
[[gnu::noinline]] void a_function_to_find() {
  std::raise(0);
}

namespace {

std::string own_maps() {
  std::ifstream file("/proc/self/maps");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(CrashText, NamesFunctionFileAndLine) {
  const auto here = reinterpret_cast<std::uintptr_t>(&a_function_to_find);
  const auto text =
      crash_text({.signal = SIGSEGV, .signal_code = 1, .address = 0x10, .frames = {here}, .maps = own_maps()});
  EXPECT_EQ(text.find("SIGSEGV at address 0x10\n#0 jobhost::a_function_to_find()"), 0u) << text;
#if defined(__OPTIMIZE__)
  SUCCEED();  // where a function begins is not told to the line
#else
  EXPECT_NE(text.find(" at crash_text_test.cpp:"), std::string::npos) << text;
#endif
}

TEST(CrashText, WithoutMapsItHasTheBareAddresses) {
  EXPECT_EQ(crash_text({.signal = SIGABRT, .frames = {0x1234, 0}, .maps = {}}), "SIGABRT\n#0 0x1234\n#1 0x0\n");
}

TEST(CrashText, MapsThatMakeNoSenseDoNoHarm) {
  for (const std::string maps :
       {"nonsense", "ffff-1 r-xp 0 0 0 /etc/passwd\n", "\n\n/\n", "1000-2000 r-xp 00000000 00:00 0 /dev/zero\n",
        "1000-2000 r-xp 00000000 08:01 1 /etc/passwd\n"}) {
    const auto text = crash_text({.signal = SIGABRT, .frames = {0x1234}, .maps = maps});
    EXPECT_EQ(text.find("SIGABRT\n#0 0x1234"), 0u) << maps << text;
  }
}

TEST(CrashText, ASignalThatSomebodySentHasNoAddress) {
  EXPECT_EQ(crash_text({.signal = SIGSEGV, .signal_code = 0, .address = 7, .frames = {}, .maps = {}}), "SIGSEGV\n");
}

}  // namespace
}  // namespace jobhost
