-- The generic cell rate algorithm over several quotas: all charges are taken, or none.
-- KEYS: one per charge. ARGV: "take" or "give", then for each charge its cost, the quota's limit, and its window in µs.
-- A key holds the theoretical arrival time in µs: the time at which the quota is whole again.
-- Answers, for each charge: {what remains, µs until it is whole, µs until the charge fits (0: it fits)}.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local give = ARGV[1] == 'give'
local fits = true
local arrivals, answers = {}, {}

for i, key in ipairs(KEYS) do
    local cost, limit, window = ARGV[3 * i - 1], ARGV[3 * i], ARGV[3 * i + 1] + 0
    local interval = window / limit
    local arrival = math.max(now, tonumber(redis.call('GET', key) or now))
    local next = give and math.max(now, arrival - cost * interval) or arrival + cost * interval
    local wait = math.ceil(next - window - now)
    if wait > 0 and not give then
        fits = false
        next = arrival
    else
        wait = 0
    end
    arrivals[i] = { arrival, next }
    answers[i] = { 0, 0, wait, interval, window }
end

for i, key in ipairs(KEYS) do
    local arrival = fits and arrivals[i][2] or arrivals[i][1]
    local answer = answers[i]
    answer[1] = math.floor((now + answer[5] - arrival) / answer[4] + 0.000001)
    answer[2] = math.ceil(arrival - now)
    if fits then
        if arrival > now then
            redis.call('SET', key, string.format('%.0f', arrival), 'PX', math.ceil((arrival - now) / 1000))
        else
            redis.call('DEL', key)
        end
    end
    answer[4], answer[5] = nil, nil
end

return answers
