package io.lamplighter.api.dispatch;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Who is of which crew (班组). */
@ProviderType
public interface CrewMembers {
  /** The code of the crew that somebody is of now, by login; null for none. Nobody is in two. */
  @Nullable String crewOf(String login);
}
