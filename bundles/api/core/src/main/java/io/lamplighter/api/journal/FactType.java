package io.lamplighter.api.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;

/**
 * The record is the data of these types of entries: its components, by their names, are the fields.
 * A component is a text, number, truth value, {@link java.time.Instant}, a record, a list of such,
 * or a map of such by names; what is not always there is {@code @Nullable}. The build writes each
 * into its bundle's manifest, where {@link FactTypes} finds it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Capability(
    namespace = FactType.NAMESPACE,
    attribute = {"types:List<String>=\"${#value}\"", "record=\"${@class}\""})
public @interface FactType {
  /** Of the capability by which a bundle tells what it writes. */
  String NAMESPACE = "io.lamplighter.fact";

  /**
   * {@code <thing>.<past participle>}; several that tell the same of different events; {@code
   * *.<past participle>} for things that companies name.
   */
  String[] value();

  /** When it is written, and what about, in one English sentence. */
  String says();

  /** The component's fields are fields of the fact itself; of a map: all that have no component. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Inline {}

  /** The component holds one of this family's words, as they are written outside. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Words {
    Class<? extends Enum<?>> value();
  }

  /** The field's name, where Java does not allow it. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Name {
    String value();
  }
}
