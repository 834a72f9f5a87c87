create table shift_told (
  crew    text collate "C" not null references crew,
  from_at timestamptz not null,
  primary key (crew, from_at)
);
comment on table shift_told is 'shifts that are over, of which it was told what was done in them; once each';
create index shift_told_from on shift_told (from_at);
