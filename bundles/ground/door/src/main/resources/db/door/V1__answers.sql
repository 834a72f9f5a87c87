-- Answers that were given to commands with a key; committed with what the command has done.
create table door.answer (
  -- digest of caller and key
  id bytea primary key,
  -- digest of what was asked
  asked bytea not null,
  -- the answer, sealed with what only the caller has: his key
  given bytea not null,
  at timestamptz not null
);
create index answer_at on door.answer (at);
