package io.lamplighter.api.desk;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What kinds are told by from now on (学习所得的分类模型). Whoever has a model registers it as a service;
 * the desk takes each that comes in place of the one before, between two judgements, and goes on
 * with it when it goes. It is the same for its life: another model is another service. A company's
 * own file goes before all of them.
 */
@ConsumerType
public interface LearnedModel {
  /**
   * The table of its weights as text, as it is kept for {@code kinds.model}; null for the one that
   * ships with the desk.
   */
  @Nullable String table();
}
