package io.lamplighter.api.planner;

/** One job on a route: there, at work, away. */
public record Stop(String job, double arrive, double start, double leave) {}
