#include "cli/host_refusal.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(HostRefusal, ShowsTitleDetailAndEveryError) {
  const HttpAnswer answer{422,
                          R"({"type": "about:blank", "title": "The payload is not valid", "status": 422,
                              "detail": "2 problems", "errors": [
                                {"pointer": "/payload/costs/fee_bps", "detail": "is -5; must be at least 0"},
                                {"pointer": "", "detail": "something else"}]})",
                          "", ""};
  EXPECT_EQ(format_problem(answer),
            "the host refused the request (422 The payload is not valid)\n"
            "  2 problems\n"
            "  /payload/costs/fee_bps: is -5; must be at least 0\n"
            "  something else");
}

TEST(HostRefusal, CopesWithAnswersThatAreNoProblemDocument) {
  EXPECT_EQ(format_problem({502, "<html>\nbad gateway", "", ""}), "the host answered 502: <html> bad gateway");
  EXPECT_EQ(format_problem({500, "", "", ""}), "the host answered 500: ");
  EXPECT_EQ(format_problem({400, R"({"title": 5})", "", ""}), R"(the host answered 400: {"title": 5})");
  EXPECT_EQ(format_problem({400, R"({"title": "T", "errors": [7, {"detail": null}]})", "", ""}),
            "the host refused the request (400 T)\n  \n  ");
}

}  // namespace
}  // namespace jobhost
