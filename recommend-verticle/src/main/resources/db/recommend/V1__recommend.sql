-- What the catalog says of products; a deleted one keeps its row with the version of its end, so that late news of it
-- changes nothing.
CREATE TABLE products (
    product_id uuid    PRIMARY KEY,
    version    bigint  NOT NULL,
    deleted    boolean NOT NULL,
    category   text,
    brand      text,
    price      bigint
);
COMMENT ON TABLE products IS 'distribution: product_id';
CREATE INDEX products_by_category ON products (category) WHERE NOT deleted;
CREATE INDEX products_by_brand ON products (brand) WHERE NOT deleted;

-- In how many orders two products were, both ways.
CREATE TABLE co_purchases (
    product_id uuid   NOT NULL,
    other_id   uuid   NOT NULL,
    orders     bigint NOT NULL,
    PRIMARY KEY (product_id, other_id)
);
COMMENT ON TABLE co_purchases IS 'distribution: product_id';

CREATE TABLE product_orders (
    product_id uuid   PRIMARY KEY,
    orders     bigint NOT NULL,
    units      bigint NOT NULL
);
COMMENT ON TABLE product_orders IS 'distribution: product_id';

CREATE TABLE purchases (
    customer_id uuid        NOT NULL,
    product_id  uuid        NOT NULL,
    units       bigint      NOT NULL,
    last_at     timestamptz NOT NULL,
    PRIMARY KEY (customer_id, product_id)
);
COMMENT ON TABLE purchases IS 'distribution: customer_id';

-- Sales by time: length is 1m, 1h or 1d; a window begins at a whole multiple of its length, in UTC.
CREATE TABLE sales_windows (
    length   text        NOT NULL,
    start    timestamptz NOT NULL,
    currency text        NOT NULL,
    orders   bigint      NOT NULL,
    units    bigint      NOT NULL,
    revenue  bigint      NOT NULL,
    PRIMARY KEY (length, start, currency)
);
COMMENT ON TABLE sales_windows IS 'distribution: start';

-- Sales of each product by the minute.
CREATE TABLE product_sales (
    product_id uuid        NOT NULL,
    start      timestamptz NOT NULL,
    currency   text        NOT NULL,
    orders     bigint      NOT NULL,
    units      bigint      NOT NULL,
    revenue    bigint      NOT NULL,
    PRIMARY KEY (product_id, start, currency)
);
COMMENT ON TABLE product_sales IS 'distribution: product_id';
CREATE INDEX product_sales_by_start ON product_sales (start);
