package io.lamplighter.assessors;

import io.lamplighter.api.accountability.AccountabilityFiles;
import io.lamplighter.api.clocks.Limits;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.clocks.WorkingDays;
import io.lamplighter.api.indices.Indices;
import org.jspecify.annotations.Nullable;

/** Whoever says what is to be computed anew; null where he is not installed. */
interface Neighbourhood {
  @Nullable RunningClocks clocks();

  @Nullable Limits limits();

  @Nullable WorkingDays calendars();

  @Nullable Indices indices();

  @Nullable AccountabilityFiles files();
}
