package io.lamplighter.api.clocks;

import io.lamplighter.api.journal.FactType;

/**
 * A calendar's year was brought in, or another edition of it; the entry's subject is {@code
 * <calendar>-<year>}.
 *
 * @param firmTo up to this day it does not change any more, as {@code 2027-12-25}
 * @param days how many days of it are now another one
 */
@FactType(
    value = "calendar.changed",
    says = "A calendar's official days of a year were brought in, or another edition of them.")
public record CalendarFact(String calendar, long year, long version, String firmTo, long days) {}
