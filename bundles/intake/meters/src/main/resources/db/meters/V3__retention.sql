-- To find what has been kept long enough.
create index event_by_age on event using brin (received_at);
create index set_aside_by_age on set_aside using brin (received_at);
