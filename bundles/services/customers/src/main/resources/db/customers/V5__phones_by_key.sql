-- Phones are compared as E.164. Until now they were of China, written with digits, '+' and '-' only.
create function pg_temp.phone_key(phone text) returns text language sql immutable as $$
  select case
    when digits ~ '^(00)?860?[1-9]\d{8,10}$' then regexp_replace(digits, '^(00)?860?', '+86')
    when digits ~ '^00[1-9]\d{6,13}$' then '+' || substr(digits, 3)
    when phone like '+%' then '+' || digits
    when digits ~ '^0?[1-9]\d{6,11}$' then '+86' || ltrim(digits, '0')
    else digits end
  from (select translate(phone, '+-', '') as digits) written $$;

update customer
   set phone_keys = array(select pg_temp.phone_key(phone) from unnest(phones) as phone)
 where cardinality(phones) > 0;
