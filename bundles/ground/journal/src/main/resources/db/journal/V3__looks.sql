-- Who was shown what within a day, so that a budget can be kept; the journal has it for ever.
create table journal.seen (
  caller text not null,
  what   text not null,
  number text not null,
  at     timestamptz not null,
  primary key (caller, what, number)
);
create index seen_by_age on journal.seen (at);

-- Who was stopped over what, when last it was written to the journal.
create table journal.stopped (
  caller text not null,
  what   text not null,
  at     timestamptz not null,
  primary key (caller, what)
);

-- Makes digests of what was asked for, which nobody can undo by trying out all phones.
create table journal.look_key (
  one   boolean primary key default true check (one),
  bytes bytea not null
);
