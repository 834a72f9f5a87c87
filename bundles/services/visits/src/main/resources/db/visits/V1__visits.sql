-- Return visits (回访): one for each time that a request was resolved, also of those who are not asked: the ticket of the draw.
create table visit (
  seq         bigint generated always as identity,
  -- Request and its version: whoever reads the journal again gives the same.
  id          text collate "C" primary key,
  request_no  text collate "C" not null,
  resolved_as bigint not null,
  kind        text not null,
  channel     text not null,
  region      text not null,
  cell        text,
  -- Where the cell was then; from the region where nobody knows the cell.
  station     text,
  county      text,
  city        text,
  province    text,
  resolved_at timestamptz not null,
  drill       boolean not null,
  -- By whom nobody is asked twice: customer number, keyed digest of the phone.
  customer    text,
  phone       text,
  state       text not null,
  why         text,
  -- How it was drawn, and by what line of the tables: kept, so that a mended table judges nothing again.
  rule        text,
  edition     date,
  share       int,
  number      double precision,
  seed_day    date,
  -- Whether he is, or was, to be asked; null while undecided.
  to_ask      boolean,
  bad_at      int,
  follow      text,
  questions   text,
  way         text,
  asked_at    timestamptz,
  next_at     timestamptz,
  score       int,
  reasons     text,
  answers     jsonb,
  -- Only until the desk has it.
  comment     text,
  answered_on text,
  answered_by text,
  answered_at timestamptz,
  -- Whether the desk has written the score: until then it is nobody's answer.
  told        boolean not null,
  -- Whether who did the work wrote it himself: in no rate.
  own_work    boolean not null,
  version     bigint not null
) with (fillfactor = 80);
create unique index visit_newest on visit (seq);
create index visit_of_request on visit (request_no, resolved_as);
create index visit_calls on visit (next_at, seq) where state = 'CALLING';
create index visit_of_state on visit (state, seq);
create index visit_of_cell on visit (cell, seq);
create index visit_bad on visit (seq) where score <= bad_at;
create index visit_resolved on visit (resolved_at);
create index visit_of_customer on visit (customer, asked_at) where asked_at is not null;
create index visit_of_phone on visit (phone, asked_at) where asked_at is not null;

-- An agent's tries; part is which of the day's call hours.
create table attempt (
  visit   text collate "C" not null references visit on delete cascade,
  at      timestamptz not null,
  by      text not null,
  part    int not null,
  outcome text not null,
  primary key (visit, at)
);

-- Who did the work of a request, by the journal: he cannot do the visit.
create table worker (
  request_no text collate "C" not null,
  actor      text collate "C" not null,
  seen_at    timestamptz not null,
  primary key (request_no, actor)
);
create index worker_by_age on worker using brin (seen_at);

-- By what a day's tickets are drawn. It is told when the day is over.
create table seed (
  day       date primary key,
  seed      text not null,
  made_at   timestamptz not null,
  opened_at timestamptz
);

-- The key of the digests of phones.
create table secret (
  one   boolean primary key default true check (one),
  bytes bytea not null
);

-- By which tables it is decided who is asked, each time that others came in force.
create table tables (
  seq    bigint generated always as identity primary key,
  digest text not null,
  since  timestamptz not null
);

-- What is due of visits, and when: io.lamplighter.kit.agenda.Agenda. A key is a step and a visit's id.
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
