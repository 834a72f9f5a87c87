package io.lamplighter.api.desk;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says what a text is about, as the desk judges what comes in: one word for it in the whole house,
 * by the company's own tables and the model in force.
 */
@ProviderType
public interface Judge {
  /**
   * What a text is about.
   *
   * @param sure false when a person is to judge it
   * @param danger the words that speak of danger for sure; null when none do
   */
  record Verdict(RequestKind kind, boolean sure, @Nullable String danger) {}

  /** Nothing of the text is kept. */
  Verdict verdict(String text);
}
