package io.lamplighter.demo;

import java.util.List;

/**
 * A transformer that the storm puts out.
 *
 * @param lostAt when its meters gasp, in seconds of the story
 * @param restoredAt when they are back
 */
record Outage(int lostAt, int restoredAt, String region, List<String> meters) {}
