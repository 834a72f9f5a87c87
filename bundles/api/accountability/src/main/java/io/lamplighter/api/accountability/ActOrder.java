package io.lamplighter.api.accountability;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order to do something with a file.
 *
 * @param seenVersion the version the caller saw; null when any will do
 * @param data what the act needs, by name (see the part's table of acts)
 */
public record ActOrder(
    String no, FileAct act, @Nullable Long seenVersion, Map<String, Object> data) {}
