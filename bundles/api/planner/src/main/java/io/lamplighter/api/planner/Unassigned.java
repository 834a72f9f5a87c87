package io.lamplighter.api.planner;

import io.lamplighter.api.Text;

/** A job left out, and why. */
public record Unassigned(String job, Text reason) {}
