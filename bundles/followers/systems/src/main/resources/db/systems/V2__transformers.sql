create index record_by_transformer on record using gin ((data -> 'transformers'));
