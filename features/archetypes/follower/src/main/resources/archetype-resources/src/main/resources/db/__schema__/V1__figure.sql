create table figure (
  day    date not null,
  region text not null,
  type   text not null,
  count  bigint not null,
  primary key (day, region, type)
);
