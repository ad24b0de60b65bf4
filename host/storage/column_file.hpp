// The column file: one series version as the CPU wants it, written once, mapped read-only by every runner (and
// shipped as it is to other machines). Little-endian. Header of 64 bytes: magic "JHBARS01", u64 count, i64 version,
// zeros; then six columns (i64 time; f64 open high low close volume), each padded to a multiple of 64 bytes.
// ColumnFile is movable; the spans live as long as it does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "storage/market_data.hpp"

namespace jobhost {

// Written under a temporary name, synced, renamed. Throws std::system_error.
void write_column_file(const std::filesystem::path& path, const Bars& bars, std::int64_t version);

class ColumnFile {
 public:
  // Throws std::system_error when it cannot be mapped, std::runtime_error when it is not a column file.
  explicit ColumnFile(const std::filesystem::path& path);
  ~ColumnFile();
  ColumnFile(ColumnFile&& other) noexcept;
  ColumnFile& operator=(ColumnFile&& other) noexcept;
  ColumnFile(const ColumnFile&) = delete;
  ColumnFile& operator=(const ColumnFile&) = delete;

  [[nodiscard]] std::int64_t version() const noexcept;
  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] std::span<const std::int64_t> time() const noexcept;
  // 0 open, 1 high, 2 low, 3 close, 4 volume
  [[nodiscard]] std::span<const double> column(std::size_t index) const noexcept;

 private:
  const std::byte* data_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace jobhost
