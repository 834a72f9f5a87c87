package io.lamplighter.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * One shift of a roster, laid out.
 *
 * @param rest null without a break
 */
record Laid(Span span, @Nullable Span rest, boolean onCall) {}
