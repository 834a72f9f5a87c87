package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.personal.Keys;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of a submission, good and bad. */
@NullUnmarked
class SubmissionCheckTest {
  private final SubmissionCheck check =
      new SubmissionCheck(
          () -> TestDesk.TRIAGE, TestDesk.names(), () -> Instant.parse("2026-11-22T00:00:00Z"));

  private Draft check(Submission submission) {
    return check.check(Caller.system("test"), submission);
  }

  private static Submission text(String text) {
    return new Submission("web", null, null, text, "c1", null, null, null, null, null, null);
  }

  private List<String> pointers(Submission submission) {
    return assertThrows(Refusal.Invalid.class, () -> check(submission)).errors().stream()
        .map(FieldError::pointer)
        .toList();
  }

  @Test
  void everythingWrongIsNamedAtOnce() {
    assertEquals(
        List.of(
            "/channel",
            "/kind",
            "/text",
            "/channelRef",
            "/address",
            "/customerNo",
            "/contact/name",
            "/contact/phone",
            "/location/lon",
            "/location/lat",
            "/region",
            "/occurredAt"),
        pointers(
            new Submission(
                "Web!",
                "r".repeat(129),
                "gossip",
                "t".repeat(4001),
                "c 1",
                new Submission.Contact("n".repeat(101), "call me ".repeat(13)),
                "a".repeat(301),
                new Location(180.1, Double.NaN),
                "33x",
                OffsetDateTime.parse("2026-11-22T00:06:00Z"),
                "raw\0")));
  }

  @Test
  void whatIsNeededIsNamed() {
    Submission nothing =
        new Submission(null, null, null, null, null, null, null, null, null, null, null);
    assertEquals(List.of("/channel", "/text", ""), pointers(nothing));
    assertEquals(List.of("/text"), pointers(text("  ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "停电 😀👩‍👩‍👧",
        "مرحبا \u202Eabc",
        "'; drop table request; --",
        "<script>alert(1)</script>",
        "two\nlines\tand a tab"
      })
  void whateverPeopleWriteIsJustText(String text) {
    assertEquals(text, check(text(text)).submission().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\u0007b", "a\uD800b", "ab\uDC00", "a\u0085b", "a\uFFFFb"})
  void whatIsNoWritingIsLeftOutOfWords(String words) {
    Submission said =
        new Submission(
            "web",
            null,
            null,
            words,
            null,
            new Submission.Contact(words, "1380077\0" + "9001"),
            words + "\r\n9号",
            null,
            null,
            null,
            words);
    Submission taken = check(said).submission();
    assertEquals("ab", taken.text());
    assertEquals(new Submission.Contact("ab", "13800779001"), taken.contact());
    assertEquals("ab 9号", taken.address());
    assertEquals(-1, taken.raw().indexOf('\0'));
  }

  @Test
  void whatTellsOneMessageFromAnotherIsRefusedWithIt() {
    Submission said =
        new Submission("web", "r\0", "enquiry", null, "c\0", null, null, null, "33\0", null, null);
    assertEquals(List.of("/channelRef", "/customerNo", "/region"), pointers(said));
  }

  private static Submission by(String phone, String address, Location location) {
    Submission.Contact contact = new Submission.Contact(null, phone);
    return new Submission(
        "web", null, null, "停电", null, contact, address, location, null, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+86 138 0077 9001", "(0575) 8877 1234", "０５７５　８８７７１２９９", "0575-88771004转8001"})
  void aPhoneIsTakenAsPeopleWriteIt(String phone) {
    Draft taken = check(by(phone, null, null));
    assertEquals(phone, taken.contactPhone());
    assertEquals(Keys.phone(phone), taken.contactKey());
  }

  @Test
  void aPhoneThatNobodyCanReadRefusesNothingElse() {
    Draft taken = check(by("问邻居老王", "梅山路9号", null));
    assertEquals("问邻居老王", taken.contactPhone());
    assertNull(taken.contactKey());
    assertEquals(List.of("/contact/phone"), pointers(by("问邻居老王", null, null)));
    assertNull(check(by(" ", "梅山路9号", null)).contactPhone());
  }

  @Test
  void zeroZeroIsNoPlace() {
    assertNull(check(by(null, "梅山路9号", new Location(0, 0))).location());
    assertEquals(List.of(""), pointers(by(null, null, new Location(-0.0, 0.0001))));
    Location onTheEquator = new Location(120.5, 0);
    assertEquals(onTheEquator, check(by(null, null, onTheEquator)).location());
  }

  @ParameterizedTest
  @ValueSource(strings = {"33", "3306", "330602", "330602001", "330602001002"})
  void regionsAreCodes(String region) {
    check(new Submission("web", null, "enquiry", null, "c", null, null, null, region, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-20T00:00:00Z", "2026-11-22T00:05:01Z"})
  void timesThatCannotBeAreRefused(String at) {
    Submission submission =
        new Submission(
            "web",
            null,
            "enquiry",
            null,
            "c",
            null,
            null,
            null,
            null,
            OffsetDateTime.parse(at),
            null);
    assertEquals(List.of("/occurredAt"), pointers(submission));
  }

  @Test
  void channelsAndRegionsAreTheCallersOwn() {
    Submission web =
        new Submission("web", null, "enquiry", null, "c", null, null, null, "330602", null, null);
    check.check(Caller.PUBLIC, web);
    check.check(TestDesk.partner("3306", "web"), web);
    check.check(TestDesk.person("a", "33", Role.AGENT), web);
    for (Caller caller :
        List.of(
            TestDesk.partner("3306", "sms"),
            TestDesk.partner("3307", "web"),
            TestDesk.person("a", "33", Role.ASSESSOR))) {
      assertThrows(Refusal.Forbidden.class, () -> check.check(caller, web), caller::toString);
    }
  }

  @Test
  void theContentHashTellsContentsApart() {
    assertEquals(check(text("没电")).contentHash(), check(text("没电")).contentHash());
    assertNotEquals(check(text("没电")).contentHash(), check(text("没电 ")).contentHash());
    Submission oneWay =
        new Submission("web", null, "enquiry", "ab", "c", null, null, null, null, null, null);
    Submission other =
        new Submission("web", null, "enquiry", "a", "bc", null, null, null, null, null, null);
    assertNotEquals(check(oneWay).contentHash(), check(other).contentHash());
  }
}
