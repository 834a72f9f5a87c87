package ${package};

import io.lamplighter.api.journal.FactType;

/**
 * What is written of a note; the thing it is about is the entry's subject, the words stay here.
 *
 * @param note its number
 */
@FactType(value = "${name}.noted", says = "Somebody noted something about the thing.")
record NotedFact(long note) {}
