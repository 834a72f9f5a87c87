package io.lamplighter.desk;

import io.lamplighter.api.organisation.AreaType;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.organisation.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Knows cells by transformer; all of them are rural. */
@NullUnmarked
record KnownCells(Map<String, String> cells) implements Organisation {
  @Override
  public List<Belonging> cells(List<Place> places, Instant at) {
    return places.stream().map(this::cell).toList();
  }

  private Belonging cell(Place place) {
    String cell = cells.get(Objects.requireNonNullElse(place.transformer(), ""));
    return cell == null
        ? Belonging.NONE
        : new Belonging(cell, AreaType.RURAL, "transformer", List.of());
  }

  @Override
  public Optional<Unit> unit(String code, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Unit> below(@Nullable String code, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Unit> line(String code, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> inCharge(String code, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> onDuty(String code, Instant at) {
    throw new UnsupportedOperationException();
  }
}
