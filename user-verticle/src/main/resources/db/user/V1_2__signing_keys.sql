CREATE TABLE signing_keys (
    kid         text PRIMARY KEY,
    signs_from  timestamptz NOT NULL,
    private_key text        NOT NULL,
    created_at  timestamptz NOT NULL
);
COMMENT ON TABLE signing_keys IS 'distribution: kid';
