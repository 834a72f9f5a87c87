-- Official days of a calendar's year that were brought in through the house: they take the place of the file's.
create table calendar_year (
  name    text not null,
  year    int not null,
  -- Among all of them: the greatest tells whether any has changed.
  version bigint not null unique,
  -- calendar-<name>-<year>.csv, as it came.
  body    text not null,
  actor   text not null,
  at      timestamptz not null,
  primary key (name, year)
);
