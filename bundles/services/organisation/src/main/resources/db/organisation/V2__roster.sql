create table roster (
  number  bigint generated always as identity primary key,
  unit    text collate "C" not null,
  version bigint not null,
  since   timestamptz not null,
  actor   text not null,
  content text not null,
  unique (unit, version)
);
comment on table roster is 'who is on duty for a unit; each change is another row, so that it is known who was';
comment on column roster.since is 'when it was brought in: until then the one before counts, the first from ever';
comment on column roster.content is 'iCalendar, as it is given out';

create table gap (
  unit     text collate "C" not null,
  from_at  timestamptz not null,
  to_at    timestamptz not null,
  found_at timestamptz not null,
  primary key (unit, from_at)
);
comment on table gap is 'when nobody will be on duty, as it was told of; once each';
create index gap_to on gap (to_at);
