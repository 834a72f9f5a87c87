package io.lamplighter.organisation;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.store.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The organisation, as other parts ask about it. */
@Component(
    service = {Organisation.class, MetricSource.class},
    immediate = true)
public final class OrganisationService implements Organisation, MetricSource {
  private final Keeper keeper;
  private final Map<String, LongAdder> places = new ConcurrentHashMap<>();

  /**
   * @param work is there once the schema is: nobody is to be told that he is in no cell before the
   *     cells have been read
   */
  @Activate
  public OrganisationService(
      @Reference Keeper keeper,
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=organisation)") UnitOfWork work) {
    this(keeper);
    keeper.refresh(work);
  }

  OrganisationService(Keeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public List<Belonging> cells(List<Place> asked, Instant at) {
    Units units = keeper.editions().at(at);
    LocalDate day = keeper.day(at);
    List<Belonging> answers = new ArrayList<>(asked.size());
    for (Place place : asked) {
      Belonging answer = units.belonging(place, day);
      answers.add(answer);
      places.computeIfAbsent(outcome(answer), by -> new LongAdder()).increment();
    }
    return answers;
  }

  private static String outcome(Belonging answer) {
    return !answer.several().isEmpty()
        ? "several"
        : Objects.requireNonNullElse(answer.by(), "none");
  }

  @Override
  public Optional<Unit> unit(String code, Instant at) {
    return Optional.ofNullable(keeper.editions().at(at).unit(code, keeper.day(at)))
        .map(UnitRow::is);
  }

  @Override
  public List<Unit> below(@Nullable String code, Instant at) {
    LocalDate day = keeper.day(at);
    return keeper.editions().at(at).all().values().stream()
        .filter(row -> row.isValid(day) && Objects.equals(row.is().parent(), code))
        .map(UnitRow::is)
        .toList();
  }

  @Override
  public List<Unit> line(String code, Instant at) {
    return keeper.editions().at(at).line(code, keeper.day(at)).stream().map(UnitRow::is).toList();
  }

  @Override
  public List<String> inCharge(String code, Instant at) {
    Units units = keeper.editions().at(at);
    LocalDate day = keeper.day(at);
    return units.unit(code, day) == null
        ? List.of()
        : units.charges(code, day).stream().map(Charge::login).toList();
  }

  @Override
  public List<String> onDuty(String code, Instant at) {
    return keeper.rosters().at(code, at).onDuty(at);
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    Map<String, Integer> levels = new TreeMap<>();
    Units newest = keeper.editions().newest();
    newest.all().values().forEach(u -> levels.merge(u.is().level().wire(), 1, Integer::sum));
    levels.forEach(
        (level, count) ->
            metrics.add(
                new Metric(
                    "lamp_units",
                    "Units of the newest version",
                    Type.GAUGE,
                    Map.of("level", level),
                    count)));
    places.forEach(
        (by, count) ->
            metrics.add(
                new Metric(
                    "lamp_places_total",
                    "Places whose cell was asked for, by what said it",
                    Type.COUNTER,
                    Map.of("by", by),
                    count.sum())));
    metrics.add(
        new Metric(
            "lamp_units_version",
            "Number of the newest version of the units",
            Type.GAUGE,
            Map.of(),
            newest.version()));
    metrics.add(
        new Metric(
            "lamp_rosters",
            "Units that have a duty roster",
            Type.GAUGE,
            Map.of(),
            keeper.rosters().all().size()));
    return metrics;
  }
}
