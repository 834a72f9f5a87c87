package io.lamplighter.kit.agenda;

import java.time.Instant;

/**
 * Something to be done at a time.
 *
 * @param key its name: there is one thing of a name
 * @param subject whose turn it is: things of one subject are done one after the other, and every
 *     subject gets its turn
 */
public record Thing(String key, String subject, Instant due) {}
