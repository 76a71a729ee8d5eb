-- The money of orders in double entry: what one account gains with a fact, the other loses. Only ever added to.
CREATE TABLE payment_entries (
    order_id     uuid        NOT NULL,
    version      bigint      NOT NULL CHECK (version > 0),
    leg          smallint    NOT NULL CHECK (leg > 0),
    account      text        NOT NULL CHECK (account IN ('provider', 'shopper')),
    amount_minor bigint      NOT NULL,
    currency     text        NOT NULL,
    provider_key text        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (order_id, version, leg)
) PARTITION BY RANGE (order_id);
COMMENT ON TABLE payment_entries IS 'distribution: order_id';
COMMENT ON COLUMN payment_entries.version IS 'the event that moved the money';
COMMENT ON COLUMN payment_entries.provider_key IS 'the key under which the provider was asked to move it';

-- The legs of an event add up to 0 when their transaction ends, or it doesn't commit. So does every payment at any time.
CREATE FUNCTION payment_entries_balance() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM payment_entries WHERE order_id = NEW.order_id AND version = NEW.version
               GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
        RAISE EXCEPTION 'the legs of event % of order % do not balance', NEW.version, NEW.order_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER payment_entries_balance AFTER INSERT ON payment_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_entries_balance();

CREATE FUNCTION payment_entries_stay() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an entry of the ledger is neither changed nor deleted' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER payment_entries_stay BEFORE UPDATE OR DELETE ON payment_entries
    FOR EACH ROW EXECUTE FUNCTION payment_entries_stay();

-- Movements of money of which the ledger, the provider's books and the order have not been seen to agree yet. The
-- transaction that books a fact opens its item, and so does the reading of the provider's books; one row for both, since
-- neither must come first. The reconciler closes it.
CREATE TABLE payment_open_items (
    order_id       uuid        NOT NULL,
    provider_key   text        NOT NULL,
    currency       text        NOT NULL,
    ledger_minor   bigint      NOT NULL DEFAULT 0,
    provider_minor bigint      NOT NULL DEFAULT 0,
    changed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    judged_at      timestamptz,
    woken_at       timestamptz,
    PRIMARY KEY (order_id, provider_key, currency)
) WITH (fillfactor = 70);
COMMENT ON TABLE payment_open_items IS 'distribution: order_id';
COMMENT ON COLUMN payment_open_items.ledger_minor IS 'what the provider gained by this key, as the ledger has it';
COMMENT ON COLUMN payment_open_items.provider_minor IS 'the same, as the provider has it';

-- How far the provider's books are read, and by which node.
CREATE TABLE payment_readings (
    provider    text        PRIMARY KEY,
    cursor      text        NOT NULL DEFAULT '',
    complete_at timestamptz,
    owner       text,
    epoch       bigint      NOT NULL DEFAULT 0,
    until       timestamptz NOT NULL DEFAULT '-infinity'
);
COMMENT ON TABLE payment_readings IS 'distribution: provider';
COMMENT ON COLUMN payment_readings.complete_at IS 'when all that was booked until then had been read; null before that';

-- What does not agree, for people. A difference that was resolved stays as a record.
CREATE TABLE payment_differences (
    order_id           uuid        NOT NULL,
    provider_key       text        NOT NULL,
    currency           text        NOT NULL,
    kind               text        NOT NULL,
    ledger_minor       bigint      NOT NULL,
    provider_minor     bigint      NOT NULL,
    unreconciled_minor bigint      NOT NULL CHECK (unreconciled_minor >= 0),
    first_seen         timestamptz NOT NULL,
    last_seen          timestamptz NOT NULL,
    resolved_at        timestamptz,
    PRIMARY KEY (order_id, provider_key, currency)
);
COMMENT ON TABLE payment_differences IS 'distribution: order_id';
CREATE INDEX payment_differences_unresolved ON payment_differences (first_seen) WHERE resolved_at IS NULL;

-- What a provider calls our requests, for a provider that can't be asked by our keys. Written before a request is sent.
CREATE TABLE payment_references (
    provider_key text    PRIMARY KEY,
    kind         text    NOT NULL CHECK (kind IN ('AUTHORIZATION', 'CAPTURE', 'REFUND')),
    reference    text,
    asked_at     timestamptz,
    withdrawn    boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE payment_references IS 'distribution: provider_key';
COMMENT ON COLUMN payment_references.asked_at IS 'null where the request was withdrawn before it was sent';

-- The orders that are there may be of any month, and the money of theirs that has moved is booked now.
SELECT make_monthly_partitions('payment_entries', month, month)
FROM (SELECT DISTINCT date_trunc('month', uuid_v7_time(order_id) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS month
      FROM order_events) AS months;
SELECT make_monthly_partitions('payment_entries', now() - interval '1 month', now() + interval '3 months');

INSERT INTO payment_entries
    (order_id, version, leg, account, amount_minor, currency, provider_key, recorded_at)
SELECT order_id, version, leg, account, sign * (data -> 'amount' ->> 'amount')::bigint, data -> 'amount' ->> 'currency',
       order_id::text || CASE type WHEN 'payment-captured' THEN ':capture' ELSE ':cancel' END, recorded_at
FROM order_events
     CROSS JOIN LATERAL (VALUES (1, 'provider', CASE type WHEN 'payment-captured' THEN 1 ELSE -1 END),
                                (2, 'shopper', CASE type WHEN 'payment-captured' THEN -1 ELSE 1 END))
         AS legs (leg, account, sign)
WHERE type IN ('payment-captured', 'payment-refunded');

INSERT INTO payment_open_items (order_id, provider_key, currency, ledger_minor)
SELECT order_id, provider_key, currency, sum(amount_minor) FROM payment_entries
WHERE account = 'provider' GROUP BY order_id, provider_key, currency;
