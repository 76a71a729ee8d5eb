-- The products of an order's lines whose stock was untracked when they were set aside: nothing was taken from what is
-- available, so that nothing comes back to it when the order gives them up, whatever the mode is by then.
ALTER TABLE reservations ADD COLUMN uncounted uuid[] NOT NULL DEFAULT '{}';

UPDATE reservations r SET uncounted = l.products
FROM (SELECT order_id, array_agg(product_id) AS products FROM stock_ledger
    WHERE cause = 'reserved' AND available_delta = 0 GROUP BY order_id) l
WHERE r.order_id = l.order_id;
