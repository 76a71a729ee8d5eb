CREATE TABLE categories (
    slug       text        PRIMARY KEY,
    name       text        NOT NULL,
    parent     text        REFERENCES categories (slug),
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE categories IS 'distribution: slug';
CREATE INDEX categories_by_parent ON categories (parent);

-- A deleted product keeps its row, and so its sku, for good.
-- state_version counts what was published on the topic of states, version the changes that a client made.
-- changed_in is the transaction of the last change that readers of whole products should see, stock included; it is how
-- the search index of each node finds what it has missed.
CREATE TABLE products (
    id               uuid        PRIMARY KEY,
    sku              text        NOT NULL CONSTRAINT products_sku UNIQUE,
    slug             text        NOT NULL CONSTRAINT products_slug UNIQUE,
    name             text        NOT NULL,
    name_key         text        COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    description      text,
    category         text        CONSTRAINT products_category REFERENCES categories (slug),
    brand            text,
    price_amount     bigint      NOT NULL CHECK (price_amount BETWEEN 0 AND 10000000000),
    price_currency   text        NOT NULL CHECK (price_currency ~ '^[A-Z]{3}$'),
    images           text[]      NOT NULL,
    attributes       jsonb       NOT NULL,
    max_per_customer integer     CHECK (max_per_customer > 0),
    version          bigint      NOT NULL CHECK (version > 0),
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    deleted_at       timestamptz,
    state_version    bigint      NOT NULL CHECK (state_version > 0),
    state_at         timestamptz NOT NULL,
    changed_in       xid8        NOT NULL DEFAULT pg_current_xact_id()
);
COMMENT ON TABLE products IS 'distribution: id';
CREATE INDEX products_by_name ON products (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX products_by_price ON products (price_amount, id) WHERE deleted_at IS NULL;
CREATE INDEX products_by_category ON products (category, id) WHERE deleted_at IS NULL;
CREATE INDEX products_by_change ON products (changed_in);

-- The truth about units. The checks make overselling impossible whatever the code does.
CREATE TABLE stock (
    product_id uuid   PRIMARY KEY REFERENCES products (id),
    mode       text   NOT NULL CHECK (mode IN ('tracked', 'untracked')),
    available  bigint NOT NULL CONSTRAINT stock_available CHECK (available >= 0),
    reserved   bigint NOT NULL CONSTRAINT stock_reserved CHECK (reserved >= 0),
    sold       bigint NOT NULL CONSTRAINT stock_sold CHECK (sold >= 0),
    version    bigint NOT NULL CHECK (version > 0)
) WITH (fillfactor = 50);
COMMENT ON TABLE stock IS 'distribution: product_id';

-- One row per move of units; the sums of the deltas of a product are the columns of its stock.
CREATE TABLE stock_ledger (
    product_id      uuid        NOT NULL,
    id              uuid        NOT NULL,
    stock_version   bigint      NOT NULL,
    cause           text        NOT NULL CHECK (cause IN
                    ('adjusted', 'reserved', 'released', 'expired', 'committed', 'returned')),
    order_id        uuid,
    quantity        bigint      NOT NULL,
    available_delta bigint      NOT NULL,
    reserved_delta  bigint      NOT NULL,
    sold_delta      bigint      NOT NULL,
    reason          text,
    actor           text,
    at              timestamptz NOT NULL,
    PRIMARY KEY (product_id, id)
);
COMMENT ON TABLE stock_ledger IS 'distribution: product_id';

-- One row per order, whatever its lines. state 'claimed' is seen only inside the transaction that decides.
CREATE TABLE reservations (
    order_id    uuid        PRIMARY KEY,
    customer_id uuid,
    state       text        NOT NULL CHECK (state IN
                ('claimed', 'refused', 'held', 'pinned', 'committed', 'released', 'expired')),
    lines       jsonb       NOT NULL,
    verdict     jsonb,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at  timestamptz
) WITH (fillfactor = 70);
COMMENT ON TABLE reservations IS 'distribution: order_id';
CREATE INDEX reservations_by_expiry ON reservations (expires_at) WHERE state = 'held';

-- What a customer has of a product in orders that aren't cancelled; changed only under the lock of the product's stock.
CREATE TABLE customer_totals (
    product_id  uuid   NOT NULL,
    customer_id uuid   NOT NULL,
    quantity    bigint NOT NULL CHECK (quantity >= 0),
    PRIMARY KEY (product_id, customer_id)
);
COMMENT ON TABLE customer_totals IS 'distribution: product_id';

-- Products whose stock moved since their state was published; one row per transaction, so that writers never meet here.
CREATE TABLE stock_marks (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    product_id uuid   NOT NULL,
    PRIMARY KEY (product_id, id)
);
COMMENT ON TABLE stock_marks IS 'distribution: product_id';
