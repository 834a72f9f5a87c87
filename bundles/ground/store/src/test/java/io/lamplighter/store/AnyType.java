package io.lamplighter.store;

import io.lamplighter.api.journal.FactTypes;
import java.util.List;
import java.util.Optional;

/** Where no bundles are, no type is known, and each may be a company's own. */
public class AnyType implements FactTypes {
  @Override
  public List<Type> all() {
    return List.of();
  }

  @Override
  public Optional<Type> find(String type) {
    return Optional.empty();
  }

  @Override
  public Optional<String> mistake(String type) {
    return Optional.empty();
  }
}
