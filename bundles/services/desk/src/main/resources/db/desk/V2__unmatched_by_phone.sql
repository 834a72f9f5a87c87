-- Finds requests without a customer when one with their phone comes in. A phone is kept as it was said.
create index request_unmatched_by_phone on request (translate(contact_phone, '+-', ''))
  where matched_by is null and contact_phone is not null;
