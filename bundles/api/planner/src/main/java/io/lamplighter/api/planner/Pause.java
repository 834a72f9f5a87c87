package io.lamplighter.api.planner;

/** A break as it is taken. */
public record Pause(double start, double end) {}
