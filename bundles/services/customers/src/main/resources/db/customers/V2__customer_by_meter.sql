create index customer_by_meter on customer (meter) where meter is not null;
