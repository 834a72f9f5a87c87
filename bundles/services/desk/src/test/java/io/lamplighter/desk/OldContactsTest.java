package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.store.TestDatabase;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Who called is forgotten when the work is over and long ago; the request stays. */
@NullUnmarked
class OldContactsTest {
  private static final Caller SYSTEM = Caller.system("test");

  private final TestDesk test = new TestDesk();
  private final String over = submit("1", "天下小区3幢");
  private final String underIt = submit("2", "天下小区3幢");
  private final String open = submit("3", "人民路1号");
  private final String underTheOpen = submit("4", "人民路1号");

  private String submit(String ref, String address) {
    Submission.Contact contact = new Submission.Contact("王先生", "13800000000");
    return test.desk
        .submit(
            SYSTEM,
            new Submission(
                "call",
                ref,
                "fault-repair",
                "停电了",
                null,
                contact,
                address,
                null,
                "330602",
                null,
                "{}"))
        .requestNo();
  }

  private Request get(String requestNo) {
    return test.desk.get(SYSTEM, requestNo);
  }

  private int rounds(int days) {
    return TestDatabase.forget("desk", test.clock, Map.of("contactDays", days));
  }

  @Test
  void contactsGoWhenTheWorkIsOverAndLongAgo() {
    test.move(over, Move.CANCEL, "reason", "误报");
    test.move(underIt, Move.CANCEL, "reason", "误报");
    long version = get(over).version();
    test.clock.advance(Duration.ofDays(30));
    assertEquals(0, rounds(0), "for ever");
    assertEquals(0, rounds(31));
    assertEquals(6, rounds(29), "two contacts and four messages as they came");
    assertNull(get(over).contact());
    assertNull(get(underIt).contact());
    assertNotNull(get(open).contact());
    assertNotNull(get(underTheOpen).contact(), "is told of the work that goes on");
    assertEquals("停电了", get(over).text());
    assertEquals(version + 1, get(over).version());
    assertEquals(0, kept("select count(*) from desk.submission where raw is not null"));
    assertEquals(4, kept("select count(*) from desk.submission"), "the same again is known");
  }

  private int kept(String sql) {
    return test.work.call(
        transaction -> {
          try (Statement statement = transaction.connection().createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
          }
        });
  }
}
