package io.lamplighter.api.journal;

import io.lamplighter.api.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The types of entries that the installed bundles write, each brought by its owner as a record with
 * {@link FactType}.
 */
@ProviderType
public interface FactTypes {
  /**
   * One type.
   *
   * @param says when it is written, and what about
   * @param schema JSON Schema of its data
   */
  record Type(String type, String says, Map<String, Object> schema) {}

  /** All of them, by name. */
  List<Type> all();

  Optional<Type> find(String type);

  /**
   * What is wrong with asking for this type, in English; empty when nothing is. One that resembles
   * none of those that are known is taken for a company's own.
   */
  Optional<String> mistake(String type);

  /**
   * @throws Refusal.Invalid naming the field {@code types}, when one of them is misspelt
   */
  default void check(Collection<String> types) {
    for (String type : types) {
      Optional<String> mistake = mistake(type);
      if (mistake.isPresent()) {
        throw new Refusal.Invalid("/types", mistake.get(), "事实类型有误：" + type);
      }
    }
  }
}
