-- Which notices are to be given, and when: io.lamplighter.kit.agenda.Agenda. A key is a notice's id.
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

comment on column notice.due_at is 'first; since then the agenda knows it';
