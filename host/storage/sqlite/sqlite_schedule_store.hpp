// ScheduleStore on the writer thread and the read connections of one SqliteStore.
#pragma once

#include "storage/schedule_store.hpp"
#include "storage/sqlite/read_pool.hpp"
#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

class SqliteScheduleStore final : public ScheduleStore {
 public:
  SqliteScheduleStore(Writer& writer, ReadPool& readers) : writer_(writer), readers_(readers) {}

  void keep(std::span<const ScheduleKey> schedules) override;
  [[nodiscard]] std::vector<ScheduleState> list() const override;
  std::optional<JobId> fire(const std::string& name, const DueSlots& due, const NewJob& job) override;
  bool skip(const std::string& name, const DueSlots& due, const std::string& error) override;

 private:
  Writer& writer_;
  ReadPool& readers_;
};

}  // namespace jobhost::sqlite
