-- What is promised are the clocks' limits: what the receipt said stays, and what counts since stands beside it.
alter table promise alter column due_at drop not null;
alter table promise add column note text;
alter table promise add column now_due_at timestamptz;
alter table promise add column withdrawn boolean not null default false;
comment on column promise.due_at is 'as the receipt said; null when it could not be computed';
comment on column promise.now_due_at is 'as the clock has it since; null: as the receipt said';
comment on column promise.withdrawn is 'true: the clock does not count any more';
-- Where it belongs can be asked while nobody can say whose it is.
alter table to_match add column placed boolean not null default false;
-- To find where requests belong when the organisation becomes known.
create index request_unplaced on request (request_no) where cell is null and state not in ('CLOSED', 'CANCELLED', 'MERGED');
