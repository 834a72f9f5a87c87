-- Entries taken from the journal and not yet delivered. A parked one is a letter; what came after it for
-- the same subject stays here behind it. Rows are short-lived: delivered means deleted.
CREATE TABLE routes.message (
  reader       text        NOT NULL,
  number       bigint      GENERATED ALWAYS AS IDENTITY,
  xid          bigint      NOT NULL,
  position     bigint      NOT NULL,
  type         text        NOT NULL,
  subject      text        NOT NULL,
  region       text        NOT NULL,
  actor        text        NOT NULL,
  source       text        NOT NULL,
  time         timestamptz NOT NULL,
  data         json        NOT NULL,
  parked_at    timestamptz,
  cause        text,
  attempts     integer     NOT NULL DEFAULT 0,
  version      bigint      NOT NULL DEFAULT 1,
  corrected_by text,
  PRIMARY KEY (reader, number)
);
CREATE INDEX message_letter ON routes.message (number) WHERE parked_at IS NOT NULL;

-- Which node follows for a reader, and until when without a sign of life.
CREATE TABLE routes.lease (
  reader text        PRIMARY KEY,
  node   text        NOT NULL,
  until  timestamptz NOT NULL
) WITH (fillfactor = 20);
