package io.lamplighter.api.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the organisation, as it is in one version.
 *
 * @param parent code of the unit above, null for the province
 * @param region code of the region (GB/T 2260)
 * @param areaType of a cell; null where none is said
 * @param validFrom its first day
 * @param validTo its last day, null when none is set
 */
public record Unit(
    String code,
    String name,
    Level level,
    @Nullable String parent,
    String region,
    @Nullable AreaType areaType,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {}
