CREATE TABLE sessions (
    user_id      uuid        NOT NULL,
    id           uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    address      text        NOT NULL,
    user_agent   text        NOT NULL,
    PRIMARY KEY (user_id, id)
);
COMMENT ON TABLE sessions IS 'distribution: user_id';
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Each refresh token by its SHA-256. A spent one keeps its successor's hash, to see whether that is spent too, and the
-- successor itself sealed with a key that only the spent token yields.
CREATE TABLE refresh_tokens (
    token_hash       text PRIMARY KEY,
    user_id          uuid        NOT NULL,
    session_id       uuid        NOT NULL,
    created_at       timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    spent_at         timestamptz,
    successor_hash   text,
    successor_sealed text,
    CHECK ((spent_at IS NULL) = (successor_hash IS NULL))
);
COMMENT ON TABLE refresh_tokens IS 'distribution: token_hash';
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);

-- Sessions that ended while access tokens of theirs may be about. A row is written in the transaction that ends the
-- session, and announced to every node afterwards.
CREATE TABLE revocations (
    session_id   uuid PRIMARY KEY,
    until        timestamptz NOT NULL,
    announced_at timestamptz
);
COMMENT ON TABLE revocations IS 'distribution: session_id';
CREATE INDEX revocations_unannounced ON revocations (until) WHERE announced_at IS NULL;
