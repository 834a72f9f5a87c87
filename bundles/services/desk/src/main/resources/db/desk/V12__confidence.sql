alter table request add column confidence double precision;
comment on column request.confidence is 'how likely the kind is right, as it was told from the words; null when somebody gave it';
