-- A version from before writes cases that are out of one each, and goes on doing so.
alter table counted add column out_of double precision not null default 1;
comment on column counted.out_of is 'what the value is out of; 0 with the value 0 or none is a mark, in no figure';
alter table tally add column beyond double precision not null default 0;
comment on column tally.beyond is 'what its cases are out of, beyond one for each';
