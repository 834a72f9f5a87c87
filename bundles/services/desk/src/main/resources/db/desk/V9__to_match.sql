-- What late matching has to look at: a customer who has become known or changed, or a request that came without one.
create table desk.to_match (
  number bigint generated always as identity primary key,
  customer_no text,
  request_no text,
  at timestamptz not null,
  check (num_nonnulls(customer_no, request_no) = 1));
