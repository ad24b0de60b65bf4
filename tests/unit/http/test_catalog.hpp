// The job types that the tests of the HTTP layer submit to.
#pragma once

#include "job/job_type.hpp"

namespace jobhost {

// "optimization" and "echo" (no limits on its payload) can be submitted, "broken" cannot.
class TestCatalog final : public JobTypeCatalog {
 public:
  TestCatalog();
  [[nodiscard]] std::shared_ptr<const JobType> find(std::string_view name) const override;
  [[nodiscard]] std::vector<std::shared_ptr<const JobType>> list() const override { return types_; }

 private:
  std::vector<std::shared_ptr<const JobType>> types_;
};

}  // namespace jobhost
