package io.lamplighter.api.knowledge;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of an approved article, in the language of the question.
 *
 * @param no number, as {@code K0012}
 * @param version which of its versions
 * @param title what it is about, in a line
 * @param text what may be told; paragraphs are apart by an empty line
 * @param source by which rule it is so, or whose word it is
 * @param validTo the last day on which it holds; null when no end is known
 * @param likelihood that it answers what was asked, 0 to 1, as it was found on questions that were
 *     tried; to be kept, told and counted, and no key for anything
 */
public record Article(
    String no,
    int version,
    String title,
    String text,
    String source,
    @Nullable LocalDate validTo,
    double likelihood) {}
