create table customer (
  customer_no    text primary key,
  version        bigint not null,
  name           text not null,
  phones         text[] not null,
  phone_keys     text[] not null,
  address        text,
  place          text,
  lon            double precision,
  lat            double precision,
  region         text not null,
  customer_class text not null,
  important      boolean not null,
  cell           text,
  service_point  text,
  meter          text,
  transformer    text,
  feeder         text,
  tags           text[] not null
);
comment on column customer.phone_keys is 'the phones in the form in which phones are compared';
comment on column customer.place is 'the address in the form in which addresses are compared';

create index customer_by_phone on customer using gin (phone_keys);
create index customer_by_place on customer (place) where place is not null;
create index customer_by_number on customer (customer_no text_pattern_ops);
