-- Which sets of migrations this schema has taken in: a node that finds its own here need not look closer.
CREATE TABLE schema_fingerprints (
    fingerprint text        PRIMARY KEY,
    seen_at     timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE schema_fingerprints IS 'distribution: fingerprint';
