-- Long texts while their parts come in, and a while after, so that a part that comes again is known.
create table long_text (
  id        bigint generated always as identity primary key,
  number    text not null,
  service   text not null,
  reference int not null,
  total     int not null,
  ton       int not null,
  npi       int not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create index long_text_open on long_text (opened_at) where closed_at is null;
create index long_text_by_phone on long_text (number, service, reference, total, opened_at desc);

create table part (
  long_text bigint not null references long_text on delete cascade,
  which     int not null,
  alphabet  text not null,
  body      bytea not null,
  primary key (long_text, which)
);

create table incoming (
  id          bigint generated always as identity primary key,
  phone       text not null,
  number      text not null,
  ton         int not null,
  npi         int not null,
  service     text not null,
  digest      bytea not null,
  text        text not null,
  received_at timestamptz not null,
  handled_at  timestamptz,
  outcome     text,
  request_no  text
);
comment on column incoming.phone is 'the number in the form in which phones are compared';
comment on table incoming is 'whole texts as they came, and what became of them';
create index incoming_by_digest on incoming (digest, received_at desc);
create index incoming_waiting on incoming (id) where handled_at is null;
create index incoming_of_phone on incoming (phone, id desc) where request_no is not null;

create table outgoing (
  id         bigint generated always as identity primary key,
  notice     text not null unique,
  number     text not null,
  ton        int not null,
  npi        int not null,
  service    text not null,
  text       text not null,
  subject    text not null,
  region     text not null,
  made_at    timestamptz not null,
  next_at    timestamptz not null,
  attempts   int not null default 0,
  state      text not null default 'waiting',
  cause      text,
  changed_at timestamptz not null
);
comment on column outgoing.state is 'waiting, sent, delivered or failed';
create index outgoing_waiting on outgoing (next_at) where state = 'waiting';
create index outgoing_to_number on outgoing (number, made_at);

create table sent_part (
  outgoing   bigint not null references outgoing on delete cascade,
  which      int not null,
  message_id text not null,
  state      text,
  primary key (outgoing, which)
);
create index sent_part_by_id on sent_part (message_id);

create table receipt (
  id          bigint generated always as identity primary key,
  message_id  text not null,
  state       text not null,
  error       text,
  received_at timestamptz not null,
  unique (message_id, state)
);
comment on table receipt is 'every delivery receipt; one may be here before the centre has answered the text it is for';

create table visit (
  request_no  text primary key,
  phone       text not null,
  asked_at    timestamptz not null,
  answered_at timestamptz,
  score       int
);
comment on table visit is 'return visits by text that wait for a bare 1 to 5';
create index visit_of_phone on visit (phone, asked_at desc);

create table opted_out (
  phone text primary key,
  since timestamptz not null
);

create table set_aside (
  id          bigint generated always as identity primary key,
  received_at timestamptz not null,
  phone       text not null,
  cause       text not null,
  payload     bytea not null,
  digest      bytea not null unique
);
comment on table set_aside is 'what could not be taken in, as it came (its first 4 kB), and why';
