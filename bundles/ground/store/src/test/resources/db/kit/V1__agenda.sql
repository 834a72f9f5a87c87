-- What is due: io.lamplighter.kit.agenda.Agenda.
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
comment on column agenda.round is 'in which it is taken; null until it is due';
comment on column agenda.version is 'rises when it is taken or moved: who had it before has it no more';
create index agenda_later on agenda (due, id) where round is null;
create index agenda_line on agenda (round, due, id) where round is not null;
create index agenda_of_subject on agenda (subject, round);
