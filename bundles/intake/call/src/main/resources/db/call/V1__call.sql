create table call (
  call_no    text primary key,
  line       text not null,
  phone      text not null,
  region     text not null,
  agent      text not null,
  state      text not null,
  opened_at  timestamptz not null,
  closed_at  timestamptz,
  request_no text,
  outcome    text
);
comment on column call.state is 'open, taken-down or closed';
create index call_open on call (opened_at) where closed_at is null;

create sequence call_seq minvalue 1 maxvalue 9999999 cycle;

-- Calls as the switch saw them. Its events may come twice and in any order.
create table switch_call (
  partner      text not null,
  call_id      text not null,
  line         text,
  region       text not null,
  offered_at   timestamptz,
  answered_at  timestamptz,
  abandoned_at timestamptz,
  ended_at     timestamptz,
  primary key (partner, call_id)
);
create index switch_call_by_time on switch_call (offered_at);
