-- A receipt is for one part of one text. Its id is kept without the zeros that centres fill it up with.
alter table receipt add column numbers text[] not null default '{}';
alter table receipt add column outgoing bigint;
alter table receipt add column which int;
comment on column receipt.numbers is 'from whom and to whom, in the form in which phones are compared';
comment on column receipt.outgoing is 'the text it is for; null while that is not known';
create index receipt_of_text on receipt (outgoing) where outgoing is not null;

update sent_part set message_id = regexp_replace(message_id, '^0+(?=[0-9a-f]+$)', '')
 where message_id ~ '^0+[0-9a-f]+$';
update receipt set message_id = plain
  from (select distinct on (regexp_replace(message_id, '^0+', ''), state)
               id as padded, regexp_replace(message_id, '^0+(?=[0-9a-f]+$)', '') as plain
          from receipt where message_id ~ '^0+[0-9a-f]+$'
         order by regexp_replace(message_id, '^0+', ''), state, received_at desc) filled
 where id = padded
   and not exists (select from receipt other where other.message_id = plain and other.state = receipt.state);

-- Phones are compared as E.164. Until now they were of China, by their digits without its code.
create function pg_temp.phone_key(digits text) returns text language sql immutable as $$
  select case
    when digits ~ '^(00)?860?[1-9]\d{8,10}$' then regexp_replace(digits, '^(00)?860?', '+86')
    when digits ~ '^00[1-9]\d{6,13}$' then '+' || substr(digits, 3)
    when digits ~ '^0?[1-9]\d{6,11}$' then '+86' || ltrim(digits, '0')
    else digits end $$;
update incoming set phone = pg_temp.phone_key(phone);
update visit set phone = pg_temp.phone_key(phone);
insert into opted_out select pg_temp.phone_key(phone), since from opted_out on conflict do nothing;
delete from opted_out where phone <> pg_temp.phone_key(phone);
