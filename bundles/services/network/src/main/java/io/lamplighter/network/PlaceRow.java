package io.lamplighter.network;

import org.jspecify.annotations.Nullable;

/**
 * Where one asset stands, as a file has it.
 *
 * @param line index of its feature
 * @param shape its GeoJSON geometry; of a point, lon and lat say it too
 * @param toldAt since when it is so, as the source says
 */
record PlaceRow(
    long line,
    String asset,
    @Nullable String address,
    @Nullable Double lon,
    @Nullable Double lat,
    @Nullable String shape,
    @Nullable String toldAt) {}
