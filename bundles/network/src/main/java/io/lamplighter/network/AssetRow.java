package io.lamplighter.network;

import org.jspecify.annotations.Nullable;

/**
 * One asset as a file has it.
 *
 * @param line where it stands
 * @param gone it is to be taken out; nothing but its id is given then
 * @param toldAt since when it is so, as the source says
 */
record AssetRow(
    long line,
    String id,
    boolean gone,
    @Nullable String kind,
    @Nullable String name,
    @Nullable String parent,
    @Nullable String region,
    @Nullable String voltage,
    @Nullable String capacity,
    @Nullable String normallyOpen,
    @Nullable String toldAt) {}
