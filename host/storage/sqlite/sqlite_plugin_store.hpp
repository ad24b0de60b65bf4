// PluginStore on the writer thread and the read connections of one SqliteStore.
#pragma once

#include "storage/plugin_store.hpp"
#include "storage/sqlite/read_pool.hpp"
#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

class SqlitePluginStore final : public PluginStore {
 public:
  SqlitePluginStore(Writer& writer, ReadPool& readers) : writer_(writer), readers_(readers) {}

  std::int64_t insert(const PluginGeneration& generation) override;
  void update(const PluginGeneration& generation) override;
  [[nodiscard]] std::vector<PluginGeneration> list(int limit) const override;
  [[nodiscard]] std::optional<PluginGeneration> last_good(const std::string& job_type,
                                                          const std::string& except) const override;
  void end_open(Timestamp now) override;
  void quarantine(const std::string& job_type, const std::string& digest, const std::string& reason) override;
  [[nodiscard]] std::optional<std::string> quarantine_reason(const std::string& job_type,
                                                             const std::string& digest) const override;
  void lift_quarantine() override;

 private:
  Writer& writer_;
  ReadPool& readers_;
};

}  // namespace jobhost::sqlite
