package io.lamplighter.api.clocks;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the rules in force promise. Answered from memory, so that whoever takes something in may say
 * it at once; the clocks themselves begin when his fact is read.
 */
@ProviderType
public interface Promises {
  /**
   * The strictest valid rule of each code that an entry of this type starts, in order of due, then
   * code. A rule that is an average promises nothing to one.
   *
   * @param type of the entry, as in {@code request.received}
   * @param start the edition counts that is valid then
   */
  List<Promised> from(String type, Matter matter, Instant start);
}
