package io.lamplighter.api.organisation;

import io.lamplighter.api.Location;
import org.jspecify.annotations.Nullable;

/**
 * What is known of where something is.
 *
 * @param feeder the line (线路) that feeds it
 */
public record Place(
    @Nullable String servicePoint,
    @Nullable String transformer,
    @Nullable String feeder,
    @Nullable String address,
    @Nullable Location location,
    String region) {}
