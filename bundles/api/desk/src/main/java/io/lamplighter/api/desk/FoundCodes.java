package io.lamplighter.api.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the words of whoever brought it, as codes: nothing of the words themselves.
 *
 * @param slots which of {@code address}, {@code customerNo}, {@code meter}, {@code phone} were
 * @param extent how far it reaches
 * @param inDanger who is
 * @param since when it began
 */
public record FoundCodes(
    List<String> slots, List<String> extent, List<String> inDanger, @Nullable Instant since) {}
