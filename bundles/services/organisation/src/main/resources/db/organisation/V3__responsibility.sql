create table tenure (
  id       bigint generated always as identity primary key,
  subject  text collate "C" not null,
  holder   text not null,
  region   text not null,
  drill    boolean not null,
  from_at  timestamptz not null,
  to_at    timestamptz,
  why      text not null,
  over     text,
  handover bigint
);
comment on table tenure is 'who is first-responsible for a request, from when to when';
comment on column tenure.why is 'the entry by which he got it';
comment on column tenure.over is 'the entry by which it ended';
create unique index tenure_open on tenure (subject) where to_at is null;
create index tenure_of_subject on tenure (subject, id);
create index tenure_of_holder on tenure (holder, id) where to_at is null;
create index tenure_over on tenure (to_at);

create table handover (
  id         bigint generated always as identity primary key,
  version    bigint not null default 1,
  subject    text collate "C" not null,
  region     text not null,
  drill      boolean not null,
  giver      text not null,
  taker      text not null,
  reason     text not null,
  offered_by text not null,
  offered_at timestamptz not null,
  until_at   timestamptz not null,
  state      text not null,
  ended_at   timestamptz,
  ended_by   text
);
comment on table handover is 'responsibility that is offered to somebody else';
create unique index handover_offered on handover (subject) where state = 'OFFERED';
create index handover_of_taker on handover (taker, id);
create index handover_of_giver on handover (giver, id);
create index handover_of_subject on handover (subject, id);
create index handover_ended on handover (ended_at);

-- When each offer lapses: io.lamplighter.kit.agenda.Agenda. A key is a handover's id.
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

create table run_log (
  id      bigint generated always as identity primary key,
  unit    text collate "C" not null,
  region  text not null,
  at      timestamptz not null,
  what    text not null,
  subject text,
  detail  text,
  text    text,
  actor   text not null
);
comment on table run_log is 'what happened in a cell: by itself from the journal, and by hand';
comment on column run_log.text is 'by hand; may speak of people, and never leaves this schema';
create index run_log_of_unit on run_log (unit, id);
create index run_log_at on run_log (at);
