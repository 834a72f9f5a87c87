/** A day, a plan and places for a job as the JSON objects of {@code /api/v1/plans}. */
@NullMarked
package io.lamplighter.kit.plans;

import org.jspecify.annotations.NullMarked;
