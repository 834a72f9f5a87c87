package io.lamplighter.intake.hotline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import java.nio.file.Path;
import java.util.List;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;

/** What a form becomes before the desk sees it. */
class Open311FormTest {
  private final ServiceList services = ServiceList.load(Path.of("none"));

  @Test
  void takesEveryFieldAndKeepsTheFormWithoutTheKey() {
    Submission taken =
        form(
                "service_code", "fault-repair",
                "api_key", "secret",
                "lat", "30.01",
                "long", "120.58",
                "address_string", "天下小区3幢",
                "description", "整个单元停电了",
                "first_name", "小明",
                "last_name", "王",
                "phone", "13800000000",
                "account_id", "3306010000017",
                "jurisdiction_id", "330602",
                "attribute[external_id]", "sx-1")
            .submission(services, "hotline", null);

    assertEquals("hotline", taken.channel());
    assertEquals("sx-1", taken.channelRef());
    assertEquals("fault-repair", taken.kind());
    assertEquals("整个单元停电了", taken.text());
    assertEquals("3306010000017", taken.customerNo());
    assertEquals(new Submission.Contact("王 小明", "13800000000"), taken.contact());
    assertEquals("天下小区3幢", taken.address());
    assertEquals(new Location(120.58, 30.01), taken.location());
    assertEquals("330602", taken.region());
    assertFalse(String.valueOf(taken.raw()).contains("secret"));
  }

  @Test
  void everyBadFieldIsNamed() {
    assertEquals(List.of("/service_code", "/lat"), wrong());
    assertEquals(List.of("/service_code"), wrong("service_code", "magic", "address_id", "7"));
    assertEquals(List.of("/lat"), wrong("service_code", "report", "lat", "north", "long", "120.5"));
    assertEquals(
        List.of("/description"),
        wrong("service_code", "report", "address_id", "7", "description", "\uFFFD\uFFFD"));
    assertEquals(List.of("/long"), wrong("service_code", "report", "lat", "30.5"));
  }

  private List<String> wrong(String... namesAndValues) {
    Refusal.Invalid refused =
        assertThrows(
            Refusal.Invalid.class,
            () -> form(namesAndValues).submission(services, "hotline", null));
    return refused.errors().stream().map(FieldError::pointer).toList();
  }

  private static Open311Form form(String... namesAndValues) {
    MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.putSingle(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Open311Form(fields);
  }
}
