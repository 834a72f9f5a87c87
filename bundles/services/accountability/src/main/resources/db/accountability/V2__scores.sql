-- Which crew has done the work of a request, until the customer says how it was.
create table crew_work (
  request text collate "C" primary key,
  crew    text not null,
  at      timestamptz not null
);
create index crew_work_by_age on crew_work using brin (at);

-- How customers who were asked have scored the work of a crew, or spoken to who asked them.
create table scorer (
  who      text collate "C" primary key,
  -- crew or asker.
  kind     text not null,
  total    bigint not null,
  fives    bigint not null,
  -- How many fives one after the other up to now, and the entry of the first of them.
  run      bigint not null,
  run_xid  bigint,
  run_position bigint,
  -- Of the last score.
  xid      bigint not null,
  position bigint not null
) with (fillfactor = 70);
create index scorer_of_kind on scorer (kind);

-- For which customers scores were given from one phone, of which this is a keyed digest.
create table scored (
  phone    text collate "C" not null,
  customer text not null,
  at       timestamptz not null,
  -- Of the first entry that says so, since the phone was silent for long, and of the last.
  first_xid bigint not null,
  first_position bigint not null,
  xid      bigint not null,
  position bigint not null,
  primary key (phone, customer)
);
create index scored_by_age on scored using brin (at);
