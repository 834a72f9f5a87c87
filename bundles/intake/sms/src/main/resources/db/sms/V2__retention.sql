-- To find what has been kept long enough.
create index incoming_by_age on incoming using brin (received_at);
create index outgoing_by_age on outgoing using brin (changed_at);
create index receipt_by_age on receipt using brin (received_at);
