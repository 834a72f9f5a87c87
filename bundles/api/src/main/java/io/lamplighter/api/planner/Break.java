package io.lamplighter.api.planner;

/**
 * A pause on the way, taken where the crew is between two jobs.
 *
 * @param window when it begins
 */
public record Break(Window window, double duration) {}
