// A request on its way to its answer: what came in, what the path said, and the reply that is owed.
#pragma once

#include <string>
#include <vector>

#include "http/reply.hpp"
#include "http/request.hpp"

namespace jobhost {

struct Exchange {
  Request request;
  std::vector<std::string> parameters;  // the {parts} of the path, decoded, in order
  Reply reply;
};

}  // namespace jobhost
