-- Which node told what, in which trace. Rows of the version before, and of its members, know neither.
ALTER TABLE mails ADD COLUMN sent_by text;
ALTER TABLE notifications ADD COLUMN node text, ADD COLUMN traceparent text NOT NULL DEFAULT '';

-- What was told of an order.
CREATE INDEX mails_of_order ON mails ((notice ->> 'orderId'));
CREATE INDEX notifications_of_order ON notifications (order_id);
