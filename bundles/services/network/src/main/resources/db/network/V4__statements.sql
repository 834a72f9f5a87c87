alter table asset_row add about text[];
comment on column asset_row.about is 'of a change that is being read: the columns it speaks about; null of an asset told as a whole';

-- What was said to be of the future would keep out every change until then.
update asset_row set told_at = null where told_at > now() + interval '10 minutes';
update in_force set told_at = null where told_at > now() + interval '10 minutes';
update place set told_at = null where told_at > now() + interval '10 minutes';
