#include "runtime/event_loop.hpp"

#include <gtest/gtest.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <thread>

namespace jobhost {
namespace {

using std::chrono::milliseconds;

TEST(EventLoop, RunsPostedTasksInOrderAlsoFromOtherThreads) {
  EventLoop loop;
  std::vector<int> seen;
  std::thread other([&] {
    for (int i = 0; i < 1'000; ++i) {
      loop.post([&seen, i] { seen.push_back(i); });
    }
    loop.stop();
  });
  loop.run();
  other.join();
  ASSERT_EQ(seen.size(), 1'000u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST(EventLoop, RunsTimersByTimeAndNotThoseCancelled) {
  EventLoop loop;
  std::string order;
  loop.after(milliseconds(4), [&] {
    order += "c";
    loop.stop();
  });
  loop.after(milliseconds(0), [&] { order += "a"; });
  const auto cancelled = loop.after(milliseconds(1), [&] { order += "x"; });
  loop.after(milliseconds(2), [&] { order += "b"; });
  loop.cancel_timer(cancelled);
  loop.run();
  EXPECT_EQ(order, "abc");
}

TEST(EventLoop, AWatchMayRemoveItself) {
  EventLoop loop;
  std::array<int, 2> fds{};
  ASSERT_EQ(::pipe(fds.data()), 0);
  const UniqueFd read_end(fds[0]);
  const UniqueFd write_end(fds[1]);
  int calls = 0;
  loop.watch(read_end.get(), EPOLLIN, [&](std::uint32_t) {
    ++calls;  // level-triggered: without unwatch it would be called for ever
    loop.unwatch(read_end.get());
    loop.after(milliseconds(2), [&] { loop.stop(); });
  });
  ASSERT_EQ(::write(write_end.get(), "x", 1), 1);
  loop.run();
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace jobhost
