/**
 * Plans a day's tours. {@link io.lamplighter.planner.Engine} is the library; it knows nothing of
 * OSGi.
 */
@NullMarked
package io.lamplighter.planner;

import org.jspecify.annotations.NullMarked;
