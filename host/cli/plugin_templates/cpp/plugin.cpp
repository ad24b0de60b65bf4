// The job type {{name}}: adds up the numbers of its payload. Replace describe() and run() with your own.
#include <cmath>
#include <jobhost/plugin.hpp>

class {{Class}} : public jobhost::Handler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "{{name}}",
            .version = "0.1.0",
            .title = "{{title}}",
            .description = "Adds up the numbers of its payload.",
            .payload_schema = R"({
              "$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
              "properties": {"values": {"type": "array", "title": "Values", "items": {"type": "number"}, "minItems": 1}},
              "required": ["values"], "additionalProperties": false})",
            .result_schema = R"({
              "type": "object", "properties": {"sum": {"type": "number"}, "count": {"type": "integer"}},
              "required": ["sum", "count"]})",
            .example_payload = R"({"values": [1, 2, 3]})"};
  }

  // The payload fits the schema above. Throw jobhost::JobError when this job cannot succeed, anything else when
  // another attempt may help.
  jobhost::json run(jobhost::Job& job) override {
    const auto& values = job.payload().at("values");
    double sum = 0;
    std::size_t done = 0;
    for (const auto& value : values) {
      job.throw_if_cancelled();  // cheap; at least every 10 ms
      sum += value.get<double>();
      job.progress(static_cast<double>(++done) / static_cast<double>(values.size()));
    }
    if (!std::isfinite(sum)) { throw jobhost::JobError("the sum is too large for a number", "too_large"); }
    job.log("added up");
    return {{"sum", sum}, {"count", done}};
  }
};

JOBHOST_PLUGIN({{Class}})
