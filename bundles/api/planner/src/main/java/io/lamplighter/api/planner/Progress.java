package io.lamplighter.api.planner;

/** How far a search is. */
public record Progress(
    double seconds, long iterations, double distance, int crewsUsed, int unassigned) {}
