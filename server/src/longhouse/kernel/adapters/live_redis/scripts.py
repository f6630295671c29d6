"""The operations on Redis that touch more than one key, each one script and so each one step.

The time is Redis' own, so that processes on machines whose clocks differ agree on what is over.
A topic has a `head` (its epoch and last offset) and a `window`, a stream whose ids are
`milliseconds-offset`: ordered by both, so that it can be trimmed by age as well as by length.
"""

# Scripts that ask for the time must be replicated by their effects; newer servers always do that.
_TIME = """
if redis.replicate_commands then redis.replicate_commands() end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
"""

# KEYS head; ARGV an epoch to begin with, milliseconds that the head is kept.
_HEAD = """
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[1]
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', 0, 'at', 0)
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""

POSITION = _HEAD + "return {epoch, redis.call('HGET', KEYS[1], 'offset')}"

# KEYS head, window, seen; ARGV epoch, head milliseconds, message, most messages, window
# milliseconds, channel, and the position after which alone it is published: `*` for any, or an
# epoch and an offset, of which offset 0 is the beginning of any epoch. `seen` holds the position of
# one event id. Answers the position, and whether the topic has moved instead.
PUBLISH = (
    _TIME
    + _HEAD
    + """
local seen = redis.call('GET', KEYS[3])
if seen then
  local known, offset = string.match(seen, '^(.*) (%d+)$')
  if known == epoch then return {epoch, offset, 0} end
end
if ARGV[7] ~= '*' then
  local stands = redis.call('HGET', KEYS[1], 'offset')
  if ARGV[8] ~= stands or (stands ~= '0' and ARGV[7] ~= epoch) then
    return {epoch, stands, 1}
  end
end
local at = math.max(now, tonumber(redis.call('HGET', KEYS[1], 'at')))
local offset = redis.call('HINCRBY', KEYS[1], 'offset', 1)
redis.call('HSET', KEYS[1], 'at', at)
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[4], string.format('%.0f-%.0f', at, offset),
  'm', ARGV[3])
redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f', now - ARGV[5]))
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('SET', KEYS[3], epoch .. ' ' .. offset, 'PX', ARGV[5])
redis.call('PUBLISH', ARGV[6], epoch .. ' ' .. offset .. ' ' .. ARGV[3])
return {epoch, offset, 0}
"""
)

# KEYS head, window; ARGV epoch and offset of the last known, window milliseconds. Answers false
# or the stream entries that came after.
REPLAY = (
    _TIME
    + """
local head = redis.call('HMGET', KEYS[1], 'epoch', 'offset')
if head[1] ~= ARGV[1] then return false end
local missed = head[2] - ARGV[2]
if missed < 0 then return false end
if missed == 0 then return {} end
local entries = redis.call('XREVRANGE', KEYS[2], '+', string.format('%.0f', now - ARGV[3]),
  'COUNT', missed)
if #entries < missed then return false end
return entries
"""
)

_PRUNE = """
local over = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 1000)
if #over > 0 then
  redis.call('HDEL', KEYS[1], unpack(over))
  redis.call('ZREM', KEYS[2], unpack(over))
end
"""

# KEYS members (a hash), until (a sorted set of the times when they are over); ARGV member, value,
# milliseconds to live.
TOUCH = (
    _TIME
    + _PRUNE
    + """
local new = redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
local keep = math.max(redis.call('PTTL', KEYS[1]), tonumber(ARGV[3]))
redis.call('PEXPIRE', KEYS[1], keep)
redis.call('PEXPIRE', KEYS[2], keep)
return new
"""
)

LEAVE = (
    _TIME
    + _PRUNE
    + """
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('HDEL', KEYS[1], ARGV[1])
"""
)

PRESENT = _TIME + _PRUNE + "return redis.call('HGETALL', KEYS[1])"

# KEYS counter; ARGV by how much, window milliseconds.
COUNT = """
local value = redis.call('INCRBY', KEYS[1], ARGV[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  left = tonumber(ARGV[2])
end
return {value, left}
"""
