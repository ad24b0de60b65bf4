#include "http/api_context.hpp"

namespace jobhost {

Router::Handler answered_by(RequestPool& pool, RequestPool::Action action) {
  // Shared, because a handler can be copied and the pool keeps a reference to the action.
  auto shared = std::make_shared<const RequestPool::Action>(std::move(action));
  return [&pool, shared](Exchange& exchange) { pool.post(std::move(exchange), *shared); };
}

}  // namespace jobhost
