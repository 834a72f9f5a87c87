-- To find what has been kept long enough.
alter table partner_order add column since timestamptz not null default now();
comment on column partner_order.since is 'when the request came in; of rows from before, when this column did';
create index partner_order_by_age on partner_order using brin (since);
