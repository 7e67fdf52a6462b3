#!lua name=virtubar
-- Presence, rooms and rate limits of VirtuBar. Each function runs alone, so that what belongs together changes together.
-- Callers pass ids, never keys: redis-keys.yaml says what the keys are. Needs Redis 7 or newer, and no Cluster, for the
-- keys of a user and of a room lie in different slots.

local PRESENCE_SECONDS = 90
local RATE_SECONDS = 120

local function presence_of(user)
  return 'presence:user:' .. user
end

local function members_of(room)
  return 'room:' .. room .. ':members'
end

local function transforms_of(room)
  return 'room:' .. room .. ':transforms'
end

-- A colon in an id would make a key of another pattern.
local function id(value, name)
  if not value or not string.match(value, '^[%w_-]+$') then
    error({ err = 'ARGUMENT ' .. name .. ': expected letters, digits, - and _, found "' .. tostring(value) .. '"' })
  end
  return value
end

local function whole(value, name)
  if not value or not string.match(value, '^%d+$') then
    error({ err = 'ARGUMENT ' .. name .. ': expected a whole number, found "' .. tostring(value) .. '"' })
  end
  return tonumber(value)
end

local function milliseconds()
  local time = redis.call('TIME')
  return string.format('%d%03d', time[1], math.floor(time[2] / 1000))
end

local function is_in(user, room)
  return redis.call('HGET', presence_of(user), 'roomId') == room
end

local function remove(user, room)
  redis.call('HDEL', transforms_of(room), user)
  return redis.call('SREM', members_of(room), user)
end

-- Members whose presence has ended, or is elsewhere, and transforms without a member.
local function sweep_room(room)
  local removed = 0
  for _, user in ipairs(redis.call('SMEMBERS', members_of(room))) do
    if not is_in(user, room) then
      removed = removed + remove(user, room)
    end
  end
  for _, user in ipairs(redis.call('HKEYS', transforms_of(room))) do
    if redis.call('SISMEMBER', members_of(room), user) == 0 then
      redis.call('HDEL', transforms_of(room), user)
    end
  end
  return removed
end

-- userId deviceType -> the room the user is in, or nil: whoever believes to be in one joins again.
local function heartbeat(_, args)
  local presence = presence_of(id(args[1], 'userId'))
  redis.call('HSET', presence, 'lastSeen', milliseconds(), 'deviceType', id(args[2], 'deviceType'))
  redis.call('EXPIRE', presence, PRESENCE_SECONDS)
  return redis.call('HGET', presence, 'roomId')
end

-- userId roomId deviceType capacity -> members of the room. Leaves the room before. Capacity 0 is without limit.
local function join(_, args)
  local user, room = id(args[1], 'userId'), id(args[2], 'roomId')
  local device, capacity = id(args[3], 'deviceType'), whole(args[4], 'capacity')
  local members = members_of(room)
  if capacity > 0 and redis.call('SISMEMBER', members, user) == 0 and redis.call('SCARD', members) >= capacity then
    sweep_room(room)
    if redis.call('SCARD', members) >= capacity then
      return redis.error_reply('FULL room ' .. room .. ' holds ' .. capacity)
    end
  end
  local before = redis.call('HGET', presence_of(user), 'roomId')
  if before and before ~= room then
    remove(user, before)
  end
  redis.call('SADD', members, user)
  redis.call('HSET', presence_of(user), 'roomId', room, 'lastSeen', milliseconds(), 'deviceType', device)
  redis.call('EXPIRE', presence_of(user), PRESENCE_SECONDS)
  return redis.call('SCARD', members)
end

-- userId roomId -> 1 if the user was a member, else 0. The user stays present, in no room.
local function leave(_, args)
  local user, room = id(args[1], 'userId'), id(args[2], 'roomId')
  if is_in(user, room) then
    redis.call('HDEL', presence_of(user), 'roomId')
  end
  return remove(user, room)
end

-- userId roomId transform -> OK. Refused where the user is not there, so that no transform outlives its member.
local function transform(_, args)
  local user, room = id(args[1], 'userId'), id(args[2], 'roomId')
  if not args[3] then
    error({ err = 'ARGUMENT transform: expected the packed transform, found nothing' })
  end
  if not is_in(user, room) or redis.call('SISMEMBER', members_of(room), user) == 0 then
    return redis.error_reply('ABSENT user ' .. user .. ' is not in room ' .. room)
  end
  redis.call('HSET', transforms_of(room), user, args[3])
  return redis.status_reply('OK')
end

-- userId eventType limit -> { 1 if allowed else 0, how often in this minute, seconds until the next minute }
local function rate(_, args)
  local user, event, limit = id(args[1], 'userId'), id(args[2], 'eventType'), whole(args[3], 'limit')
  local seconds = tonumber(redis.call('TIME')[1])
  local counter = 'rl:ws:' .. user .. ':' .. event .. ':' .. string.format('%d', math.floor(seconds / 60))
  local count = redis.call('INCR', counter)
  if count == 1 then
    redis.call('EXPIRE', counter, RATE_SECONDS)
  end
  return { count <= limit and 1 or 0, count, 60 - seconds % 60 }
end

-- roomId -> how many members were removed because their presence has ended. Call it now and then for each open room.
local function sweep(_, args)
  return sweep_room(id(args[1], 'roomId'))
end

redis.register_function('virtubar_heartbeat', heartbeat)
redis.register_function('virtubar_join', join)
redis.register_function('virtubar_leave', leave)
redis.register_function('virtubar_transform', transform)
redis.register_function('virtubar_rate', rate)
redis.register_function('virtubar_sweep', sweep)
