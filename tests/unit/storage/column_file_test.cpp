#include "storage/column_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

Bars some_bars(std::size_t count) {
  Bars bars;
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = static_cast<double>(i);
    bars.time.push_back(static_cast<std::int64_t>(i) * 60);
    bars.open.push_back(value + 0.1);
    bars.high.push_back(value + 0.2);
    bars.low.push_back(value + 0.3);
    bars.close.push_back(value + 0.4);
    bars.volume.push_back(value + 0.5);
  }
  return bars;
}

TEST(ColumnFile, ReadsBackEveryColumn) {
  const TemporaryFolder folder;
  for (const std::size_t count : {0U, 1U, 7U, 8U, 9U, 1000U}) {
    const auto bars = some_bars(count);
    write_column_file(folder / "a.bars", bars, 42);
    const ColumnFile file(folder / "a.bars");
    EXPECT_EQ(file.version(), 42);
    ASSERT_EQ(file.size(), count);
    EXPECT_TRUE(std::equal(file.time().begin(), file.time().end(), bars.time.begin(), bars.time.end()));
    const std::vector<const std::vector<double>*> columns{&bars.open, &bars.high, &bars.low, &bars.close,
                                                          &bars.volume};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto column = file.column(i);
      EXPECT_TRUE(std::equal(column.begin(), column.end(), columns[i]->begin(), columns[i]->end())) << i;
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(column.data()) % 64, 0U);
    }
  }
}

TEST(ColumnFile, LeavesNoTemporaryFile) {
  const TemporaryFolder folder;
  write_column_file(folder / "a.bars", some_bars(3), 1);
  const std::filesystem::directory_iterator files(folder.path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(ColumnFile, StaysReadableAfterItsFileIsReplacedOrRemoved) {
  const TemporaryFolder folder;
  write_column_file(folder / "a.bars", some_bars(100), 1);
  const ColumnFile file(folder / "a.bars");
  write_column_file(folder / "a.bars", some_bars(5), 2);
  std::filesystem::remove(folder / "a.bars");
  EXPECT_EQ(file.version(), 1);
  EXPECT_EQ(file.column(0)[99], 99.1);
}

TEST(ColumnFile, MovesItsMapping) {
  const TemporaryFolder folder;
  write_column_file(folder / "a.bars", some_bars(3), 7);
  ColumnFile first(folder / "a.bars");
  ColumnFile second(std::move(first));
  EXPECT_EQ(second.version(), 7);
  write_column_file(folder / "b.bars", some_bars(4), 8);
  second = ColumnFile(folder / "b.bars");
  EXPECT_EQ(second.size(), 4U);
}

TEST(ColumnFile, RefusesWhatIsNoColumnFile) {
  const TemporaryFolder folder;
  EXPECT_THROW(ColumnFile(folder / "none"), std::system_error);
  std::ofstream(folder / "short") << "JHBARS01";
  EXPECT_THROW(ColumnFile(folder / "short"), std::runtime_error);
  std::ofstream(folder / "text") << std::string(1000, 'x');
  EXPECT_THROW(ColumnFile(folder / "text"), std::runtime_error);
}

TEST(ColumnFile, RefusesACutFileAndACountThatIsTooLarge) {
  const TemporaryFolder folder;
  write_column_file(folder / "a", some_bars(100), 1);
  std::filesystem::resize_file(folder / "a", std::filesystem::file_size(folder / "a") - 64);
  EXPECT_THROW(ColumnFile(folder / "a"), std::runtime_error);
  write_column_file(folder / "b", some_bars(1), 1);
  std::fstream file(folder / "b", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(8).write("\x01\0\0\0\0\0\0\x20", 8);  // 2^61 + 1: eight times that wraps around to 8
  file.close();
  EXPECT_THROW(ColumnFile(folder / "b"), std::runtime_error);
}

}  // namespace
}  // namespace jobhost
