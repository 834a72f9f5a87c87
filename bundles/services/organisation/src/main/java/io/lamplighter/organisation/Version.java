package io.lamplighter.organisation;

import io.lamplighter.organisation.Piece.What;
import java.time.Instant;

/**
 * A file that came in, and what it has made of the organisation.
 *
 * @param inForce from when on it counts, until the next one does
 * @param what it had
 * @param region of whoever brought it: all of that region was replaced
 * @param changed of what was there, and is otherwise now
 * @param removed also what was of units that are gone
 */
record Version(
    long number,
    Instant inForce,
    What what,
    String region,
    String actor,
    Instant madeAt,
    int added,
    int changed,
    int removed) {}
