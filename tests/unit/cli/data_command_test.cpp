#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "canned_host.hpp"
#include "cli_run.hpp"

namespace jobhost {
namespace {

using test::CannedHost;
using test::run;
using test::write_file;
using testing::HasSubstr;

constexpr auto kSeries = R"({"series":[{"symbol":"BTC/USD","timeframe":"1d","source":"x","version":2,"bars":5031,
  "trials":4851,"first":"1999-01-04T00:00:00.000000Z","last":"2018-12-31T00:00:00.000000Z",
  "imported_at":"2026-01-02T03:04:05.000000Z"}]})";
constexpr auto kImported =
    R"({"symbol":"BTC/USD","timeframe":"1d","version":2,"bars":5031,"added":5031,"unchanged":false})";

TEST(DataImport, PutsTheFileAndSaysWhatIsThereNow) {
  CannedHost host;
  host.answer("PUT /v1/market-data/BTC/USD/1d", {{200, kImported, {}, false}});
  host.answer("GET /v1/market-data", {{200, kSeries, {}, false}});
  const TemporaryFolder folder;
  const auto file = write_file(folder, "bars.csv", "Date,Open\n");
  const auto result =
      run({"data", "import", file, "--symbol", "BTC/USD", "--timeframe", "1d", "--append", "--server", host.url()});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(result.out,
            "BTC/USD 1d: 5,031 bars imported; version 2 has 5,031 bars, from 1999-01-04 to 2018-12-31\n");
  const auto request = host.requests().at(0);
  EXPECT_EQ(request.target, "/v1/market-data/BTC%2FUSD/1d?source=bars.csv&mode=append");
  EXPECT_EQ(request.body, "Date,Open\n");
  EXPECT_EQ(request.headers.at("Content-Type"), "text/csv");
}

TEST(DataImport, SaysThatNothingChanged) {
  CannedHost host;
  host.answer("PUT /v1/market-data/SP500/1d",
              {{200, R"({"version":1,"bars":7,"added":0,"unchanged":true})", {}, false}});
  host.answer("GET /v1/market-data", {{200, R"({"series":[]})", {}, false}});
  const TemporaryFolder folder;
  const auto file = write_file(folder, "bars.csv", "x");
  const auto result = run({"data", "import", file, "--symbol", "SP500", "--timeframe", "1d", "--source", "a file",
                           "--server", host.url()});
  EXPECT_EQ(result.out, "SP500 1d: already there, nothing changed; version 1 has 7 bars\n");
  EXPECT_THAT(host.requests().at(0).target, HasSubstr("source=a%20file&mode=replace"));
}

TEST(DataImport, ShowsTheRowsThatAreWrong) {
  CannedHost host;
  host.answer("PUT /v1/market-data/SP500/1d", {{422,
                                                R"({"title":"The CSV is not valid","detail":"1 problem",
                         "errors":[{"pointer":"row 12","detail":"high 1 is below low 2"}]})",
                                                {},
                                                false}});
  const TemporaryFolder folder;
  const auto file = write_file(folder, "bars.csv", "x");
  const auto result =
      run({"data", "import", file, "--symbol", "SP500", "--timeframe", "1d", "--server", host.url()});
  EXPECT_EQ(result.exit, 4);
  EXPECT_THAT(result.err, HasSubstr("\n  row 12: high 1 is below low 2\n"));
}

TEST(DataImport, SaysThatTheFileIsNotThere) {
  const auto result = run({"data", "import", "/nowhere.csv", "--symbol", "S", "--timeframe", "1d"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_EQ(result.err, "jobhost: /nowhere.csv cannot be read: No such file or directory\n");
}

TEST(DataList, ShowsATable) {
  CannedHost host;
  host.answer("GET /v1/market-data", {{200, kSeries, {}, false}});
  EXPECT_EQ(run({"data", "list", "--server", host.url()}).out,
            "symbol   timeframe   bars  first       last        version  trials  source  imported (UTC)\n"
            "-------  ---------  -----  ----------  ----------  -------  ------  ------  -------------------\n"
            "BTC/USD  1d         5,031  1999-01-04  2018-12-31        2   4,851  x       2026-01-02 03:04:05\n");
}

TEST(DataList, SaysHowToImportWhenThereIsNothing) {
  CannedHost host;
  host.answer("GET /v1/market-data", {{200, R"({"series":[]})", {}, false}});
  EXPECT_THAT(run({"data", "list", "--server", host.url()}).out, HasSubstr("jobhost data import FILE"));
}

}  // namespace
}  // namespace jobhost
