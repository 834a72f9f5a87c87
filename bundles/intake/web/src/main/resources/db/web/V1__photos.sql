-- Photos that customers have sent with their reports, without what their cameras wrote beside them.
create table photo (
  id         uuid primary key,
  request_no text not null,
  media_type text not null,
  bytes      bytea not null,
  sender     bytea,
  at         timestamptz not null
);
alter table photo alter column bytes set storage external;
create index photo_of_request on photo (request_no, at);
create index photo_of_sender on photo (sender, at) where sender is not null;
create index photo_by_time on photo (at);
comment on column photo.sender is 'digest of where somebody without a login called from, to count his';

-- Tells senders apart without saying where they are.
create table secret (
  one   boolean primary key default true check (one),
  bytes bytea not null
);
