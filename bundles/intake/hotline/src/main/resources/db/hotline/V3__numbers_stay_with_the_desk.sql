-- A partner's own number stands with the request, nowhere else.
update partner_order set channel_ref = null where channel_ref is not null;
comment on column partner_order.channel_ref is 'not used any more';
