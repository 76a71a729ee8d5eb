-- Accounts. The e-mail address stands in a table of its own, keyed by what tells accounts apart, so that both ways to
-- find an account filter by a distribution column, and so that an erased account leaves none behind.
CREATE TABLE users (
    id            uuid PRIMARY KEY,
    email         text,
    name          text,
    phone         text,
    addresses     jsonb       NOT NULL DEFAULT '[]',
    password_hash text,
    roles         text[]      NOT NULL,
    status        text        NOT NULL CHECK (status IN ('active', 'blocked', 'erased')),
    locale        text        NOT NULL DEFAULT 'en',
    version       bigint      NOT NULL CHECK (version >= 1),
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT erased_without_personal_data CHECK (
        status <> 'erased'
        OR (email IS NULL AND name IS NULL AND phone IS NULL AND password_hash IS NULL AND addresses = '[]')),
    CONSTRAINT usable_with_credentials CHECK (
        status = 'erased' OR (email IS NOT NULL AND name IS NOT NULL AND password_hash IS NOT NULL))
);
COMMENT ON TABLE users IS 'distribution: id';
CREATE INDEX users_by_role ON users USING gin (roles);

CREATE TABLE user_emails (
    email_key text PRIMARY KEY,
    user_id   uuid NOT NULL
);
COMMENT ON TABLE user_emails IS 'distribution: email_key';
