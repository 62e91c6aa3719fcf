-- For wrk: asks for the paths of the file named by TILES, one after another; every thread begins
-- elsewhere in the list. Prints one line of JSON at the end.

local requests, at, threads = {}, 0, 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init()
  for path in io.lines(os.getenv("TILES")) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
  at = math.floor(#requests * number * 0.382) % #requests
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"bytes":%d,"p50_ms":%.3f,"p99_ms":%.3f,"max_ms":%.3f,'
      .. '"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
