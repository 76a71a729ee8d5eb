-- A saga that goes on no more until somebody gives it a hand: what kind of trouble, what was heard, since when.
ALTER TABLE order_sagas
    ADD COLUMN stuck_why   text CHECK (stuck_why IN ('REFUSED', 'EXHAUSTED')),
    ADD COLUMN stuck_cause text,
    ADD COLUMN stuck_since timestamptz;
CREATE INDEX order_sagas_stuck ON order_sagas (stuck_since, order_id) WHERE stuck_since IS NOT NULL;

-- Who gave a stuck saga which hand, and what its trouble was then. Only ever added to.
CREATE TABLE order_saga_hands (
    order_id uuid        NOT NULL,
    given_at timestamptz NOT NULL,
    hand     text        NOT NULL CHECK (hand IN ('retry', 'compensate')),
    actor    uuid        NOT NULL,
    step     text        NOT NULL,
    why      text        NOT NULL,
    cause    text        NOT NULL,
    node     text        NOT NULL,
    trace_id text,
    PRIMARY KEY (order_id, given_at)
);
COMMENT ON TABLE order_saga_hands IS 'distribution: order_id';

-- What was said of a refund, beside the events, so that it can be sealed and erased.
CREATE TABLE order_refund_details (
    order_id     uuid NOT NULL,
    refund_id    uuid NOT NULL,
    sealing      text NOT NULL DEFAULT 'none',
    reason       text,
    requested_by uuid NOT NULL,
    PRIMARY KEY (order_id, refund_id)
);
COMMENT ON TABLE order_refund_details IS 'distribution: order_id';
