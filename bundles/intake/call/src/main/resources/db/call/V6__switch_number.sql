-- What the journal calls it: the switch's own id may have a number in it that somebody dialled.
alter table switch_call add column no bigint generated always as identity;
