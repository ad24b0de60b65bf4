#include "runtime/crash_record.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <memory>

namespace jobhost {
namespace {

class CrashRecordTest : public testing::Test {
 protected:
  void write_down(std::initializer_list<std::uint64_t> frames, std::uint64_t program_counter) {
    record_->begun = 1;
    record_->signal = SIGSEGV;
    record_->address = 0x10;
    record_->program_counter = program_counter;
    for (const auto frame : frames) { record_->frames[record_->frame_count++] = frame; }
  }
  std::unique_ptr<CrashRecord> record_ = std::make_unique<CrashRecord>();
};

TEST_F(CrashRecordTest, FreshMemoryHoldsNoCrash) {
  EXPECT_FALSE(read_crash(*record_));
}

TEST_F(CrashRecordTest, TheStackBeginsWhereTheSignalCame) {
  write_down({1, 2, 30, 40}, 30);
  const auto crash = read_crash(*record_);
  ASSERT_TRUE(crash);
  EXPECT_EQ(crash->signal, SIGSEGV);
  EXPECT_EQ(crash->address, 0x10u);
  EXPECT_EQ(crash->frames, (std::vector<std::uint64_t>{30, 40}));
}

TEST_F(CrashRecordTest, AJumpIntoNowhereIsTheFirstFrame) {
  write_down({1, 2}, 0);
  EXPECT_EQ(read_crash(*record_)->frames, (std::vector<std::uint64_t>{0, 1, 2}));
}

TEST_F(CrashRecordTest, CountsThatAPluginHasForgedAreCut) {
  write_down({}, 5);
  record_->frame_count = 4'000'000'000;
  record_->maps_size = 4'000'000'000;
  record_->status_size = 4'000'000'000;
  const auto crash = read_crash(*record_);
  EXPECT_LE(crash->frames.size(), kMaxCrashFrames + 1);
  EXPECT_EQ(crash->maps.size(), kMaxCrashMaps);
}

}  // namespace
}  // namespace jobhost
