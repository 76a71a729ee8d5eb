-- What has happened and is not yet at the broker. Short-lived rows: vacuum often, before the index's head fills with dead ones.
CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    shard      smallint    NOT NULL CHECK (shard BETWEEN 0 AND 7),
    topic      text        NOT NULL,
    key        text        NOT NULL,
    headers    jsonb       NOT NULL,
    body       bytea,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (shard, id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0);

COMMENT ON TABLE outbox IS 'distribution: shard';
COMMENT ON COLUMN outbox.shard IS 'a hash of the key, so that one relay sends an aggregate''s events in order';
COMMENT ON COLUMN outbox.body IS 'null deletes the key from a compacted topic';

-- Which node relays which shard. The epoch counts the owners; times are the database's.
CREATE TABLE outbox_shards (
    shard smallint PRIMARY KEY,
    owner text,
    epoch bigint      NOT NULL DEFAULT 0,
    until timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 50);

COMMENT ON TABLE outbox_shards IS 'distribution: shard';

INSERT INTO outbox_shards (shard) SELECT generate_series(0, 7);

CREATE TABLE outbox_relays (
    owner text PRIMARY KEY,
    until timestamptz NOT NULL
) WITH (fillfactor = 50);

COMMENT ON TABLE outbox_relays IS 'distribution: owner';

-- Which events have had their effect.
CREATE TABLE inbox (
    consumer text        NOT NULL,
    event_id uuid        NOT NULL,
    seen_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
);

COMMENT ON TABLE inbox IS 'distribution: event_id';

CREATE INDEX inbox_seen_at ON inbox USING brin (seen_at);

CREATE TABLE inbox_versions (
    consumer     text   NOT NULL,
    topic        text   NOT NULL,
    aggregate_id text   NOT NULL,
    version      bigint NOT NULL,
    PRIMARY KEY (consumer, topic, aggregate_id)
);

COMMENT ON TABLE inbox_versions IS 'distribution: aggregate_id';

-- Keys whose events wait, because one of them cannot be handled. Parking, adding and unparking lock the key's row.
CREATE TABLE parked_keys (
    consumer text        NOT NULL,
    topic    text        NOT NULL,
    key      text        NOT NULL,
    since    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, topic, key)
);

COMMENT ON TABLE parked_keys IS 'distribution: key';

CREATE TABLE parked_events (
    position  bigint GENERATED ALWAYS AS IDENTITY,
    id        uuid        NOT NULL PRIMARY KEY,
    consumer  text        NOT NULL,
    topic     text        NOT NULL,
    key       text        NOT NULL,
    type      text        NOT NULL,
    headers   jsonb       NOT NULL,
    body      bytea,
    reason    text        NOT NULL,
    attempts  int         NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (consumer, topic, key) REFERENCES parked_keys (consumer, topic, key)
);

COMMENT ON TABLE parked_events IS 'distribution: key';
COMMENT ON COLUMN parked_events.id IS 'of the consumer and the event together';

CREATE UNIQUE INDEX parked_events_position ON parked_events (position);
CREATE INDEX parked_events_key ON parked_events (consumer, topic, key, position);
