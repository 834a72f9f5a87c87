create table crew (
  code       text collate "C" primary key,
  version    bigint not null default 1,
  name       text not null,
  station    text collate "C" not null,
  region     text collate "C" not null,
  lon        double precision,
  lat        double precision,
  vehicle    text,
  removed_at timestamptz,
  changed_at timestamptz not null,
  check ((lon is null) = (lat is null))
);
comment on table crew is 'a team (班组) of a station';
comment on column crew.lon is 'where its tours begin and end; without, nobody knows its ways';
comment on column crew.removed_at is 'what it has done stays with it';
create index crew_of_station on crew (station, code) where removed_at is null;

create table member (
  login text collate "C" primary key,
  crew  text collate "C" not null references crew
);
comment on table member is 'who is of which crew: of one at most';
create index member_of_crew on member (crew, login);

create table certificate (
  login    text collate "C" not null references member on delete cascade,
  skill    text collate "C" not null,
  valid_to date,
  primary key (login, skill)
);
comment on column certificate.valid_to is 'its last day; null when it does not end';

create table shift (
  crew    text collate "C" not null references crew,
  from_at timestamptz not null,
  to_at   timestamptz not null,
  rest_from timestamptz,
  rest_to   timestamptz,
  on_call boolean not null default false,
  primary key (crew, from_at),
  check (from_at < to_at),
  check ((rest_from is null) = (rest_to is null))
);
comment on table shift is 'when a crew works, laid out from its roster';
comment on column shift.rest_from is 'a break begins; it is taken between two jobs, until rest_to at the latest';
create index shift_at on shift (from_at, crew);

create table roster (
  crew       text collate "C" primary key references crew,
  version    bigint not null default 1,
  calendar   text not null,
  changed_at timestamptz not null
);
comment on column roster.calendar is 'iCalendar, as it is given back';

create table absence (
  id      bigint generated always as identity primary key,
  login   text collate "C" not null,
  crew    text collate "C" not null references crew,
  from_at timestamptz not null,
  to_at   timestamptz not null,
  noted_by text not null,
  noted_at timestamptz not null,
  check (from_at < to_at)
);
create index absence_of_crew on absence (crew, to_at);
create index absence_of_login on absence (login, to_at);
create index absence_over on absence (to_at);

-- What finished work has taught of how long a kind of work takes: docs in the bundle's README.
create table duration (
  crew    text collate "C" not null,
  kind    text collate "C" not null,
  minutes int[] not null,
  primary key (crew, kind)
);
comment on column duration.crew is 'empty for all crews together';
comment on column duration.minutes is 'of the last ones, the newest last';
