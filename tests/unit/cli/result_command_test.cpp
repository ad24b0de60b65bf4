#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "canned_host.hpp"
#include "cli_run.hpp"
#include "support/sha256.hpp"

namespace jobhost {
namespace {

using test::CannedHost;
using test::read_file;
using test::run;
using testing::HasSubstr;
using testing::IsEmpty;

std::string job_with_artifact(const std::string& sha256) {
  return R"({"id":7,"state":"succeeded","result":{"x":1},"artifacts":[{"name":"rows.csv","size":1000,"sha256":")" +
         sha256 + R"(","href":"/v1/jobs/7/artifacts/rows.csv"}]})";
}

std::string many_rows() {
  std::string rows;
  for (int i = 0; i < 50'000; ++i) { rows += std::to_string(i) + ",\n"; }
  return rows;
}

TEST(ResultCommand, SavesAnArtifactPieceByPiece) {
  const auto rows = many_rows();
  CannedHost host;
  host.answer("GET /v1/jobs/7", {{200, job_with_artifact(sha256_hex(rows)), {}, false}});
  host.serve_ranges("/v1/jobs/7/artifacts/rows.csv", rows, 100'000);
  const TemporaryFolder folder;
  const auto file = folder / "out.csv";
  const auto result = run({"result", "7", "--artifact", "rows.csv", "--output", file, "--server", host.url()});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(read_file(file), rows);
  EXPECT_EQ(host.requests().size(), 1 + (rows.size() + 99'999) / 100'000);
  EXPECT_EQ(host.requests().at(2).headers.at("Range"), "bytes=100000-296607");
}

TEST(ResultCommand, LeavesNoFileWhenAnArtifactArrivesDamaged) {
  CannedHost host;
  host.answer("GET /v1/jobs/7", {{200, job_with_artifact(sha256_hex("something else")), {}, false}});
  host.serve_ranges("/v1/jobs/7/artifacts/rows.csv", "abc", 100);
  const TemporaryFolder folder;
  const auto result =
      run({"result", "7", "--artifact", "rows.csv", "--output", folder / "out.csv", "--server", host.url()});
  EXPECT_EQ(result.exit, 4);
  EXPECT_THAT(result.err, HasSubstr("arrived damaged"));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(ResultCommand, PrintsAnArtifact) {
  CannedHost host;
  host.answer("GET /v1/jobs/7", {{200, job_with_artifact(""), {}, false}});
  host.serve_ranges("/v1/jobs/7/artifacts/rows.csv", "a,b\n1,2\n", 3);
  EXPECT_EQ(run({"result", "7", "--artifact", "rows.csv", "--server", host.url()}).out, "a,b\n1,2\n");
}

TEST(ResultCommand, BearsAnEmptyArtifact) {
  CannedHost host;
  host.answer("GET /v1/jobs/7", {{200, job_with_artifact(""), {}, false}});
  host.serve_ranges("/v1/jobs/7/artifacts/rows.csv", "", 3);
  const auto result = run({"result", "7", "--artifact", "rows.csv", "--server", host.url()});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_THAT(result.out, IsEmpty());
}

TEST(ResultCommand, NamesTheArtifactsThereAre) {
  CannedHost host;
  host.answer("GET /v1/jobs/7", {{200, job_with_artifact(""), {}, false}});
  const auto result = run({"result", "7", "--artifact", "row.csv", "--server", host.url()});
  EXPECT_EQ(result.exit, 2);
  EXPECT_THAT(result.err, HasSubstr("job 7 has no artifact \"row.csv\"; it has: rows.csv"));
}

TEST(ResultCommand, FetchesALargeResultInPieces) {
  CannedHost host;
  const auto large =
      R"({"best":{"parameters":{"n":5},"metrics":{"sharpe":1.5}},"fill":")" + std::string(5'000, 'x') + "\"}";
  host.answer(
      "GET /v1/jobs/7",
      {{200,
        R"({"id":7,"state":"succeeded","result":null,"result_size":5063,"result_href":"/v1/jobs/7/result"})",
        {},
        false}});
  host.serve_ranges("/v1/jobs/7/result", large, 999);
  EXPECT_THAT(run({"result", "7", "--server", host.url()}).out, HasSubstr("   1  5  1.5000\n"));
  EXPECT_EQ(run({"result", "7", "--json", "--server", host.url()}).out, large + "\n");
}

TEST(ResultCommand, PrintsOtherResultsAsJson) {
  CannedHost host;
  host.answer("GET /v1/jobs/7", {{200, job_with_artifact(""), {}, false}});
  EXPECT_EQ(run({"result", "7", "--server", host.url()}).out, "{\n  \"x\": 1\n}\n");
}

TEST(ResultCommand, ShowsTheReasonOfTheHostWhenThereIsNone) {
  CannedHost host;
  host.answer("GET /v1/jobs/7", {{200, R"({"id":7,"state":"running","result":null})", {}, false}});
  host.answer("GET /v1/jobs/7/result",
              {{409, R"({"title":"No result yet","detail":"job 7 is running"})", {}, false}});
  const auto result = run({"result", "7", "--server", host.url()});
  EXPECT_EQ(result.exit, 4);
  EXPECT_THAT(result.err, HasSubstr("(409 No result yet)\n  job 7 is running"));
}

TEST(ResultCommand, RefusesPiecesThatDoNotFit) {
  CannedHost host;
  host.answer("GET /v1/jobs/7", {{200, job_with_artifact(""), {}, false}});
  host.answer("GET /v1/jobs/7/artifacts/rows.csv", {{206, "abc", {{"Content-Range", "bytes 5-7/8"}}, false}});
  const auto result = run({"result", "7", "--artifact", "rows.csv", "--server", host.url()});
  EXPECT_EQ(result.exit, 4);
  EXPECT_THAT(result.err, HasSubstr("asked for bytes from 0"));
}

}  // namespace
}  // namespace jobhost
