package io.lamplighter.api.desk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order to move a request.
 *
 * @param seenVersion the version the caller saw; null skips the check (shell and the platform's own
 *     parts)
 * @param data what the move needs, by name (see the desk's table of moves)
 */
public record MoveOrder(
    String requestNo, Move move, @Nullable Long seenVersion, Map<String, Object> data) {}
