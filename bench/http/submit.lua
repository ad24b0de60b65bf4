-- wrk: small submissions, one after the other on every connection. Anything but 202 is counted as an error.
wrk.method = "POST"
wrk.path = "/v1/jobs"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"type":"noop","payload":{"symbol":"SP500","top":10,"costs":{"fee_bps":10}},"priority":1,"tags":["bench"]}'

local threads = {}
function setup(thread) table.insert(threads, thread) end
function init() refused = 0 end
function response(status)
  if status ~= 202 then refused = refused + 1 end
end
function done(summary, latency)
  local all = 0
  for _, thread in ipairs(threads) do all = all + thread:get("refused") end
  io.write(string.format("submissions/s %.0f  refused %d  p50 %.2f ms  p99 %.2f ms\n",
    summary.requests / (summary.duration / 1e6), all, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
