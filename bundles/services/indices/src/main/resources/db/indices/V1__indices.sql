-- What counts in an index, one row a case: figures lead back to them.
create table counted (
  index   text collate "C" not null,
  edition int not null,
  id      text collate "C" not null,
  subject text collate "C" not null,
  region  text collate "C" not null,
  cell    text collate "C" not null,
  at      timestamptz not null,
  part    text collate "C" not null,
  key     text collate "C",
  -- Null while nobody can tell.
  value   double precision,
  primary key (index, edition, id)
) with (fillfactor = 85);
create index counted_at on counted (index, edition, at, id);
create index counted_by_key on counted (index, edition, key, at) where key is not null;
create index counted_by_age on counted using brin (at);
comment on column counted.cell is 'empty when none is known, as part when the index has none';

-- What the cases of a day and a cell come to: kept by the transaction that changes the cases.
create table tally (
  index   text collate "C" not null,
  edition int not null,
  part    text collate "C" not null,
  day     date not null,
  region  text collate "C" not null,
  cell    text collate "C" not null,
  cases   bigint not null,
  waiting bigint not null,
  total   double precision not null,
  primary key (index, edition, part, day, region, cell)
) with (fillfactor = 85);
