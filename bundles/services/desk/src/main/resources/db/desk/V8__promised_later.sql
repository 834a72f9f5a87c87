-- A receipt that is asked for again says what it said: not what was promised since.
alter table promise add column later boolean not null default false;
comment on column promise.later is 'true: not promised when the request came in, but since';
update promise set later = true where rule = 'extended';
