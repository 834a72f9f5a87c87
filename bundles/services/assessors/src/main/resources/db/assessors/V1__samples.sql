create sequence sample_no;

create table sample (
  no           text collate "C" primary key,
  version      bigint not null default 1,
  of           text not null check (of in ('REQUESTS', 'FILES', 'VISITS')),
  region       text not null,
  first_day    date not null,
  last_day     date not null,
  size         int not null,
  -- SHA-256 of a secret that the assessor keeps: before the draw nobody of the house knows it.
  commitment   text not null,
  committed_by text not null,
  committed_at timestamptz not null,
  -- Once it is drawn.
  secret       text,
  block        bigint,
  head         text,
  seed         text,
  population   int,
  population_digest text,
  cases_digest text,
  drawn_by     text,
  drawn_at     timestamptz
);
comment on table sample is 'a random sample: committed, then drawn, once';

-- What was drawn, the lowest hash first, and the entries that there were about it then.
create table drawn (
  sample   text collate "C" not null references sample on delete cascade,
  place    int not null,
  case_no  text not null,
  evidence text[] not null,
  primary key (sample, place)
);

-- What was found; only added to. The words stay here, their digest is in the journal.
create table finding (
  id      bigint generated always as identity primary key,
  sample  text collate "C" not null references sample on delete cascade,
  case_no text not null,
  verdict text not null check (verdict in ('IN_ORDER', 'WRONG', 'UNCLEAR')),
  words   text not null,
  actor   text not null,
  at      timestamptz not null,
  salt    text not null
);
create index finding_of_sample on finding (sample, id);
