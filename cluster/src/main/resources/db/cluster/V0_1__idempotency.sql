CREATE TABLE idempotency (
    caller      text        NOT NULL,
    method      text        NOT NULL,
    path        text        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    resource    text,
    status      smallint,
    headers     jsonb,
    body        bytea,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, method, path, key)
);

COMMENT ON TABLE idempotency IS 'distribution: caller';
COMMENT ON COLUMN idempotency.fingerprint IS 'SHA-256 of the request body: another body under the same key is refused';
COMMENT ON COLUMN idempotency.resource IS 'what the claim stands for, where its work outlives the claim''s transaction';
COMMENT ON COLUMN idempotency.status IS 'the first answer, with headers and body; null until it is known';

CREATE INDEX idempotency_created_at ON idempotency (created_at);
