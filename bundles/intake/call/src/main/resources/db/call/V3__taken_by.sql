alter table call add column taken_by text;
comment on column call.taken_by is 'the agent whose request it is: what he repeats is answered alike, another one makes none';
