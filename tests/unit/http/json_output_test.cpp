#include "http/json_output.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

TEST(JsonOutput, WritesWhatAParserReadsBack) {
  std::string out;
  JsonObject object(out);
  object.text("plain", "abc");
  object.text("escaped", "a\"b\\c\n\x01 é");
  object.number("integer", std::numeric_limits<std::int64_t>::min());
  object.number("real", 0.1);
  object.number("not_finite", std::numeric_limits<double>::infinity());
  object.boolean("yes", true);
  object.time("time", from_micros(1));
  object.time("never", std::optional<Timestamp>{});
  object.texts("texts", std::vector<std::string>{"a", "b\""});
  object.raw("raw", R"({"k":[1]})");
  object.close();
  const auto read = nlohmann::json::parse(out);
  EXPECT_EQ(read["escaped"], "a\"b\\c\n\x01 é");
  EXPECT_EQ(read["integer"], std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(read["real"], 0.1);
  EXPECT_TRUE(read["not_finite"].is_null());
  EXPECT_EQ(read["time"], "1970-01-01T00:00:00.000001Z");
  EXPECT_TRUE(read["never"].is_null());
  EXPECT_EQ(read["texts"], nlohmann::json({"a", "b\""}));
  EXPECT_EQ(read["raw"]["k"][0], 1);
}

TEST(JsonOutput, ReplacesBytesThatAreNotUtf8) {
  std::string out;
  append_json_string(out,
                     "a\xFF"
                     "b");
  EXPECT_EQ(nlohmann::json::parse(out),
            "a\xEF\xBF\xBD"
            "b");
}

}  // namespace
}  // namespace jobhost
