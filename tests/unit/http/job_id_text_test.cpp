#include "http/job_id_text.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(JobIdText, ReadsPositiveNumbersOnly) {
  EXPECT_EQ(parse_job_id("12"), 12);
  for (const auto* text : {"", "0", "-1", "+1", "1x", " 1", "99999999999999999999", "0x1"}) {
    EXPECT_EQ(parse_job_id(text), std::nullopt) << text;
  }
}

TEST(JobIdText, CursorsSurviveTheRoundTrip) {
  for (const JobId id : {JobId{1}, JobId{255}, INT64_MAX}) { EXPECT_EQ(parse_cursor(cursor_before(id)), id); }
  for (const auto* text : {"", "b", "12", "bxyz", "b-1"}) { EXPECT_EQ(parse_cursor(text), std::nullopt) << text; }
}

}  // namespace
}  // namespace jobhost
