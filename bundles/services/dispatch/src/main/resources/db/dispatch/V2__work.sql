create table work_order (
  no          text collate "C" primary key,
  version     bigint not null default 1,
  request_no  text collate "C" not null,
  kind        text collate "C" not null,
  region      text collate "C" not null,
  station     text collate "C",
  cell        text collate "C",
  drill       boolean not null default false,
  priority    int not null,
  important   boolean not null default false,
  lon         double precision,
  lat         double precision,
  minutes     int not null,
  people      int not null,
  skills      text[] not null,
  state       text not null,
  mode        text,
  from_at     timestamptz,
  to_at       timestamptz,
  due_at      timestamptz,
  crew        text collate "C",
  shift_day   date,
  start_at    timestamptz,
  pinned      boolean not null default false,
  opened_at   timestamptz not null,
  stepped_at  timestamptz not null,
  ended_at    timestamptz,
  result      text,
  failed_for  text,
  moved_times int not null default 0
);
comment on table work_order is 'a piece of field work for one crew (派工单)';
comment on column work_order.minutes is 'how long it is thought to take on site';
comment on column work_order.from_at is 'promised: the work begins within from_at and to_at; null while nothing is';
comment on column work_order.due_at is 'the earliest limit that a clock sets; a tour begins it before';
comment on column work_order.shift_day is 'on which the shift begins of the crew that has it: however late it gets, it is in that shift';
comment on column work_order.start_at is 'when it is planned to begin, of the crew that has it';
comment on column work_order.stepped_at is 'the last step: what stands still is seen by it (压单)';
create unique index work_order_open_of_request on work_order (request_no, kind) where ended_at is null;
create index work_order_of_request on work_order (request_no);
create index work_order_of_crew on work_order (crew, shift_day) where crew is not null;
create index work_order_waiting on work_order (station, priority desc, opened_at) where crew is null and ended_at is null;
create index work_order_ended on work_order (ended_at) where ended_at is not null;

-- One row for each crew and day that has ever been written to: whoever changes a tour locks it first.
create table crew_day (
  crew    text collate "C" not null,
  day     date not null,
  version bigint not null default 0,
  doubt   boolean not null default false,
  primary key (crew, day)
);
comment on column crew_day.doubt is 'its people or hours are other ones: somebody else may have to do what it has';
create index crew_day_doubted on crew_day (crew, day) where doubt;

create table offer (
  id          text collate "C" primary key,
  request_no  text collate "C" not null,
  work_order  text collate "C" not null,
  mode        text not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  crew        text collate "C" not null,
  start_at    timestamptz not null,
  asked_by    text not null,
  holds_until timestamptz not null
);
create index offer_of_request on offer (request_no);
create index offer_over on offer (holds_until);
create index offer_of_crew on offer (crew, start_at);

create table appointment (
  id         text collate "C" primary key,
  version    bigint not null default 1,
  work_order text collate "C" not null references work_order,
  request_no text collate "C" not null,
  region     text collate "C" not null,
  mode       text not null,
  from_at    timestamptz not null,
  to_at      timestamptz not null,
  state      text not null,
  made_by    text not null,
  made_at    timestamptz not null,
  ended_at   timestamptz
);
comment on column appointment.state is 'made, kept, missed-by-customer, missed-by-crew or cancelled';
create unique index appointment_open on appointment (work_order) where ended_at is null;
create index appointment_of_request on appointment (request_no);
create index appointment_ended on appointment (ended_at) where ended_at is not null;

comment on column crew_day.version is 'grows with each change of its tour; those of a station''s crews together are its plan''s';

create table plan (
  station      text collate "C" not null,
  day          date not null,
  published_at timestamptz not null,
  published    bigint not null,
  primary key (station, day)
);
comment on table plan is 'what of a station''s day crews and customers were told';
comment on column plan.published is 'the version that they were told';

-- What crews have done, each once by the id that their phone gave it.
create table act (
  id          uuid primary key,
  work_order  text collate "C" not null references work_order,
  device      text collate "C" not null,
  seq         bigint not null,
  kind        text not null,
  actor       text not null,
  done_at     timestamptz not null,
  device_at   timestamptz not null,
  received_at timestamptz not null,
  body        jsonb not null,
  outcome     text not null,
  unique (device, seq)
);
comment on column act.done_at is 'device_at, corrected by how far the phone''s clock was off when it was sent';
comment on column act.outcome is 'done, late (order of steps was made up), or conflict: said to the crew and the desk';
create index act_of_order on act (work_order, done_at);
create index act_received on act (received_at);

create table file (
  id          uuid primary key,
  work_order  text collate "C" not null,
  act         uuid,
  kind        text not null,
  type        text not null,
  size        bigint not null,
  digest      bytea not null,
  begun_at    timestamptz not null,
  complete_at timestamptz
);
comment on column file.kind is 'photo or signature';
create index file_of_order on file (work_order);
create index file_begun on file (begun_at);

create table file_part (
  file    uuid not null references file on delete cascade,
  part    int not null,
  content bytea not null,
  primary key (file, part)
);
alter table file_part alter column content set storage external;

-- Moves that the desk is to make because a crew or a plan has done something: io.lamplighter.kit.agenda.Agenda.
create table agenda (
  id          bigint generated always as identity primary key,
  key         text collate "C" not null unique,
  subject     text collate "C" not null,
  due         timestamptz not null,
  since       timestamptz not null,
  round       bigint,
  taken_until timestamptz,
  version     int not null default 0,
  attempts    int not null default 0,
  cause       text
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02);
create index agenda_later on agenda (due, id) where round is null;
create index agenda_line on agenda (round, due, id) where round is not null;
create index agenda_of_subject on agenda (subject, round);
