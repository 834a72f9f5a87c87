create table partner_order (
  request_no  text primary key,
  root        text not null,
  channel     text not null,
  channel_ref text
);
comment on table partner_order is 'requests that partners wait for news of';
comment on column partner_order.root is 'the request that is worked on: itself, or the one it was merged under';
create index partner_order_by_root on partner_order (root);
