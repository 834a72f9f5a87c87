-- Enquiries that are answered by the house, or are not: one for each request.
create table answer (
  seq             bigint generated always as identity,
  request_no      text collate "C" primary key,
  region          text not null,
  channel         text not null,
  received_at     timestamptz not null,
  state           text not null,
  why             text,
  source          text,
  article         text,
  article_version int,
  -- What he was told, in his language.
  text            text,
  -- Keyed digest of his phone, or of where he called from: by whom answers are counted.
  who             text,
  answered_at     timestamptz,
  ended_at        timestamptz,
  ended_on        text,
  -- Whether the work of the request is over.
  over            boolean not null,
  version         bigint not null
) with (fillfactor = 80);
create unique index answer_newest on answer (seq);
create index answer_of_state on answer (state, seq);
create index answer_of_article on answer (article, seq) where article is not null;
create index answer_of_who on answer (who, answered_at) where source is not null;
create index answer_received on answer (received_at);

-- The key of the digests.
create table secret (
  one   boolean primary key default true check (one),
  bytes bytea not null
);

-- What is due of answers, and when: io.lamplighter.kit.agenda.Agenda. A key is a step and a request's number.
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
