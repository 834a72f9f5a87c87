package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import java.util.Collection;

/**
 * A text whose kind is known.
 *
 * @param parts what it is told by, the same as when it comes in
 * @param danger whether words of danger stand in it
 * @param weight for how much of a text it counts
 */
record Sample(
    RequestKind kind, String text, Collection<String> parts, boolean danger, float weight) {}
