package io.lamplighter.api.customers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How addresses are written where there are customers: by it others understand the same place named
 * otherwise. Nobody's own address stands in it: every number is left out.
 */
@ProviderType
public interface AddressBook {
  /** Stands for a number. */
  String NUMBER = "{}";

  /** At most so many are told: those of most customers. */
  int MOST = 100_000;

  /** From memory: the same list until it has changed. */
  List<Written> written();

  /**
   * How addresses at one place are written.
   *
   * @param address with {@link #NUMBER} for each of its numbers, as in {@code 绍兴市越城区东桥小区{}幢{}单元{}室}
   * @param transformer that feeds all who live there; null when there are several, or none is known
   */
  record Written(String address, String region, @Nullable String transformer) {}
}
