-- Calls of which duty officers have not been told yet.
create table call.page (
  call_no text primary key,
  line text not null,
  request_no text not null,
  region text not null,
  at timestamptz not null);
