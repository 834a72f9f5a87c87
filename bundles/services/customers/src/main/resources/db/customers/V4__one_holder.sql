create index customer_by_service_point on customer (service_point) where service_point is not null;

-- Who was said to have changed in the future would be kept from every change until then.
update customer set told_at = null where told_at > now() + interval '10 minutes';
