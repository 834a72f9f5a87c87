-- What limits run on, as far as the journal has told: requests now, later whatever has a subject.
create table subject (
  no     text collate "C" primary key,
  region text not null,
  cell   text,
  -- Who has it (首接责任人), once somebody has.
  holder text,
  -- Under which its work is done; itself, unless it was merged.
  root   text collate "C" not null,
  -- By what rules tell whom they are for.
  matter jsonb not null,
  drill  boolean not null,
  -- Of the last entry that changed it: an older one does not.
  xid      bigint not null,
  position bigint not null,
  seen_at  timestamptz not null
) with (fillfactor = 80);
create index subject_by_age on subject using brin (seen_at);

-- Entries that begin, end or call off some limit: what a rule that comes later is judged by.
create table happened (
  subject  text collate "C" not null,
  xid      bigint not null,
  position bigint not null,
  type     text not null,
  at       timestamptz not null,
  data     jsonb not null,
  primary key (subject, xid, position)
);
create index happened_by_age on happened using brin (at);

-- Limits (时限), each on one subject by one rule.
create table clock (
  -- The rule and the entry that began it: whoever reads the journal again gives the same.
  id         text collate "C" primary key,
  subject    text collate "C" not null,
  rule       text not null,
  -- Which of its editions, for whom: the key of the line in rules.csv.
  line       text not null,
  edition    text not null,
  issuer     text not null,
  -- Of the rule's unit, as it was then: an edition that is mended later does not judge history again.
  amount     int not null,
  region     text not null,
  cell       text,
  holder     text,
  drill      boolean not null,
  -- Judges a period and a cell, never one.
  mean       boolean not null,
  -- The entry, and what of it tells when it counts from.
  xid        bigint not null,
  position   bigint not null,
  started_at timestamptz not null,
  -- Of its own and of those merged under it the earliest; null while it stands still or cannot be computed.
  due_at     timestamptz,
  state      text not null check (state in ('running', 'paused', 'breached', 'met', 'withdrawn')),
  note       text,
  -- Of one merged under it, whose limit counts here; its own is kept beside it, if it has one.
  lent_by    text collate "C",
  own        jsonb,
  extended_to timestamptz,
  extensions int not null,
  -- From, to, reason and evidence of each.
  pauses     jsonb not null,
  paused_ms  bigint not null,
  -- The days ticked off, and the rules that are less strict.
  explanation jsonb not null,
  -- What is to be said before and after it is due, and when.
  ahead      jsonb not null,
  breached_at timestamptz,
  ended_at   timestamptz,
  ended_by   text,
  why        text,
  under      text collate "C",
  version    bigint not null
) with (fillfactor = 70);
create index clock_of_subject on clock (subject);
create index clock_by_due on clock (due_at, id) where state in ('running', 'paused', 'breached');
create index clock_live on clock (id) where state in ('running', 'paused', 'breached');
create index clock_of_mean on clock (rule, ended_at) where mean;
create index clock_lent on clock (under, rule) where state = 'withdrawn' and under is not null;
create index clock_by_age on clock using brin (ended_at);

-- What of the clocks is to be looked at, and when: io.lamplighter.kit.agenda.Agenda. A key is a clock's id.
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

-- How far the journal is read: one row.
create table reading (
  one      boolean primary key default true check (one),
  xid      bigint not null,
  position bigint not null
);

-- Somebody was urged (督办), and what he answered. The words stay here.
create table urge (
  id         bigint generated always as identity primary key,
  subject    text collate "C" not null,
  region     text not null,
  owed_by    text not null,
  text       text not null,
  raised_by  text not null,
  raised_at  timestamptz not null,
  answer_by  timestamptz not null,
  answer     text,
  answered_by text,
  answered_at timestamptz,
  version    bigint not null
);
create index urge_open on urge (answer_by, id) where answered_at is null;
create index urge_of_subject on urge (subject, id);
create index urge_by_age on urge using brin (answered_at);
