-- Each move of a request names those whose work is done under it: nothing is to be kept for that.
alter table outage drop column root;
create index outage_by_request on outage (request_no) where closed_at is null;
