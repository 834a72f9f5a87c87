create table merged (
  request_no text primary key,
  root       text not null
);
comment on table merged is 'whose customers wait for the same work, and are told of it too';
create index merged_by_root on merged (root);

create table notice (
  id          bigint generated always as identity primary key,
  request_no  text not null,
  event       text not null,
  entry       text not null,
  region      text not null,
  root        text not null,
  drill       boolean not null,
  from_at     timestamptz,
  to_at       timestamptz,
  happened_at timestamptz not null,
  due_at      timestamptz not null,
  state       text not null default 'waiting',
  way         text,
  tried       text[] not null default '{}',
  address     bytea,
  cause       text,
  changed_at  timestamptz not null,
  unique (entry, request_no)
);
comment on column notice.entry is 'the journal entry that gave reason for it';
comment on column notice.root is 'the request that is worked on';
comment on column notice.state is 'waiting, carried, sent, delivered, failed or withheld';
comment on column notice.address is 'digest of the phone, to tell nobody the same thing twice';
create index notice_waiting on notice (due_at) where state = 'waiting';
create index notice_of_request on notice (request_no, happened_at desc);
create index notice_to_address on notice (address, root, event) where address is not null;
