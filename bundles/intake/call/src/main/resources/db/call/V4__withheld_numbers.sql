-- Who withholds his number calls all the same.
alter table call alter column phone drop not null;
