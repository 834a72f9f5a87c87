/** Checks for {@code /health} and figures for {@code /metrics}. */
@NullMarked
package io.lamplighter.health;

import org.jspecify.annotations.NullMarked;
