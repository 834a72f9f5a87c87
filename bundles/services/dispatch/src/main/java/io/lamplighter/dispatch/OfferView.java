package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Offers as they are shown. */
record OfferView(List<One> offers, List<Refused> refused) {
  /**
   * @param crew that would come; of no use to a customer
   */
  record One(
      String id,
      Instant from,
      Instant to,
      String mode,
      String crew,
      Instant start,
      Instant holdsUntil,
      String says) {}

  /**
   * @param code of the reason, in a word
   * @param reason in the caller's language, as {@code says}
   */
  record Refused(Instant from, Instant to, String code, String reason, String says) {}

  static OfferView of(Offers.Found found, ZoneId zone, Locale language) {
    return new OfferView(
        found.offers().stream()
            .map(
                offer ->
                    new One(
                        offer.id(),
                        offer.within().from(),
                        offer.within().to(),
                        offer.mode().wire(),
                        offer.crew(),
                        offer.start(),
                        offer.holdsUntil(),
                        says(offer, zone, language)))
            .toList(),
        found.refused().stream()
            .map(
                one ->
                    new Refused(
                        one.within().from(),
                        one.within().to(),
                        one.reason().wire(),
                        one.reason().text().in(language),
                        one.reason().text().in(language)))
            .toList());
  }

  private static String says(Offer offer, ZoneId zone, Locale language) {
    String at = LocalTime.ofInstant(offer.start(), zone).truncatedTo(ChronoUnit.MINUTES).toString();
    return new Text(offer.crew() + " begins about " + at, offer.crew() + " 预计 " + at + " 开工")
        .in(language);
  }

  /** As members of a problem: whoever was too late can choose again at once. */
  static Map<String, Object> details(Offers.Found found, ZoneId zone, Locale language) {
    OfferView view = of(found, zone, language);
    return Map.of(
        "offers",
        view.offers().stream()
            .map(
                one ->
                    Map.of(
                        "id", one.id(),
                        "from", one.from().toString(),
                        "to", one.to().toString(),
                        "mode", one.mode(),
                        "crew", one.crew(),
                        "start", one.start().toString(),
                        "holdsUntil", one.holdsUntil().toString(),
                        "says", one.says()))
            .toList(),
        "refused",
        view.refused().stream()
            .map(
                one ->
                    Map.of(
                        "from", one.from().toString(),
                        "to", one.to().toString(),
                        "code", one.code(),
                        "says", one.says()))
            .toList());
  }
}
