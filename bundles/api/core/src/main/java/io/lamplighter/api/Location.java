package io.lamplighter.api;

/** A place on earth in degrees, WGS 84. */
public record Location(double lon, double lat) {}
