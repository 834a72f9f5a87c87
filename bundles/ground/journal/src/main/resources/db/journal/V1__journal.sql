-- Entries, read in the order (xid, position). Rows are never changed: blocks seal them.
CREATE TABLE journal.entry (
  xid      xid8        NOT NULL DEFAULT pg_current_xact_id(),
  position bigint      GENERATED ALWAYS AS IDENTITY,
  type     text        NOT NULL,
  subject  text        NOT NULL,
  region   text        NOT NULL,
  actor    text        NOT NULL,
  source   text        NOT NULL,
  time     timestamptz NOT NULL,
  -- json, not jsonb: the very bytes that were written are what is sealed.
  data     json        NOT NULL,
  PRIMARY KEY (xid, position)
);
CREATE INDEX entry_subject ON journal.entry (subject);

-- One row a follower: how far it is. The row's lock is its lease.
CREATE TABLE journal.reader (
  name       text    PRIMARY KEY,
  xid        xid8    NOT NULL,
  position   bigint  NOT NULL,
  types      text[]  NOT NULL,
  failures   integer NOT NULL DEFAULT 0,
  last_error text,
  retry_at   timestamptz
) WITH (fillfactor = 20);

-- Public keys that have signed blocks; the id is the beginning of the key's own SHA-256.
CREATE TABLE journal.seal_key (
  id         text        PRIMARY KEY,
  public_key bytea       NOT NULL,
  added_at   timestamptz NOT NULL
);

-- Sealed blocks. list is, for each entry in order: xid, position, SHA-256 of its content (48 bytes).
CREATE TABLE journal.block (
  number         bigint      PRIMARY KEY,
  first_xid      xid8        NOT NULL,
  first_position bigint      NOT NULL,
  last_xid       xid8        NOT NULL,
  last_position  bigint      NOT NULL,
  count          integer     NOT NULL,
  root           text        NOT NULL,
  previous       text        NOT NULL,
  hash           text        NOT NULL,
  signature      text        NOT NULL,
  key_id         text        NOT NULL,
  sealed_at      timestamptz NOT NULL,
  list           bytea       NOT NULL
);
-- Hashes do not compress.
ALTER TABLE journal.block ALTER COLUMN list SET STORAGE EXTERNAL;
