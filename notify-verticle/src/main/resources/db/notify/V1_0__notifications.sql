-- Messages that users find in the shop. A message has the id of the event that it tells of.
CREATE TABLE notifications (
    user_id    uuid        NOT NULL,
    id         uuid        NOT NULL,
    kind       text        NOT NULL,
    order_id   uuid        NOT NULL,
    title      text        NOT NULL,
    text       text        NOT NULL,
    created_at timestamptz NOT NULL,
    read_at    timestamptz,
    PRIMARY KEY (user_id, id)
);
COMMENT ON TABLE notifications IS 'distribution: user_id';
CREATE INDEX notifications_unread ON notifications (user_id, id) WHERE read_at IS NULL;
CREATE INDEX notifications_by_age ON notifications (created_at);

-- Mails to be sent, without the address, which is asked for when the mail goes out. A claim is a fence: who comes back
-- with another one has been taken for dead.
CREATE TABLE mails (
    id            uuid PRIMARY KEY,
    user_id       uuid        NOT NULL,
    message_id    text        NOT NULL,
    notice        jsonb       NOT NULL,
    traceparent   text        NOT NULL,
    state         text        NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'dropped')),
    due_at        timestamptz NOT NULL,
    attempts      integer     NOT NULL DEFAULT 0,
    claim         uuid,
    claimed_until timestamptz,
    reason        text        NOT NULL DEFAULT '',
    created_at    timestamptz NOT NULL,
    settled_at    timestamptz
);
COMMENT ON TABLE mails IS 'distribution: id';
CREATE INDEX mails_due ON mails (due_at) WHERE state = 'queued';
CREATE INDEX mails_queued_by_user ON mails (user_id) WHERE state = 'queued';
CREATE INDEX mails_settled ON mails (settled_at) WHERE state <> 'queued';
