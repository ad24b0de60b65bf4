// What a plugin may not do, tried: each action answers {"errno": n} with the error it met, 0 when it had its way.
// For the sandbox tests; part of the plugin `hostile`.
#pragma once

#include <functional>
#include <jobhost/plugin.hpp>
#include <map>
#include <string>

using Actions = std::map<std::string, std::function<jobhost::json(jobhost::Job&)>>;

const Actions& trespasses();
