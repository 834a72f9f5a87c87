create table conversation (
  channel_ref text primary key,
  bridge      text not null,
  user_id     text
);
comment on table conversation is 'where the answer to a message goes';

create table outgoing (
  id          bigint generated always as identity primary key,
  notice      text not null unique,
  bridge      text not null,
  user_id     text,
  channel_ref text not null,
  request_no  text not null,
  region      text not null,
  text        text not null,
  asks_score  boolean not null,
  made_at     timestamptz not null,
  next_at     timestamptz not null,
  attempts    int not null default 0,
  state       text not null default 'waiting',
  cause       text
);
comment on column outgoing.state is 'waiting, delivered or failed';
create index outgoing_waiting on outgoing (next_at) where state = 'waiting';
