package io.lamplighter.api.customers;

import io.lamplighter.api.Location;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A customer and where the network meets him.
 *
 * @param customerNo the one identifier (客户编号)
 * @param customerClass residential, low-voltage, high-voltage-single or high-voltage-dual; written
 *     {@code class} outside
 * @param important hospital, station, government…: restored first
 * @param cell the grid cell (网格) that answers for him
 */
public record Customer(
    String customerNo,
    long version,
    String name,
    List<String> phones,
    @Nullable String address,
    @Nullable Location location,
    String region,
    String customerClass,
    boolean important,
    @Nullable String cell,
    @Nullable String servicePoint,
    @Nullable String meter,
    @Nullable String transformer,
    @Nullable String feeder,
    Set<String> tags) {}
