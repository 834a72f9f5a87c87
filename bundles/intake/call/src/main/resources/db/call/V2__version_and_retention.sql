alter table call add column version bigint not null default 1;
comment on column call.version is 'grows with every change; the ETag';

-- To find what has been kept long enough.
create index call_by_age on call using brin (opened_at);
