// Built once with the SDK of ABI 1.0 and never again: today's host must run the library beside this file.
#include <jobhost/plugin.hpp>

class Sum : public jobhost::Handler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "sum_cpp", .version = "1.0.0", .title = "Sum", .description = "Adds the values of its payload.",
            .payload_schema = R"({"type": "object", "required": ["values"]})",
            .result_schema = R"({"type": "object", "required": ["sum"]})",
            .example_payload = R"({"values": [1, 2, 3]})"};
  }
  jobhost::json run(jobhost::Job& job) override {
    double sum = job.settings().value("start", 0.0);
    for (const auto& value : job.payload().at("values")) {
      job.throw_if_cancelled();
      sum += value.get<double>();
    }
    job.log("added");
    job.progress(1.0, "done");
    job.attach("sum.txt", "text/plain", std::to_string(sum));
    if (sum < 0) { throw jobhost::JobError("the sum is negative", "negative"); }
    return {{"sum", sum}};
  }
};
JOBHOST_PLUGIN(Sum)
