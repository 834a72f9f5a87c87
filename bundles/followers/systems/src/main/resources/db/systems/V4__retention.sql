-- To find what has been kept long enough.
create index record_by_age on record using brin (at);
