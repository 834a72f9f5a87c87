alter table work_order
  add column desk_from timestamptz,
  add column desk_to   timestamptz,
  add column desk_crew text collate "C",
  add column conflict  text,
  add column missed_at timestamptz,
  add column by_hand   boolean not null default false,
  add column tried_at  timestamptz,
  add column wish_at   timestamptz;
comment on column work_order.desk_from is 'the promise that the desk knows of, until desk_to';
comment on column work_order.desk_crew is 'the crew that the desk knows of';
comment on column work_order.conflict is 'what of a crew''s acts did not fit, in a word; somebody is to look';
comment on column work_order.wish_at is 'a dispatcher wants it to begin no earlier';
comment on column work_order.by_hand is 'a dispatcher has taken it from its crew: only people give it to one';
comment on column work_order.tried_at is 'when last no crew was found for something dangerous';
comment on column work_order.missed_at is 'since when the crew has been missing at the customer''s';

-- Limits that run on a request, whether or not it has work in the field.
create table running_clock (
  id         text collate "C" primary key,
  request_no text collate "C" not null,
  due_at     timestamptz not null
);
create index running_clock_of_request on running_clock (request_no, due_at);
create index work_order_promised on work_order (to_at) where ended_at is null and to_at is not null;
