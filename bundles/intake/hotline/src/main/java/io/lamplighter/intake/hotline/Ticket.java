package io.lamplighter.intake.hotline;

import static io.lamplighter.intake.hotline.TicketRequest.TICKETS;
import static io.lamplighter.kit.iec.Soap.child;
import static io.lamplighter.kit.iec.Soap.children;
import static io.lamplighter.kit.iec.Soap.text;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.kit.time.IsoTime;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A TroubleTicket as it came; the schema has checked its form. */
record Ticket(Element xml) {
  @Nullable String requestNo() {
    return text(xml, TICKETS, "mRID");
  }

  @Nullable String comment() {
    return text(xml, TICKETS, "comment");
  }

  @Nullable String status() {
    Element status = child(xml, TICKETS, "status");
    return status == null ? null : text(status, TICKETS, "value");
  }

  @Nullable String property(String name) {
    for (Element property : children(xml, TICKETS, "Property")) {
      if (name.equals(text(property, TICKETS, "Name"))) {
        return text(property, TICKETS, "Value");
      }
    }
    return null;
  }

  /** The partner's own number of it, null when it gives none. */
  @Nullable String ownNumber() {
    Element names = child(xml, TICKETS, "Names");
    return names == null ? null : text(names, TICKETS, "name");
  }

  /**
   * @param zone of times that name none
   * @param drill its message's context is TRAINING
   */
  Submission submission(String channel, @Nullable String channelRef, ZoneId zone, boolean drill) {
    Element customer = child(xml, TICKETS, "Customer");
    Element place = child(xml, TICKETS, "Location");
    String region = place == null ? null : text(place, TICKETS, "region");
    return new Submission(
        channel,
        channelRef,
        text(xml, TICKETS, "troubleCode"),
        comment(),
        customer == null ? null : text(customer, TICKETS, "mRID"),
        customer == null ? null : contact(customer),
        place == null ? null : text(place, TICKETS, "mainAddress"),
        place == null ? null : location(place),
        region != null && Region.isCode(region) ? region : null,
        time(zone),
        raw(),
        drill);
  }

  private static Submission.@Nullable Contact contact(Element customer) {
    String name = text(customer, TICKETS, "name");
    String phone = text(customer, TICKETS, "phone");
    return name == null && phone == null ? null : new Submission.Contact(name, phone);
  }

  private static @Nullable Location location(Element place) {
    Element point = child(place, TICKETS, "PositionPoint");
    String x = point == null ? null : text(point, TICKETS, "xPosition");
    String y = point == null ? null : text(point, TICKETS, "yPosition");
    return x == null || y == null ? null : new Location(number(x), number(y));
  }

  /** The schema's double also knows INF, which Java writes otherwise; the desk refuses either. */
  private static double number(String text) {
    return Stream.of("INF", "-INF", "NaN").anyMatch(text::equals)
        ? Double.NaN
        : Double.parseDouble(text);
  }

  private @Nullable OffsetDateTime time(ZoneId zone) {
    String written = text(xml, TICKETS, "dateTimeOfReport");
    if (written == null) {
      return null;
    }
    try {
      return IsoTime.parse(written, zone);
    } catch (DateTimeException e) {
      throw new Refusal.Invalid("/occurredAt", "is no time that can be kept", "不是可保存的时间");
    }
  }

  private String raw() {
    StringBuilder text = new StringBuilder();
    write(xml, text);
    return text.toString();
  }

  private static void write(Element element, StringBuilder to) {
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        boolean leaf = child.getElementsByTagName("*").getLength() == 0;
        to.append(child.getLocalName()).append(leaf ? "=" + child.getTextContent().strip() : ":");
        to.append('\n');
        write(child, to);
      }
    }
  }
}
