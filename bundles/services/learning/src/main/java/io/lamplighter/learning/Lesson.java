package io.lamplighter.learning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was learned and how it did, before it is kept.
 *
 * @param table the model as it is written
 * @param why why it is refused; null when it may come in force
 * @param changed requests that it tells otherwise
 * @param seen how many texts of requests were read for it
 */
record Lesson(
    String model,
    String table,
    @Nullable String why,
    Version.Origin origin,
    Version.Trial trial,
    Version.Preview preview,
    List<Version.Change> changed,
    int seen) {}
