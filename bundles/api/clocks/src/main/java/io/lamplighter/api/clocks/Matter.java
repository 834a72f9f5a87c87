package io.lamplighter.api.clocks;

import org.jspecify.annotations.Nullable;

/**
 * By what the rules tell whom they are for. What is null is not known: a rule that asks for it is
 * not for this matter.
 *
 * @param kind of the request, as it is written outside
 * @param region code of the region (GB/T 2260)
 * @param customerClass residential, low-voltage, high-voltage-single or high-voltage-dual
 * @param important whether the customer is an important one (重要客户)
 * @param areaType urban, rural or remote
 */
public record Matter(
    @Nullable String kind,
    @Nullable String channel,
    String region,
    @Nullable String customerClass,
    @Nullable Boolean important,
    @Nullable String areaType) {}
