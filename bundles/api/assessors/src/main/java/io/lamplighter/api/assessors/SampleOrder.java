package io.lamplighter.api.assessors;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be drawn, before anybody can know what will be.
 *
 * @param region prefix of the regions that it is drawn from
 * @param from first day, in the zone of the house
 * @param to last day; at most 92 in all
 * @param size how many, 1 to 200
 * @param commitment SHA-256 of the assessor's secret in UTF-8, in hex
 */
public record SampleOrder(
    @Nullable SampleOf of,
    @Nullable String region,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    int size,
    @Nullable String commitment) {}
