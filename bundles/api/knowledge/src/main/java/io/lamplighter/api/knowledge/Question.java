package io.lamplighter.api.knowledge;

import java.time.Instant;
import java.util.Locale;

/**
 * What somebody wants to know.
 *
 * @param text as he wrote it; of a long one only the beginning is looked at
 * @param region where he is: GB/T 2260, the longest code that is known of it; empty when none is
 * @param locale in which language he is answered: Chinese for any Chinese locale, else English
 * @param at when he asks: what is told is in force then
 */
public record Question(String text, String region, Locale locale, Instant at) {}
