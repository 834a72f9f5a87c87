-- Phones are compared as E.164. Until now they were of China, written with digits, '+' and '-' only.
alter table request add column contact_key text;
comment on column request.contact_key is 'the phone in the form in which phones are compared';

update request set contact_key = case
    when digits ~ '^(00)?860?[1-9]\d{8,10}$' then regexp_replace(digits, '^(00)?860?', '+86')
    when digits ~ '^00[1-9]\d{6,13}$' then '+' || substr(digits, 3)
    when contact_phone like '+%' then '+' || digits
    when digits ~ '^0?[1-9]\d{6,11}$' then '+86' || ltrim(digits, '0')
    else digits end
  from (select request_no as no, translate(contact_phone, '+-', '') as digits from request) written
 where no = request_no and contact_phone is not null;

drop index request_unmatched_by_phone;
create index request_unmatched_by_phone on request (contact_key)
  where matched_by is null and contact_key is not null;
