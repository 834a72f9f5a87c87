create sequence file_no;

create table file (
  no        text collate "C" primary key,
  version   bigint not null default 1,
  -- What gave reason for it: the same is one file.
  key       text collate "C" not null unique,
  subject   text collate "C" not null,
  region    text not null,
  cell      text,
  -- Code of the time limit that has passed, or of the rule that found it.
  cause     text not null,
  by_rule   boolean not null,
  event     text not null,
  -- When it happened: when the limit was due.
  at        timestamptz not null,
  opened_at timestamptz not null,
  -- The entry that gave reason for it.
  xid       bigint not null,
  position  bigint not null,
  state     text not null,
  -- Whether its evidence was gathered and who is barred is known: before that nobody acts on it.
  proposed  boolean not null default false,
  unit      text,
  person    text,
  why       text,
  -- The statement did not come in time.
  late      boolean not null default false,
  finding   text,
  fault     text,
  consequence text,
  mitigations text not null default '',
  -- Of the library: what it said when it was judged.
  line      text,
  edition   text,
  base      int,
  repeats   text,
  proposed_level int,
  proposed_measure text,
  article   text,
  level     int,
  measure   text,
  annul_by  text,
  -- Whether a rule has found it rightly, as a supervisor says.
  right_found boolean,
  published_at timestamptz,
  -- Of the typical case that was made of it, drawn at random: nothing leads from there to the file.
  case_no   bigint unique,
  ended_at  timestamptz
) with (fillfactor = 70);
comment on table file is 'a file of the negative list: one for each breach';
create index file_of_subject on file (subject);
create index file_of_person on file (person, no) where person is not null;
create index file_open on file (state, no) where ended_at is null;
create index file_of_cause on file (cause, no);
create index file_of_rule on file (region, cause, right_found) where by_rule;
create index file_opened on file (opened_at);
create index file_ended on file (ended_at) where ended_at is not null;

-- Entries of the journal that a file points to.
create table evidence (
  file     text collate "C" not null references file on delete cascade,
  xid      bigint not null,
  position bigint not null,
  shows    text not null,
  -- Once the entry is sealed.
  block    bigint,
  head     text,
  primary key (file, xid, position)
);

-- What was done with a file; only added to. The words stay here.
create table step (
  id      bigint generated always as identity primary key,
  file    text collate "C" not null references file on delete cascade,
  act     text not null,
  at      timestamptz not null,
  -- First day of the month in which it counts.
  month   date not null,
  actor   text not null,
  level   int,
  text    text,
  -- The file as it stood after it. Its entry has the digest of all of this; the salt keeps words of few choices from being guessed by it.
  stand   text not null,
  salt    text not null default gen_random_uuid()::text
);
create index step_of_file on step (file, id);
create index step_of_month on step (month, act);

-- Who may do nothing with a file but what is his own to do, by login.
create table barred (
  file   text collate "C" not null references file on delete cascade,
  person text not null,
  primary key (file, person)
);

-- What is to be done by itself: io.lamplighter.kit.agenda.Agenda. A key is a word and a file's number.
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

-- The days and months that are closed (日清月结), with what was told.
create table day_close (
  day     date not null,
  -- Empty where none is known.
  unit    text not null,
  region  text not null,
  opened  int not null,
  settled int not null,
  open    int not null,
  files   text[] not null,
  told    text[] not null,
  primary key (day, unit, region)
);
create table month_close (
  month    date not null,
  region   text not null,
  event    text not null,
  opened   int not null,
  upheld   int not null,
  rejected int not null,
  appealed int not null,
  changed  int not null,
  annulled int not null,
  level1   int not null,
  level2   int not null,
  level3   int not null,
  level4   int not null,
  primary key (month, region, event)
);
-- Up to which day and month all is closed: one row each.
create table closed (
  what text primary key check (what in ('day', 'month')),
  until date not null
);

-- Requests that are not over, by which it is seen that nobody moves them.
create table watched (
  no          text collate "C" primary key,
  region      text not null,
  cell        text,
  kind        text not null,
  received_at timestamptz not null,
  -- Of the last entry that moved it.
  xid         bigint not null,
  position    bigint not null,
  moved_at    timestamptz not null,
  -- No earlier is it to be moved again: what was promised to the customer.
  rests_until timestamptz,
  -- For the customer, or for what makes a limit pause.
  waits       boolean not null
) with (fillfactor = 70);

-- Where each crew was last.
create table arrival (
  crew       text collate "C" primary key,
  work_order text not null,
  cell       text,
  at         timestamptz not null,
  xid        bigint not null,
  position   bigint not null
);
