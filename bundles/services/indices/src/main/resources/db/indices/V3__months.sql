-- What is said of a region's month, and how it was when it was closed.
create table month (
  region    text collate "C" not null,
  month     date not null,
  version   bigint not null default 1,
  closed_at timestamptz,
  closed_by text,
  content   text,
  primary key (region, month),
  check ((closed_at is null) = (content is null))
);
comment on column month.content is 'the report''s figures, names and remarks as JSON: its SHA-256 is in the journal';

create table remark (
  region     text collate "C" not null,
  month      date not null,
  index      text collate "C" not null,
  text       text not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (region, month, index),
  foreign key (region, month) references month
);
comment on column remark.index is 'empty for the month as a whole';
