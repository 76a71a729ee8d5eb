-- What was tried, commanded and taken over, beside the events: an order's rows are in the order in which they were
-- written, since whoever writes one holds the order or its saga. No personal and no card data.
CREATE SEQUENCE order_timeline_seq;
CREATE TABLE order_timeline (
    order_id     uuid        NOT NULL,
    version      bigint      NOT NULL,
    seq          bigint      NOT NULL DEFAULT nextval('order_timeline_seq'),
    kind         text        NOT NULL CHECK (kind IN ('command', 'step', 'payment', 'take-over')),
    name         text        NOT NULL,
    noted_at     timestamptz NOT NULL,
    node         text        NOT NULL,
    trace_id     text,
    actor        text,
    attempt      integer,
    took_millis  bigint,
    outcome      text,
    provider_key text,
    from_node    text,
    PRIMARY KEY (order_id, version, seq)
) PARTITION BY RANGE (order_id);
COMMENT ON TABLE order_timeline IS 'distribution: order_id';
COMMENT ON COLUMN order_timeline.version IS 'of the order when the row was written';
SELECT make_monthly_partitions('order_timeline', month, month)
FROM (SELECT DISTINCT date_trunc('month', uuid_v7_time(order_id) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS month
      FROM order_sagas) AS months;
SELECT make_monthly_partitions('order_timeline', now() - interval '1 month', now() + interval '3 months');

-- How people call a node, beside the id under which it claims.
ALTER TABLE order_nodes ADD COLUMN name text;

-- What a customer's orders became. Whoever first reads a row numbers it, per customer without a gap, under the lock of
-- the customer's count: so a number is seen only after all smaller ones, and those who write wait for nobody. Of an
-- order's rows the seq rises, since the order is held while one is written.
CREATE TABLE order_changes (
    customer_id    uuid        NOT NULL,
    order_id       uuid        NOT NULL,
    version        bigint      NOT NULL,
    seq            bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    number         bigint,
    type           text        NOT NULL,
    status         text        NOT NULL,
    payment_status text        NOT NULL,
    changed_at     timestamptz NOT NULL,
    PRIMARY KEY (customer_id, order_id, version)
);
COMMENT ON TABLE order_changes IS 'distribution: customer_id';
CREATE UNIQUE INDEX order_changes_by_number ON order_changes (customer_id, number) WHERE number IS NOT NULL;
CREATE INDEX order_changes_waiting ON order_changes (customer_id) WHERE number IS NULL;
CREATE INDEX order_changes_by_age ON order_changes USING brin (changed_at);
CREATE TABLE order_change_counts (
    customer_id uuid   PRIMARY KEY,
    last        bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
COMMENT ON TABLE order_change_counts IS 'distribution: customer_id';

-- The rebuild of a projection beside the live one: one row each, which is the lease of who rebuilds it. It holds as
-- long as the heartbeat of its node; what comes with an older fence changes nothing.
CREATE TABLE projection_rebuilds (
    projection text        PRIMARY KEY,
    fence      bigint      NOT NULL,
    state      text        NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    done       bigint      NOT NULL,
    total      bigint      NOT NULL,
    node_id    text        NOT NULL,
    node       text        NOT NULL,
    reason     text        NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz
);
COMMENT ON TABLE projection_rebuilds IS 'distribution: projection';

-- The orders that changed while their projection is rebuilt; filled by a trigger that lives as long as the rebuild.
CREATE TABLE orders_touched (
    seq      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id uuid   NOT NULL
);
COMMENT ON TABLE orders_touched IS 'distribution: order_id';
CREATE FUNCTION touch_order() RETURNS trigger
    LANGUAGE plpgsql SET client_min_messages = warning AS $$
BEGIN
    INSERT INTO orders_touched (order_id) VALUES (NEW.order_id);
    RETURN NULL;
END
$$;

-- Begins anew: an empty table in the shape of the live one, and from now on a note of each order that changes.
CREATE FUNCTION begin_orders_next() RETURNS void
    LANGUAGE plpgsql SET client_min_messages = warning AS $$
DECLARE
    options text := (SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = 'orders'::regclass);
BEGIN
    DROP TABLE IF EXISTS orders_old;
    DROP TABLE IF EXISTS orders_next;
    CREATE TABLE orders_next (LIKE orders INCLUDING ALL EXCLUDING INDEXES);
    ALTER TABLE orders_next ADD CONSTRAINT orders_pkey_next PRIMARY KEY (order_id);
    EXECUTE format('COMMENT ON TABLE orders_next IS %L', obj_description('orders'::regclass, 'pg_class'));
    IF options IS NOT NULL THEN
        EXECUTE format('ALTER TABLE orders_next SET (%s)', options);
    END IF;
    CREATE OR REPLACE TRIGGER orders_touch AFTER INSERT OR UPDATE ON orders
        FOR EACH ROW EXECUTE FUNCTION touch_order();
END
$$;

-- Gives the filled table every other index of the live one, under a name of its own for now.
CREATE FUNCTION index_orders_next() RETURNS void
    LANGUAGE plpgsql SET client_min_messages = warning AS $$
DECLARE
    live record;
BEGIN
    FOR live IN SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                WHERE i.indrelid = 'orders'::regclass AND NOT i.indisprimary LOOP
        EXECUTE regexp_replace(live.definition, ' INDEX \S+ ON \S+ ',
                               format(' INDEX %I ON orders_next ', live.name || '_next'));
    END LOOP;
END
$$;

-- Puts the new table in the place of the live one, names of indexes and all. The caller holds the live one alone.
CREATE FUNCTION swap_orders() RETURNS void
    LANGUAGE plpgsql SET client_min_messages = warning AS $$
DECLARE
    name text;
BEGIN
    DROP TRIGGER orders_touch ON orders;
    FOR name IN SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                WHERE i.indrelid = 'orders'::regclass LOOP
        EXECUTE format('ALTER INDEX %I RENAME TO %I', name, name || '_old');
        EXECUTE format('ALTER INDEX %I RENAME TO %I', name || '_next', name);
    END LOOP;
    ALTER TABLE orders RENAME TO orders_old;
    ALTER TABLE orders_next RENAME TO orders;
END
$$;

-- Gives up: the live table is as if nothing had been.
CREATE FUNCTION abandon_orders_next() RETURNS void
    LANGUAGE plpgsql SET client_min_messages = warning AS $$
BEGIN
    DROP TRIGGER IF EXISTS orders_touch ON orders;
    DROP TABLE IF EXISTS orders_next;
    DELETE FROM orders_touched;
END
$$;
