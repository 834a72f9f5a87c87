-- To find what somebody was told of, when he writes that he wants a person.
create index outgoing_to_user on outgoing (bridge, user_id, made_at) where user_id is not null;
