create table update (
  request_no text        not null,
  version    bigint      not null,
  channel    text        not null,
  region     text        not null,
  state      text        not null,
  at         timestamptz not null,
  primary key (request_no, version)
);
comment on table update is 'each step of each request, for partners who ask what is new';
create index update_by_time on update (at, request_no, version);
