package io.lamplighter.api.planner;

/**
 * A pause on the way, taken where the crew is between two jobs.
 *
 * @param window when it begins. A tour that is over before it ends has no need of it; one whose
 *     window has no end is taken on every tour that is not over before it begins, so without any
 *     limit on every tour
 */
public record Break(Window window, double duration) {}
