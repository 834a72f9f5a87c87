/** Rosters as calendars: what comes again and when, and how it is written (RFC 5545). */
@NullMarked
package io.lamplighter.kit.calendar;

import org.jspecify.annotations.NullMarked;
