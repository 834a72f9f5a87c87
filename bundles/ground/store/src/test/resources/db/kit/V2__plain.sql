-- A queue as one writes it in five minutes, to compare with.
create table plain (
  id      bigint generated always as identity primary key,
  key     text collate "C" not null unique,
  subject text not null,
  due     timestamptz not null
);
create index plain_due on plain (due, id);
