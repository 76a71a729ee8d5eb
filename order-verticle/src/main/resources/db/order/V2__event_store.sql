-- The events by the month in which their order was placed: an order lies in one partition, and old months can be
-- detached. Members of the version before may go on writing: they name their columns, and the new ones may be null.
ALTER TABLE order_events RENAME TO order_events_whole;
ALTER TABLE order_events_whole RENAME CONSTRAINT order_events_pkey TO order_events_whole_pkey;

CREATE TABLE order_events (
    order_id    uuid        NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0),
    type        text        NOT NULL,
    schema      integer     NOT NULL,
    recorded_at timestamptz NOT NULL,
    data        jsonb       NOT NULL,
    node        text,
    trace_id    text,
    PRIMARY KEY (order_id, version)
) PARTITION BY RANGE (order_id);
COMMENT ON TABLE order_events IS 'distribution: order_id';
COMMENT ON COLUMN order_events.node IS 'the name of the node that wrote it; null before this column';
COMMENT ON COLUMN order_events.trace_id IS 'the trace in which it was written; null where there was none';

-- What an order had become with the event of that version, so that the fold need not begin at the first.
CREATE TABLE order_snapshots (
    order_id uuid    NOT NULL,
    version  bigint  NOT NULL CHECK (version > 0),
    shape    integer NOT NULL,
    state    jsonb   NOT NULL,
    PRIMARY KEY (order_id, version)
) PARTITION BY RANGE (order_id);
COMMENT ON TABLE order_snapshots IS 'distribution: order_id';

-- The rows that are there may be of any month.
SELECT make_monthly_partitions('order_events', month, month)
FROM (SELECT DISTINCT date_trunc('month', uuid_v7_time(order_id) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS month
      FROM order_events_whole) AS months;
SELECT make_monthly_partitions(parent, now() - interval '1 month', now() + interval '3 months')
FROM unnest(ARRAY ['order_events', 'order_snapshots']) AS parent;

INSERT INTO order_events (order_id, version, type, schema, recorded_at, data)
SELECT order_id, version, type, schema, recorded_at, data FROM order_events_whole;
DROP TABLE order_events_whole;
