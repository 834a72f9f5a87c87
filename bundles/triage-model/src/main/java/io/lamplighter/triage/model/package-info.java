/** Learns what kinds are told by, when this is built. */
@NullMarked
package io.lamplighter.triage.model;

import org.jspecify.annotations.NullMarked;
