alter table offer add column shift_day date;
update offer set shift_day = (start_at at time zone 'UTC')::date;
alter table offer alter column shift_day set not null;
comment on column offer.shift_day is 'on which the shift begins in which it would be';

create table important_request (
  request_no text collate "C" primary key,
  root       text collate "C" not null,
  since      timestamptz not null
);
comment on table important_request is 'requests of important customers (重要客户)';
comment on column important_request.root is 'the request under which its work is done';
create index important_request_under on important_request (root);
create index important_request_since on important_request (since);

-- When which station's next day is planned by itself: io.lamplighter.kit.agenda.Agenda.
create table plan_agenda (
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
create index plan_agenda_later on plan_agenda (due, id) where round is null;
create index plan_agenda_line on plan_agenda (round, due, id) where round is not null;
create index plan_agenda_of_subject on plan_agenda (subject, round);

create table built_plan (
  station  text collate "C" not null,
  day      date not null,
  version  bigint not null,
  built_at timestamptz not null,
  because  text not null,
  placed   int not null,
  moved    int not null,
  left_out int not null,
  primary key (station, day)
);
comment on table built_plan is 'how a station''s day was last planned by itself';
comment on column built_plan.version is 'of the plan then: with another one somebody has changed it since';
comment on column built_plan.because is 'evening, waiting or changed';
comment on column built_plan.placed is 'orders that were given to a crew, or to another';
comment on column built_plan.moved is 'promises that became others';
comment on column built_plan.left_out is 'orders for which there was no place';
create index built_plan_at on built_plan (built_at);
