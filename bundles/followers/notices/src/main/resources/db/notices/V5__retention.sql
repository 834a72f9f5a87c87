-- To find what has been kept long enough.
create index notice_by_age on notice using brin (changed_at);
