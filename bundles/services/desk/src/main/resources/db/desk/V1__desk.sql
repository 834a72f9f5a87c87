-- One row for each message a channel brought, as it came. What the receipt said is kept with it, so
-- that the same message again is answered alike. No foreign keys on the way in: the rows of one
-- submission are written by one statement.
create table submission (
  request_no   text primary key,
  channel      text not null,
  channel_ref  text,
  content      bytea not null,
  raw          text,
  submitted_by text not null,
  occurred_at  timestamptz,
  received_at  timestamptz not null,
  merged_into  text,
  unique (channel, channel_ref)
);
comment on column submission.content is 'SHA-256 of the fields, to tell a replay from a reused key';
comment on column submission.merged_into is 'as the receipt said; the request itself may move on';

create table request (
  request_no    text primary key,
  version       bigint not null,
  kind          text not null,
  kind_reason   text not null,
  state         text not null,
  channel       text not null,
  channel_ref   text,
  customer_no   text,
  matched_by    text,
  region        text not null,
  cell          text,
  transformer   text,
  contact_name  text,
  contact_phone text,
  address       text,
  place         text,
  lon           double precision,
  lat           double precision,
  grid          bigint,
  words         text,
  priority      int not null,
  holder        text,
  received_at   timestamptz not null,
  merged_into   text
);
comment on column request.place is 'the address in the form in which addresses are compared';
comment on column request.grid is 'square of a thousandth of a degree, to find neighbours by index';

create index request_by_time on request (received_at desc, request_no desc);
create index request_of_customer on request (customer_no, received_at) where customer_no is not null;
-- What a new request may be a duplicate of: however many were merged under a first, it is one entry.
create index request_by_customer on request (customer_no, received_at)
  where merged_into is null and customer_no is not null;
create index request_by_place on request (place, received_at)
  where merged_into is null and place is not null;
create index request_by_grid on request (grid, received_at)
  where merged_into is null and grid is not null;
create index request_by_transformer on request (transformer, received_at) where transformer is not null;
create index request_by_root on request (merged_into) where merged_into is not null;

create table promise (
  request_no text not null,
  rule       text not null,
  due_at     timestamptz not null,
  primary key (request_no, rule)
);

-- What people did and said. The words stay here and never enter the journal, which is sealed for ever.
create table move (
  request_no text not null,
  version    bigint not null,
  move       text not null,
  from_state text not null,
  to_state   text not null,
  actor      text not null,
  moved_at   timestamptz not null,
  words      jsonb not null,
  primary key (request_no, version)
);

-- Seven digits of a request number; with the day before them they come round unnoticed.
create sequence request_seq minvalue 1 maxvalue 9999999 cycle;

-- Signs tracking tokens; made at the first start.
create table secret (
  one   boolean primary key default true check (one),
  bytes bytea not null
);
