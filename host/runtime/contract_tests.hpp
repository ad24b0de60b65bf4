// One function per contract test; called by check_plugin in this order. Each gives its status, code, message and
// fix.
#pragma once

#include "runtime/plugin_checks.hpp"

namespace jobhost {

CheckResult test_example(CheckContext& context);  // fills in example_run
CheckResult test_printing(CheckContext& context);
CheckResult test_leaving(CheckContext& context);
CheckResult test_cancelling(CheckContext& context);
CheckResult test_invalid_payloads(CheckContext& context);
CheckResult test_withheld_extensions(CheckContext& context);
CheckResult test_unknown_extension(CheckContext& context);
CheckResult test_repeating(CheckContext& context);
CheckResult test_memory(CheckContext& context);

}  // namespace jobhost
