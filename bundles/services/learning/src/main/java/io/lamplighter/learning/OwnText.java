package io.lamplighter.learning;

import io.lamplighter.api.desk.RequestKind;
import org.jspecify.annotations.Nullable;

/**
 * A customer's text and the kind that a person gave it; in memory only.
 *
 * @param who the same for the same writer; null when he is not known
 */
record OwnText(RequestKind kind, String text, @Nullable String who) {}
