package io.lamplighter.kit.finds;

import io.lamplighter.kit.triage.NormalForm;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a text what it names, the same for every channel. It knows of nothing but the text and
 * the names it is given, keeps nothing, and takes time that grows with the text's length alone:
 * what comes after {@value NormalForm#MOST} characters is not read.
 */
public final class Finder {
  private final NormalForm form;
  private final Regions regions;
  private final Markers markers;
  private final Places places;
  private final FreeAddress free;
  private final Slots slots;
  private final Since since;
  private final Codes codes;

  private Finder(@Nullable Path own, ZoneId zone) {
    form = NormalForm.load();
    regions = Regions.load();
    markers = Markers.load();
    places = new Places(regions, markers);
    free = FreeAddress.load(regions, markers);
    slots = Slots.load(own);
    since = Since.load(zone);
    codes = Codes.load(own, form);
  }

  /**
   * @param own where a company's own {@code finds.csv} and {@code slots.csv} may lie; null for
   *     nowhere
   * @param zone in which people tell the time
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  public static Finder load(@Nullable Path own, ZoneId zone) {
    return new Finder(own, zone);
  }

  /** The names by which places are found. */
  public Gazetteer gazetteer(Collection<Gazetteer.Written> all) {
    return Gazetteer.of(all, form, regions, markers);
  }

  /**
   * @param text what somebody said
   * @param address what he gave as one: then it is looked for there and not in the text; null when
   *     he gave none
   * @param region prefix of where it is likely to be; null when that is not known
   * @param now when he said it
   */
  public Finds find(
      String text,
      @Nullable String address,
      Gazetteer gazetteer,
      @Nullable String region,
      Instant now) {
    String script = Gazetteer.compared(form.script(text));
    Slots.Found numbers = slots.in(script);
    Codes.Found said = codes.in(form.of(text));
    String where = address == null ? script : Gazetteer.compared(form.script(address));
    Places.Found place = places.in(where, gazetteer, region);
    String written = place == null && address == null ? free.in(script) : null;
    return new Finds(
        place == null ? written : place.address(),
        place == null ? written != null : place.whole() || place.filled() > 0,
        place != null && place.whole(),
        place == null ? null : place.transformer(),
        numbers.customerNo(),
        numbers.meter(),
        numbers.phone(),
        since.in(script, now),
        said.extent(),
        said.inDanger());
  }

  /** As an address alone. */
  public Finds address(String address, Gazetteer gazetteer, @Nullable String region, Instant now) {
    return find("", address, gazetteer, region, now);
  }
}
