package io.lamplighter.indices;

import io.lamplighter.api.journal.FactType;

/**
 * A month's report was closed. The entry's subject is {@code indices}, the region and the month, as
 * {@code indices/3306/2026-11}.
 *
 * @param digest SHA-256 of all that its documents show, in hex
 */
@FactType(value = "indices-month.closed", says = "The figures and remarks of a month were fixed.")
record MonthFact(String month, String digest) {}
