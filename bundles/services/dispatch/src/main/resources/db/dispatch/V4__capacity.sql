-- A crew that helps another station out for a shift of its own (跨所支援).
create table loan (
  crew     text collate "C" not null references crew,
  from_at  timestamptz not null,
  station  text collate "C" not null,
  made_by  text not null,
  made_at  timestamptz not null,
  primary key (crew, from_at)
);
comment on column loan.from_at is 'when the shift begins';
create index loan_to on loan (station, from_at);
create index loan_over on loan (from_at);

create table shortage (
  station  text collate "C" not null,
  day      date not null,
  kind     text collate "C" not null,
  wanted   bigint not null,
  can      bigint not null,
  found_at timestamptz not null,
  primary key (station, day, kind)
);
comment on table shortage is 'when more is wanted than can be done, as it was told of; once each';
comment on column shortage.kind is 'empty for all kinds together';
comment on column shortage.wanted is 'minutes, as can';
create index shortage_found on shortage (found_at);
