package io.lamplighter.api.planner;

import org.jspecify.annotations.Nullable;

/**
 * A job that is promised already.
 *
 * @param start when the work begins; null: any time in the window
 */
public record Pin(String crew, @Nullable Double start) {}
