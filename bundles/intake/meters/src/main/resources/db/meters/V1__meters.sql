create table event (
  concentrator text not null,
  meter        text not null,
  code         text not null,
  at           timestamptz not null,
  region       text not null,
  effect       text not null,
  transformer  text,
  customer_no  text,
  message_id   text not null,
  details      jsonb,
  received_at  timestamptz not null,
  outage       bigint,
  primary key (concentrator, meter, code, at)
);
comment on column event.outage is 'the outage that this last gasp has opened or joined';
create index event_lost on event (transformer, at) where effect = 'lost' and transformer is not null;
create index event_restored on event (meter, at) where effect = 'restored';
create index event_by_outage on event (outage) where outage is not null;

create table outage (
  id          bigint generated always as identity primary key,
  transformer text not null,
  region      text not null,
  customer_no text not null,
  meters      int not null,
  first_at    timestamptz not null,
  opened_at   timestamptz not null,
  request_no  text,
  refused     text,
  closed_at   timestamptz,
  closed_by   text
);
comment on table outage is 'several last gasps of one transformer: suspected once, asked of the desk once';
comment on column outage.closed_by is 'restored: every meter is back; expired: nothing was heard of it';
create unique index outage_open on outage (transformer) where closed_at is null;
create index outage_waiting on outage (id) where request_no is null and refused is null;

create table set_aside (
  id          bigint generated always as identity primary key,
  received_at timestamptz not null,
  topic       text not null,
  pointer     text not null,
  cause       text not null,
  payload     bytea not null,
  digest      bytea not null unique
);
comment on table set_aside is 'what could not be taken in, as it came (its first 16 kB), and why';
comment on column set_aside.pointer is 'JSON pointer to the part that is meant; empty for the whole message';
