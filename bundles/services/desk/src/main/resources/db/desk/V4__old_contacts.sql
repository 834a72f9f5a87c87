-- To find what has been kept long enough; what is emptied leaves them.
create index request_by_contact_age on request (received_at)
  where contact_name is not null or contact_phone is not null;
create index submission_by_raw_age on submission (received_at) where raw is not null;
