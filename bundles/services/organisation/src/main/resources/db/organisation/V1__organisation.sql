create table version (
  number   bigint primary key,
  in_force timestamptz not null,
  what     text not null,
  region   text not null,
  actor    text not null,
  made_at  timestamptz not null,
  added    int not null,
  changed  int not null,
  removed  int not null
);
comment on table version is 'each file that came in is one; the line of them is never changed';
comment on column version.in_force is 'from when on it counts, until the next one does';
comment on column version.what is 'units, people, rules or shapes';

create table piece (
  what    text not null,
  key     text collate "C" not null,
  since   bigint not null references version,
  till    bigint references version,
  content text[] not null,
  primary key (what, key, since)
);
comment on table piece is 'a unit, who answers for one, what belongs to a cell, or its polygon';
comment on column piece.since is 'the first version that has it so';
comment on column piece.till is 'the first version that has it so no more, null while all have';
comment on column piece.content is 'as the records of the bundle have it: UnitRow, Charge, Rule, Shape';
create unique index piece_now on piece (what, key) where till is null;

create table open_request (
  request_no  text collate "C" primary key,
  cell        text,
  region      text not null,
  transformer text,
  since       timestamptz not null
);
comment on table open_request is 'what hangs on a cell, and what is in none; as the journal tells';
create index open_request_of_cell on open_request (cell) where cell is not null;
create index open_request_unplaced on open_request (since, request_no) where cell is null;
