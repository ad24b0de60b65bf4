#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "canned_host.hpp"
#include "cli_run.hpp"

namespace jobhost {
namespace {

using test::CannedHost;
using test::run;
using testing::HasSubstr;

constexpr auto kReport = R"({"number":3,"finished":true,"problems":[{"where":"jobs.yaml:1:2","what":"unknown key"}],
  "changes":["logging.level: info -> debug"],"needs_restart":["server.threads: 2 -> 3"],
  "activated":[{"type":"a","version":"1.1.0","generation":9,"digest":"0123456789abcdef"}],
  "refused":[{"type":"b","code":"not_elf","reason":"it is no plugin","fix":"build it","instead":"the old one stays"}]})";

TEST(ReloadCommand, SaysWhatChangedAndWhatWasRefused) {
  CannedHost host;
  host.answer("POST /v1/reload", {{202, R"({"number":3})", {}, false}});
  host.answer("GET /v1/reload/3",
              {{404, "{}", {}, false}, {200, R"({"finished":false})", {}, false}, {200, kReport, {}, false}});
  const auto result = run({"reload", "--wait", "--server", host.url()});
  EXPECT_EQ(result.exit, 4);
  EXPECT_EQ(result.out,
            "problem   jobs.yaml:1:2: unknown key\n"
            "changed   logging.level: info -> debug\n"
            "restart   needed for server.threads: 2 -> 3\n"
            "active    a 1.1.0 (generation 9, SHA-256 0123456789ab)\n"
            "refused   b: it is no plugin [not_elf]; the old one stays\n"
            "          fix: build it\n");
}

TEST(ReloadCommand, DoesNotWaitUnlessAsked) {
  CannedHost host;
  host.answer("POST /v1/reload", {{202, R"({"number":3})", {}, false}});
  const auto result = run({"reload", "--force", "--server", host.url()});
  EXPECT_EQ(result.exit, 0);
  EXPECT_EQ(result.out, "reload 3 has been asked for\n");
  EXPECT_EQ(host.requests().at(0).target, "/v1/reload?force=true");
}

TEST(ReloadCommand, SaysWhenNothingHasChanged) {
  CannedHost host;
  host.answer("POST /v1/reload", {{202, R"({"number":3})", {}, false}});
  host.answer("GET /v1/reload/3", {{200, R"({"number":3,"finished":true})", {}, false}});
  const auto result = run({"reload", "--wait", "--server", host.url()});
  EXPECT_EQ(result.exit, 0);
  EXPECT_EQ(result.out, "nothing has changed\n");
}

TEST(PluginListCommand, ShowsGenerationsWithTheirReason) {
  CannedHost host;
  host.answer("GET /v1/plugins", {{200,
                                   R"({"plugins":[{"generation":2,"type":"a","state":"rejected","version":"",
    "digest":"0123456789abcdef","refusal":{"code":"not_elf","reason":"it is no plugin","fix":""}}]})",
                                   {},
                                   false}});
  const auto result = run({"plugin", "list", "--server", host.url()});
  EXPECT_EQ(result.exit, 0);
  EXPECT_THAT(result.out, HasSubstr("0123456789ab"));
  EXPECT_THAT(result.out, HasSubstr("it is no plugin"));
}

}  // namespace
}  // namespace jobhost
