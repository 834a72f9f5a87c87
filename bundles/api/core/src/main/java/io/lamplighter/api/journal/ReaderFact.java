package io.lamplighter.api.journal;

/** What is written of a reader, whose name is the entry's subject. */
@FactType(value = "reader.forgotten", says = "The cursor of a reader that is gone was given up.")
public record ReaderFact() {}
