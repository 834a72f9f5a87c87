-- Which texts are to be sent, and when: io.lamplighter.kit.agenda.Agenda. A key is an outgoing text's id.
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

-- Of the version before; it finds what waits if one goes back to it.
alter table outgoing alter column next_at set default now();
