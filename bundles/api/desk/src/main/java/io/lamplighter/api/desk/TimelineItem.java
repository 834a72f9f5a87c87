package io.lamplighter.api.desk;

import java.time.Instant;
import java.util.Map;

/** One thing that happened to a request, from the journal. */
public record TimelineItem(Instant at, String type, String actor, Map<String, Object> data) {}
