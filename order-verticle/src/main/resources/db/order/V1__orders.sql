-- The truth about orders: what happened to each, in order. Only ever added to.
CREATE TABLE order_events (
    order_id    uuid        NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0),
    type        text        NOT NULL,
    schema      integer     NOT NULL,
    recorded_at timestamptz NOT NULL,
    data        jsonb       NOT NULL,
    PRIMARY KEY (order_id, version)
);
COMMENT ON TABLE order_events IS 'distribution: order_id';

-- What queries read of an order; written in the transaction of its events.
CREATE TABLE orders (
    order_id    uuid        PRIMARY KEY,
    customer_id uuid        NOT NULL,
    status      text        NOT NULL
        CHECK (status IN ('pending', 'reserved', 'confirmed', 'shipped', 'delivered', 'cancelled')),
    version     bigint      NOT NULL,
    state       jsonb       NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
) WITH (fillfactor = 80);
COMMENT ON TABLE orders IS 'distribution: order_id';
CREATE INDEX orders_of_customer ON orders (customer_id, order_id DESC);
CREATE INDEX orders_by_status ON orders (status, order_id DESC);

-- What may name a person, beside the events, so that it can be sealed and erased.
CREATE TABLE order_details (
    order_id      uuid PRIMARY KEY,
    sealing       text  NOT NULL DEFAULT 'none',
    address       jsonb NOT NULL,
    payment_token text  NOT NULL,
    last4         text,
    reason        text
);
COMMENT ON TABLE order_details IS 'distribution: order_id';

-- Which request made which order, and what it was told first, as a reference.
CREATE TABLE order_keys (
    customer_id    uuid        NOT NULL,
    key            text        NOT NULL,
    body_hash      text        NOT NULL,
    order_id       uuid,
    refusal        jsonb,
    answer         text        CHECK (answer IN ('settled', 'accepted', 'refused')),
    answer_version bigint,
    claimed_at     timestamptz NOT NULL,
    PRIMARY KEY (customer_id, key),
    CHECK ((order_id IS NULL) <> (refusal IS NULL))
);
COMMENT ON TABLE order_keys IS 'distribution: customer_id';
CREATE INDEX order_keys_of_order ON order_keys (customer_id, order_id);
CREATE INDEX order_keys_by_age ON order_keys (claimed_at);

-- How far the checkout of each order has come, when it goes on, and which node has it.
CREATE TABLE order_sagas (
    order_id    uuid        PRIMARY KEY,
    step        text        NOT NULL,
    attempts    integer     NOT NULL,
    doubtful    boolean     NOT NULL,
    due_at      timestamptz NOT NULL,
    claimed_by  text,
    fence       bigint      NOT NULL,
    traceparent text        NOT NULL
) WITH (fillfactor = 70);
COMMENT ON TABLE order_sagas IS 'distribution: order_id';
CREATE INDEX order_sagas_due ON order_sagas (due_at) WHERE step <> 'ENDED';

-- The heartbeats of the nodes that have sagas.
CREATE TABLE order_nodes (
    node_id text        PRIMARY KEY,
    seen_at timestamptz NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE order_nodes IS 'distribution: node_id';

CREATE TABLE carts (
    customer_id uuid        PRIMARY KEY,
    version     bigint      NOT NULL,
    items       jsonb       NOT NULL,
    updated_at  timestamptz NOT NULL
) WITH (fillfactor = 70);
COMMENT ON TABLE carts IS 'distribution: customer_id';
