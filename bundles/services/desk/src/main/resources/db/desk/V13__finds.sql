-- What was found in a request's words: one row for each, none for most.
create table find (
  request_no  text not null,
  slot        text not null,
  value       text not null,
  key         text,
  received_at timestamptz not null,
  by_hand     boolean not null default false,
  primary key (request_no, slot, value)
);
comment on column find.slot is 'address, customerNo, meter, phone, since, extent or inDanger';
comment on column find.value is 'empty when a person has said that there is none';
comment on column find.key is 'slot and value in the form in which they are compared; null when nobody is known by it';
comment on column find.received_at is 'when the request came in: it is kept as long as whom to call';
comment on column find.by_hand is 'true: a person''s word';
create index find_by_key on find (key) where key is not null;
create index find_by_age on find (received_at);
-- What was closed of the same kind at the same place.
create index request_closed_by_place on request (place, received_at) where place is not null and state = 'CLOSED';
