#include "runtime/runner_process.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace jobhost {
namespace {

void wait_for_exit(const RunnerProcess& process) {
  pollfd watched{process.pid_fd(), POLLIN, 0};
  ASSERT_EQ(::poll(&watched, 1, 10'000), 1) << "the process did not end";
}

TEST(RunnerProcess, LeavesInGoodOrderWhenTheWireIsClosed) {
  RunnerProcess process(JOBHOST_BINARY);
  process.close_wire();
  wait_for_exit(process);
  const auto end = process.reap();
  EXPECT_EQ(end.signal, 0);
  EXPECT_EQ(end.exit_code, 0);
}

TEST(RunnerProcess, IsInAGroupOfItsOwnAndReportsItsSignal) {
  RunnerProcess process(JOBHOST_BINARY);
  EXPECT_EQ(::getpgid(process.pid()), process.pid());
  process.signal(SIGKILL);
  wait_for_exit(process);
  EXPECT_EQ(process.reap().signal, SIGKILL);
}

TEST(RunnerProcess, AProgramThatIsNotThereIsAnErrorNotACrash) {
  EXPECT_THROW(RunnerProcess("/nowhere/jobhost"), std::system_error);
}

TEST(SignalName, IsTheOneEverybodyKnows) {
  EXPECT_EQ(signal_name(SIGSEGV), "SIGSEGV");
  EXPECT_EQ(signal_name(SIGABRT), "SIGABRT");
  EXPECT_EQ(signal_name(77), "signal 77");
}

}  // namespace
}  // namespace jobhost
