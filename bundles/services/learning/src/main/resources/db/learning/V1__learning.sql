-- What the desk told from a request's words, and what a person made of it (纠正). No word of the request.
create table told (
  request_no   text collate "C" primary key,
  region       text collate "C" not null,
  kind         text not null,
  confidence   double precision,
  -- By which model; null of entries from before models had names.
  model        text,
  received_at  timestamptz not null,
  -- What a person said it is, the same or another; null while nobody has.
  corrected    text,
  corrected_at timestamptz
);
create index told_by_age on told (received_at);
create index told_corrected on told (corrected_at) where corrected is not null;

-- Models that were learned here. One is in force at most: else it is the one that ships.
create table version (
  no          bigint generated always as identity primary key,
  model       text collate "C" not null,
  state       text not null,
  -- Why it was refused.
  why         text,
  since       timestamptz not null,
  by          text not null,
  trained_at  timestamptz not null,
  trained_by  text not null,
  -- Names of the model that shipped then, and of the one that it was compared with.
  base        text not null,
  against     text not null,
  shipped     int not null,
  corrected   int not null,
  people      int not null,
  new_parts   int not null,
  -- On the control texts: of it, and of the other one.
  macro_f1    double precision not null,
  against_f1  double precision not null,
  danger_all  int not null,
  danger      int not null,
  against_danger int not null,
  missed      int not null,
  -- Texts of the last month that both have judged, and how many of these from what to what.
  judged      int not null,
  changes     jsonb not null,
  -- Its table, compressed.
  packed      bytea not null,
  version     bigint not null
);
create unique index version_in_force on version (state) where state = 'IN_FORCE';

-- Requests that a version tells otherwise: at most a hundred of each.
create table change (
  no         bigint not null references version on delete cascade,
  request_no text collate "C" not null,
  region     text collate "C" not null,
  before     text not null,
  after      text not null,
  primary key (no, request_no)
);

-- What is due, and when: io.lamplighter.kit.agenda.Agenda. Keys are learn, now, and force:<no>.
create table agenda (
  id          bigint generated always as identity primary key,
  key         text collate "C" not null unique,
  subject     text collate "C" not null,
  due         timestamptz not null,
  since       timestamptz not null,
  round       bigint,
  taken_until timestamptz,
  version     int not null default 0,
  attempts    int not null default 0,
  cause       text
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02);
create index agenda_later on agenda (due, id) where round is null;
create index agenda_line on agenda (round, due, id) where round is not null;
create index agenda_of_subject on agenda (subject, round);
